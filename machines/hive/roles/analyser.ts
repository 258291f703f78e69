import type { Conflict } from '../conflicts/conflict.ts';
import { type PackIndex, sizeOf, usesOf } from '../packs/pack-index.ts';
import type { Assessment, RoleWork } from './judgement.ts';

/**
 * The analyser asks which pack the subject is *central* to.
 *
 * Centrality in a pack:
 * - class: share of the pack's properties whose range is the class
 * - property: share of the pack's ranged properties that have the property's range
 * - namespace, version: number of definitions in the pack
 *
 * With the gap g between the two, as a share of their sum, it votes for the pack where the
 * subject is more central (g) or for both (1 - g, half that for merging); and to merge when
 * it is central to neither.
 */
export const analyser: RoleWork = {
  analyse: (index, _conflicts) => ({
    packs: index.packs.length,
    classes: index.packs.reduce((sum, { classes }) => sum + classes.length, 0),
    properties: index.packs.reduce((sum, { properties }) => sum + properties.length, 0),
    'class names that packs share': shared(index.classes.values()),
    'property names that packs share': shared(index.properties.values()),
    'classes that some property ranges over': rangedClasses(index),
  }),
  assess: (index, conflict) => {
    const first = centrality(index, conflict, conflict.a.position);
    const second = centrality(index, conflict, conflict.b.position);
    return weigh(conflict, first, second);
  },
};

function weigh({ a, b, kind }: Conflict, first: number, second: number): Assessment {
  const total = first + second;
  if (total === 0) {
    return {
      scores: { merge: 0.6, 'keep-both': 0.4, 'keep-first': 0.2, 'keep-second': 0.1 },
      grounds: `the ${kind} is central to neither ${a.name} nor ${b.name}`,
    };
  }
  const gap = Math.abs(first - second) / total;
  const scores = {
    'keep-first': first > second ? gap : 0,
    'keep-second': second > first ? gap : 0,
    'keep-both': 1 - gap,
    merge: (1 - gap) / 2,
  };
  const grounds = `centrality of the ${kind} is ${round(first)} in ${a.name}, ${round(second)} in ${b.name}`;
  return { scores, grounds };
}

function centrality(index: PackIndex, conflict: Conflict, position: number): number {
  const { namespace, properties } = index.packs[position]!;
  if (conflict.kind === 'version' || conflict.kind === 'namespace') return sizeOf(index, position);
  const own = index.ownUses[position]!;
  if (conflict.kind === 'class') {
    return namespace === null ? 0 : share(own.get(namespace + conflict.subject), properties.length);
  }
  const ranged = [...own.values()].reduce((sum, count) => sum + count, 0);
  return share(own.get(conflict.ranges[position === conflict.a.position ? 0 : 1]), ranged);
}

function share(count: number | undefined, total: number): number {
  return total === 0 ? 0 : (count ?? 0) / total;
}

function shared(groups: Iterable<readonly unknown[]>): number {
  let count = 0;
  for (const { length } of groups) if (length > 1) count += 1;
  return count;
}

function rangedClasses(index: PackIndex): number {
  let count = 0;
  for (const [name, positions] of index.classes) {
    if (positions.some((position) => usesOf(index, position, name) > 0)) count += 1;
  }
  return count;
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}
