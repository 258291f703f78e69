import type { Expansion } from './expansion.ts';
import type { Label } from './move.ts';
import { NO_PARENT } from './state-store.ts';

/** One move on the way to a state. */
export interface PathStep {
  readonly state: number;
  readonly label: Label;
}

/** The states on the way to one, from a first one on. */
export function statesTo(expansion: Expansion, state: number): number[] {
  const states = [state];
  for (;;) {
    const parent = expansion.store.parentOf(states[0]!);
    if (parent === NO_PARENT) return states;
    states.unshift(parent);
  }
}

/** The moves that lead from each of some states to the next. */
export function stepsAlong(expansion: Expansion, states: readonly number[]): PathStep[] {
  return states
    .slice(1)
    .map((state, at) => ({ state, label: moveTo(expansion, states[at]!, state) }));
}

function moveTo(expansion: Expansion, from: number, to: number): Label {
  const { keys, count, moves } = expansion.expandAlone(from);
  const { store, repertoires } = expansion;
  for (let each = 0; each < count; each++) {
    if (store.find(keys, each * store.words) === to) {
      return repertoires.moves[moves[each]!]!.label;
    }
  }
  const [idle] = from === to ? expansion.idleMoves(from) : [];
  if (idle !== undefined) return repertoires.moves[idle]!.label;
  throw new Error(`No move leads from state ${from} to state ${to}, although one did before.`);
}
