import { CommandLineError } from '../runner/command-line.ts';
import type { BenchResult } from '../runner/result.ts';

export interface Documenting {
  /** What the run was saved as. */
  readonly name: string;
  /** The suites whose tables are asked for. */
  readonly suites: readonly string[];
}

/**
 * Whether documents may say of a run that it is a full one of these suites.
 *
 * @param beside - the run that is documented so far, where only some suites are to be replaced
 * @throws CommandLineError if they may not; its message says what to do
 */
export function checkDocumentable(
  run: BenchResult,
  { name, suites }: Documenting,
  beside?: BenchResult,
): void {
  const again = `save a full one first: \`npm run bench -- ${suites.join(' ')} --save ${name}\`.`;
  if (run.effort !== 'full') {
    refuse(`'${name}' is a ${run.effort} run, and documents show full ones: ${again}`);
  }
  if (!run.isComplete) refuse(`'${name}' was ended early, and documents need all of it: ${again}`);
  checkSuites(run, { name, suites });
  if (beside !== undefined && madeOn(run) !== madeOn(beside)) {
    refuse(
      `'${name}' was measured on ${madeOn(run)}, the documents' other suites on ` +
        `${madeOn(beside)}: document a run of all suites.`,
    );
  }
}

function checkSuites(run: BenchResult, { name, suites }: Documenting): void {
  const there = run.suites.map(({ suite }) => suite);
  const missing = suites.filter((suite) => !there.includes(suite)).map((suite) => `'${suite}'`);
  if (missing.length === 0) return;
  const does =
    there.length === 0
      ? 'It has none: save a run of them first.'
      : `It has ${there.join(', ')}: \`npm run bench -- ${there.join(' ')} --document ${name}\` ` +
        'makes the tables of those.';
  refuse(`The saved run '${name}' has no suite ${missing.join(', ')}. ${does}`);
}

function madeOn({ node, cpus }: BenchResult): string {
  return `Node ${node}, ${cpus.count} x ${cpus.model}`;
}

function refuse(message: string): never {
  throw new CommandLineError(message);
}
