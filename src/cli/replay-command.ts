import { Command } from 'commander';
import pc from 'picocolors';
import {
  type PartsBetween,
  type ReplayedScript,
  replayScript,
} from '../check/search/replay-script.ts';
import { parseScriptFile } from '../check/search/script-file.ts';
import { exitCodeOf } from './exit-code.ts';
import { findSimulation } from './find-simulation.ts';
import { interruptible } from './interruptible.ts';
import { number } from './number-text.ts';
import { readText } from './read-text.ts';
import { toJson } from './result-json.ts';
import { toText } from './result-text.ts';

/** `statehive replay`: runs what `--save` has written once more. */
export function replayCommand(done: (code: number) => void): Command {
  return new Command('replay')
    .description('run again what broke, from a file that run --save has written')
    .argument('<file>', 'the file')
    .option('--json', 'print one JSON object')
    .allowExcessArguments(false)
    .action(async (file: string, { json }: { json?: boolean }) => {
      const scriptFile = parseScriptFile(readText(file), file);
      const simulation = await findSimulation(scriptFile.simulation);
      const replayed = await interruptible((signal) =>
        replayScript(simulation, scriptFile, { signal }),
      );
      const { result, isReproduced, parting = null } = replayed;
      const again = `statehive replay ${file}`;
      const text = json
        ? toJson(result, { isReproduced, parting })
        : `${toText(simulation, result, again)}${verdictText(replayed, scriptFile.expected.breakage.what)}\n`;
      process.stdout.write(text);
      done(exitCodeOf(result.outcome));
    });
}

function verdictText({ isReproduced, parting }: ReplayedScript, what: string): string {
  const verdict = isReproduced ? pc.red(`reproduced: ${what}`) : pc.yellow(`not broken: ${what}`);
  if (parting === undefined) return `${verdict}, to the same trace hash`;
  return `${verdict}; it parts from what was recorded ${placeText(parting)}`;
}

function placeText({ same, other }: PartsBetween): string {
  const from = same === undefined ? 'the start' : `step ${same.step} (${number(same.atMs)} ms)`;
  const to = other === undefined ? 'the end' : `step ${other.step} (${number(other.atMs)} ms)`;
  return `between ${from} and ${to}`;
}
