import pc from 'picocolors';
import type { Counterexample } from '../check/counterexample.ts';
import type { Replayed } from '../check/replay.ts';
import type { PartsBetween, ReplayedScript } from '../check/search/replay-script.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { stepLines } from './check-text.ts';
import { number } from './number-text.ts';

/** Whether a run has broken again what it broke before, and where it parts from what it was. */
export function partingText({ isReproduced, parting }: ReplayedScript, what: string): string {
  const verdict = isReproduced ? pc.red(`reproduced: ${what}`) : pc.yellow(`not broken: ${what}`);
  if (parting === undefined) return `${verdict}, to the same trace hash`;
  return `${verdict}; it parts from what was recorded ${placeText(parting)}`;
}

/** A checked behaviour as far as it could be gone through again, and what it came to. */
export function behaviourText(
  { name, summary }: Simulation,
  behaviour: Counterexample,
  { isViolated, steps }: Replayed,
): string {
  const told = `'${behaviour.property}' (${behaviour.kind})`;
  const of = `${steps} of ${behaviour.steps.length} steps`;
  const verdict = isViolated
    ? pc.red(`reproduced: ${told}, after ${of}`)
    : pc.yellow(`not broken: ${told}, after ${of}`);
  const lines = stepLines({ ...behaviour, steps: behaviour.steps.slice(0, steps) });
  return `${[pc.bold(name), pc.dim(summary), '', ...lines, '', verdict].join('\n')}\n`;
}

function placeText({ same, other }: PartsBetween): string {
  const from = same === undefined ? 'the start' : `step ${same.step} (${number(same.atMs)} ms)`;
  const to = other === undefined ? 'the end' : `step ${other.step} (${number(other.atMs)} ms)`;
  return `between ${from} and ${to}`;
}
