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
  expansion.load(state);
  expansion.expand();
  const { store, successors, count, moves, repertoires } = expansion;
  for (let each = 0; each < count; each++) {
    if (!isLike(repertoires.moves[moves[each]!]!.label)) continue;
    const found = store.add(successors, each * store.words, state);
    return found >= 0 ? found : ~found;
  }
  return undefined;
}
