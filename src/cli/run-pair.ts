import pc from 'picocolors';
import { type Parting, runTwice } from '../check/search/run-twice.ts';
import type { LoggedStep } from '../check/search/step-log.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { exitCode, exitCodeOf } from './exit-code.ts';
import { interruptible } from './interruptible.ts';
import { number } from './number-text.ts';
import { toJson } from './result-json.ts';
import { toText } from './result-text.ts';
import { type RunFlags, runsOf } from './run-flags.ts';
import type { Asked } from './run-once.ts';

/**
 * Runs a simulation twice with one seed, and prints the result, and where the two part.
 *
 * @returns the exit code: 1 when they part
 */
export async function runPair(
  simulation: Simulation,
  flags: RunFlags,
  { again }: Asked,
): Promise<number> {
  const runs = runsOf(simulation, flags);
  const { seed } = flags;
  const { result, parting } = await interruptible((signal) =>
    runTwice(simulation, { ...runs, signal, ...(seed === undefined ? {} : { seed }) }),
  );
  const text = flags.json
    ? toJson(result, { parting: parting ?? null })
    : `${toText(simulation, result, again(result.seed))}${partingText(parting)}\n`;
  process.stdout.write(text);
  return parting === undefined ? exitCodeOf(result.outcome) : exitCode.failed;
}

function partingText(parting: Parting | undefined): string {
  if (parting === undefined) return pc.green('twice: the second run was the same');
  const { first, second } = parting;
  const steps =
    stepText(first) === stepText(second)
      ? [`  both: ${stepText(first)}, with another outcome`]
      : [`  first: ${stepText(first)}`, `  second: ${stepText(second)}`];
  const remedy =
    'Something outlives a run, or comes from outside: a variable of a module, the host, a cache.';
  return [pc.red('twice: the two runs part'), ...steps, remedy].join('\n');
}

function stepText(step: LoggedStep | undefined): string {
  if (step === undefined) return 'it was over';
  return `step ${step.step} at ${number(step.atMs)} ms, actor '${step.actor}' taking '${step.event}'`;
}
