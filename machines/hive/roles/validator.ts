import semver from 'semver';
import { type Conflict, rangesDiffer } from '../conflicts/conflict.ts';
import { type PackIndex, sharers, sizeOf, usesOf } from '../packs/pack-index.ts';
import { RESOLUTIONS, type Resolution } from '../strategies/resolution.ts';
import type { RoleWork } from './judgement.ts';

/**
 * The validator asks what would still be *wrong* after composing with each choice:
 *
 * - the conflicts left on the subject among all packs that share it, if only this one were
 *   settled, plus
 * - the references broken: properties that range over a class which their pack no longer
 *   holds under its own definition, or the definitions lost with a pack left out.
 *
 * A choice with w wrongs scores 1 / (1 + w), so it is firm where one choice is clean and
 * the others are not, and indifferent where all are equally clean or equally bad.
 */
export const validator: RoleWork = {
  analyse: (index, conflicts) => ({
    'conflicts to settle': conflicts.length,
    'references to classes in conflict': referencesAtStake(index, conflicts),
    'most conflicts on one subject': mostOnOneSubject(conflicts),
  }),
  assess: (index, conflict) => {
    const left = conflictsLeft(index, conflict);
    const broken = referencesBroken(index, conflict);
    const scores = Object.fromEntries(
      RESOLUTIONS.map((each) => [each, 1 / (1 + left[each] + broken[each])]),
    );
    return {
      scores,
      grounds: `wrongs left: ${RESOLUTIONS.map((each) => `${each} ${left[each] + broken[each]}`).join(', ')}`,
    };
  },
};

type Wrongs = Readonly<Record<Resolution, number>>;

function conflictsLeft(index: PackIndex, conflict: Conflict): Wrongs {
  const { a, b, kind } = conflict;
  const positions = sharers(index, conflict);
  const clash = clashOf(index, conflict);
  const against = (one: number): number => positions.filter((other) => clash(one, other)).length;
  const all = positions.reduce((sum, one) => sum + against(one), 0) / 2;
  const [first, second] = [against(a.position), against(b.position)];
  const neither = all - first - second + 1;
  return {
    'keep-both': neither,
    merge: all - second,
    'keep-first': all - second,
    'keep-second': all - first,
    exclude: kind === 'namespace' ? all - second : neither,
  };
}

function referencesBroken(index: PackIndex, { kind, subject, a, b }: Conflict): Wrongs {
  const lost = { 'keep-both': 0, merge: 0, 'keep-first': 0, 'keep-second': 0, exclude: 0 };
  if (kind === 'property') return { ...lost, exclude: 2 };
  const at = (position: number): number =>
    kind === 'class' ? usesOf(index, position, subject) : sizeOf(index, position);
  const [first, second] = [at(a.position), at(b.position)];
  if (kind === 'namespace') return { ...lost, exclude: second };
  const merged = kind === 'class' ? second : 0;
  return {
    ...lost,
    merge: merged,
    'keep-first': second,
    'keep-second': first,
    exclude: first + second,
  };
}

function clashOf(index: PackIndex, { kind, subject }: Conflict): (x: number, y: number) => boolean {
  const { packs } = index;
  const apart = (x: number, y: number): boolean => packs[x]!.name !== packs[y]!.name;
  if (kind === 'version') {
    return (x, y) => x !== y && !semver.intersects(packs[x]!.version, packs[y]!.version);
  }
  if (kind !== 'property') return apart;
  const at = new Map(
    index.properties.get(subject)?.map(({ position, property }) => [position, property]),
  );
  return (x, y) => apart(x, y) && rangesDiffer(at.get(x)!, at.get(y)!);
}

function referencesAtStake(index: PackIndex, conflicts: readonly Conflict[]): number {
  const classes = new Set(
    conflicts.flatMap(({ kind, subject }) => (kind === 'class' ? [subject] : [])),
  );
  let uses = 0;
  for (const name of classes) {
    for (const position of index.classes.get(name)!) uses += usesOf(index, position, name);
  }
  return uses;
}

function mostOnOneSubject(conflicts: readonly Conflict[]): number {
  const counts = new Map<string, number>();
  for (const { kind, subject } of conflicts) {
    const key = `${kind}:${subject}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}
