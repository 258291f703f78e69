import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { simulations } from 'statehive/simulations';
import type { CheckOptions, CheckResult } from '../check/check.ts';
import { plain } from '../check/sequence-diagram.ts';

/** A script that goes through the first counterexample again; none if there is no counterexample. */
export function replayScript(
  name: string,
  { counterexamples: [first] }: CheckResult,
  options: CheckOptions,
): string | undefined {
  if (first === undefined) return undefined;
  const isBundled = simulations.some((simulation) => simulation.name === name);
  const from = isBundled
    ? `import { simulations } from 'statehive/simulations';\n\nconst simulation = simulations.find(({ name }) => name === '${name}');`
    : `import simulation from '${pathToFileURL(resolve(name))}';`;
  return `// Goes through a counterexample to '${first.property}' again; exits with 1 while it still is one.
import { replay } from 'statehive';
${from}
const options = ${JSON.stringify(options, undefined, 2)};
const counterexample = ${JSON.stringify(first, plain, 2)};

const { isViolated, steps } = replay(simulation, options, counterexample);
console.log(
  isViolated
    ? \`'\${counterexample.property}' is violated after \${steps} steps\`
    : \`'\${counterexample.property}' is not violated: \${steps} of \${counterexample.steps.length} steps could be taken\`,
);
process.exitCode = isViolated ? 1 : 0;
`;
}
