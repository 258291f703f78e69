import { Command } from 'commander';
import type { BehaviourScript } from '../check/behaviour-script.ts';
import { replay } from '../check/replay.ts';
import { replayScript } from '../check/search/replay-script.ts';
import { parseScriptFile, type RunScript } from '../check/search/script-file.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { exitCode, exitCodeOf } from './exit-code.ts';
import { findSimulation } from './find-simulation.ts';
import { interruptible } from './interruptible.ts';
import { readText } from './read-text.ts';
import { behaviourText, partingText } from './replay-text.ts';
import { jsonLine, toJson } from './result-json.ts';
import { toText } from './result-text.ts';

/** What a replay prints, and how the process ends. */
interface Told {
  readonly text: string;
  readonly code: number;
}

/** `statehive replay`: goes once more through what `--save` has written. */
export function replayCommand(done: (code: number) => void): Command {
  return new Command('replay')
    .description('go again through what broke, from a file that --save has written')
    .argument('<file>', 'the file')
    .option('--json', 'print one JSON object')
    .allowExcessArguments(false)
    .action(async (file: string, { json = false }: { json?: boolean }) => {
      const script = parseScriptFile(readText(file), file);
      const simulation = await findSimulation(script.simulation);
      const { text, code } =
        script.by === 'check'
          ? replayedBehaviour(simulation, script, json)
          : await replayedRun(simulation, script, { json, again: `statehive replay ${file}` });
      process.stdout.write(text);
      done(code);
    });
}

async function replayedRun(
  simulation: Simulation,
  script: RunScript,
  { json, again }: { json: boolean; again: string },
): Promise<Told> {
  const replayed = await interruptible((signal) => replayScript(simulation, script, { signal }));
  const { result, isReproduced, parting = null } = replayed;
  const text = json
    ? toJson(result, { isReproduced, parting })
    : `${toText(simulation, result, again)}${partingText(replayed, script.expected.breakage.what)}\n`;
  return { text, code: exitCodeOf(result.outcome) };
}

function replayedBehaviour(
  simulation: Simulation,
  { params, checking, expected }: BehaviourScript,
  json: boolean,
): Told {
  const replayed = replay(simulation, { ...checking, params }, expected);
  const { isViolated: isReproduced, steps } = replayed;
  const text = json
    ? jsonLine({ ...expected, steps: expected.steps.slice(0, steps), isReproduced })
    : behaviourText(simulation, expected, replayed);
  return { text, code: isReproduced ? exitCode.failed : exitCode.fine };
}
