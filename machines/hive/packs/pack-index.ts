import semver from 'semver';
import type { Conflict } from '../conflicts/conflict.ts';
import type { Pack, PackProperty } from './pack.ts';

/** Where a term is defined: positions in the list of packs, ascending. */
export type Positions = readonly number[];

/**
 * What the roles look up in the packs, gathered once: judging a conflict then costs a few
 * look-ups, however many definitions there are. It holds Maps, so share it by reference.
 */
export interface PackIndex {
  readonly packs: readonly Pack[];
  /** For each class name, the packs that define it. */
  readonly classes: ReadonlyMap<string, Positions>;
  /** For each property name, its definitions and whose they are. */
  readonly properties: ReadonlyMap<string, readonly PropertyAt[]>;
  /** For each pack name, its references. */
  readonly names: ReadonlyMap<string, Positions>;
  /** For each namespace, the packs that claim it. */
  readonly namespaces: ReadonlyMap<string, Positions>;
  /** For each IRI, how many properties of all packs have it as their range. */
  readonly uses: ReadonlyMap<string, number>;
  /** The same for each pack alone, by position. */
  readonly ownUses: readonly ReadonlyMap<string, number>[];
  /** For each pack, by position, the lowest version that its range allows. */
  readonly lowest: readonly string[];
}

/** A property as the pack at `position` defines it. */
export interface PropertyAt {
  readonly position: number;
  readonly property: PackProperty;
}

/**
 * Gathers the index, in time linear in the number of definitions.
 *
 * @example
 * const index = indexPacks(packs);
 * index.classes.get('Person'); // [1, 20, 52]: positions of the packs that define it
 */
export function indexPacks(packs: readonly Pack[]): PackIndex {
  const classes = new Map<string, number[]>();
  const properties = new Map<string, PropertyAt[]>();
  const names = new Map<string, number[]>();
  const namespaces = new Map<string, number[]>();
  packs.forEach((pack, position) => {
    append(names, pack.name, position);
    if (pack.namespace !== null) append(namespaces, pack.namespace, position);
    for (const name of pack.classes) append(classes, name, position);
    for (const property of pack.properties) {
      append(properties, property.name, { position, property });
    }
  });
  const ownUses = packs.map(usesIn);
  const lowest = packs.map(({ version }) => lowestOf(version));
  return { packs, classes, properties, names, namespaces, uses: sum(ownUses), ownUses, lowest };
}

/** IRI of a class that the pack at `position` defines; `null` without a namespace. */
export function classIri(index: PackIndex, position: number, name: string): string | null {
  const { namespace } = index.packs[position]!;
  return namespace === null ? null : namespace + name;
}

/** How many properties, of all packs, range over the class as the pack at `position` defines it. */
export function usesOf(index: PackIndex, position: number, name: string): number {
  const iri = classIri(index, position, name);
  return iri === null ? 0 : (index.uses.get(iri) ?? 0);
}

/** How many definitions a pack holds: classes and properties. */
export function sizeOf(index: PackIndex, position: number): number {
  const { classes, properties } = index.packs[position]!;
  return classes.length + properties.length;
}

/** Positions of all the packs that the conflict's subject is shared by, whether they clash or not. */
export function sharers(index: PackIndex, { kind, subject }: Conflict): Positions {
  switch (kind) {
    case 'version':
      return index.names.get(subject) ?? [];
    case 'namespace':
      return index.namespaces.get(subject) ?? [];
    case 'class':
      return index.classes.get(subject) ?? [];
    case 'property':
      return (index.properties.get(subject) ?? []).map(({ position }) => position);
  }
}

function lowestOf(range: string): string {
  return semver.minVersion(range)?.version ?? '0.0.0';
}

function usesIn(pack: Pack): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { range } of pack.properties) {
    if (range !== null) uses.set(range, (uses.get(range) ?? 0) + 1);
  }
  return uses;
}

function sum(parts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const part of parts) {
    for (const [iri, count] of part) total.set(iri, (total.get(iri) ?? 0) + count);
  }
  return total;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
