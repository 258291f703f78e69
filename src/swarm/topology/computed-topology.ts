import { requireNumber, wholeNumber } from '../../random/require-number.ts';
import type { Topology } from './topology.ts';

/** A topology by rule. `degree` and `neighbour` may rely on their arguments being in range. */
export interface NeighbourRule {
  readonly name: string;
  readonly size: number;
  degree(i: number): number;
  neighbour(i: number, position: number): number;
}

/** Makes a topology of a rule: it stores no links, so its size costs nothing. */
export function computedTopology({ name, size, degree, neighbour }: NeighbourRule): Topology {
  const actors = wholeNumber(0, size - 1);
  const degreeOf = (i: number): number => {
    requireNumber(name, 'actor', i, actors);
    return degree(i);
  };
  return {
    name,
    size,
    degree: degreeOf,
    neighbours: (i) => Array.from({ length: degreeOf(i) }, (_, position) => neighbour(i, position)),
    neighbour(i, position) {
      const count = degreeOf(i);
      if (!(Number.isInteger(position) && position >= 0 && position < count)) {
        throw new RangeError(`${name}: actor ${i} has ${count} neighbours, none at ${position}`);
      }
      return neighbour(i, position);
    },
  };
}
