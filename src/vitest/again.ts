import { readFileSync } from 'node:fs';
import { replay } from '../check/replay.ts';
import { replayScript } from '../check/search/replay-script.ts';
import { runTwice } from '../check/search/run-twice.ts';
import { parseScriptFile, type RunScript, type ScriptFile } from '../check/search/script-file.ts';
import type { SearchedRuns } from '../check/search/search.ts';
import type { LoggedStep } from '../check/search/step-log.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Matched } from './judged.ts';

/** A run that is to be the same twice. */
export type TwiceOptions = SearchedRuns & { readonly seed?: number };

/** Whether what was found happens again, or a run happens twice. */
export async function happensAgain(
  simulation: Simulation,
  what: ScriptFile | string | TwiceOptions,
): Promise<Matched> {
  const script =
    typeof what === 'string' ? parseScriptFile(readFileSync(what, 'utf8'), what) : what;
  if (!('kind' in script)) return twice(simulation, script);
  return script.by === 'run' ? runAgain(simulation, script) : goneThroughAgain(simulation, script);
}

async function runAgain(simulation: Simulation, script: RunScript): Promise<Matched> {
  const { isReproduced, parting, result } = await replayScript(simulation, script);
  const { what } = script.expected.breakage;
  const told = [
    `'${what}' ${isReproduced ? 'is broken again' : `is not broken: ${result.reason}`}`,
    ...(parting === undefined ? [] : [partingText(parting.same?.step, parting.other?.step)]),
  ];
  return { pass: isReproduced && parting === undefined, message: () => told.join('\n') };
}

function partingText(same: number | undefined, other: number | undefined): string {
  const until = other === undefined ? 'its end' : `step ${other}`;
  return `the run parts from the one that was recorded between step ${same ?? 0} and ${until}`;
}

function goneThroughAgain(
  simulation: Simulation,
  { params, checking, expected }: Extract<ScriptFile, { readonly by: 'check' }>,
): Matched {
  const { isViolated, steps } = replay(simulation, { ...checking, params }, expected);
  const message = () =>
    isViolated
      ? `'${expected.property}' is violated again`
      : `'${expected.property}' is not violated: ${steps} of ${expected.steps.length} steps could be taken`;
  return { pass: isViolated, message };
}

async function twice(simulation: Simulation, options: TwiceOptions): Promise<Matched> {
  const { result, parting } = await runTwice(simulation, options);
  const message = () =>
    parting === undefined
      ? `two runs with seed ${result.seed} are the same`
      : [
          `two runs with seed ${result.seed} are not the same. They part where`,
          `  the first ${stepText(parting.first)}`,
          `  the second ${stepText(parting.second)}`,
        ].join('\n');
  return { pass: parting === undefined, message };
}

function stepText(step: LoggedStep | undefined): string {
  if (step === undefined) return 'has ended';
  return `has ${step.actor} take '${step.event}' at ${step.atMs} ms, as step ${step.step}`;
}
