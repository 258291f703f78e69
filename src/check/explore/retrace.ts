import type { Expansion } from './expansion.ts';
import type { Label } from './move.ts';

/** Goes through a behaviour from a state on, taking at each step the first move that looks like it. */
export function retrace(
  expansion: Expansion,
  from: number,
  steps: readonly ((label: Label) => boolean)[],
): number[] {
  const states = [from];
  for (const isLike of steps) {
    const next = follow(expansion, states.at(-1)!, isLike);
    if (next === undefined) return states;
    states.push(next);
  }
  return states;
}

function follow(
  expansion: Expansion,
  state: number,
  isLike: (label: Label) => boolean,
): number | undefined {
  const { moves, count, found } = expansion.expandAlone(state);
  const { repertoires, store, batch } = expansion;
  const numbers = [...moves.subarray(0, count)];
  const at = numbers.findIndex((move) => isLike(repertoires.moves[move]!.label));
  if (at >= 0) {
    store.add(batch, batch.found);
    return found[at]! >= 0 ? found[at] : ~found[at]!;
  }
  const isIdle = expansion.idleMoves(state).some((move) => isLike(repertoires.moves[move]!.label));
  return isIdle ? state : undefined;
}
