import type { Conflict } from '../conflicts/conflict.ts';
import { classIri, type PackIndex, usesOf } from '../packs/pack-index.ts';
import type { RoleWork, Scores } from './judgement.ts';

/**
 * The optimiser asks which choice gives the *smallest* configuration, in characters of the
 * names and IRIs that are in it:
 *
 * - a definition weighs its name and, for a property, its range
 * - qualifying adds the prefix and a colon to each name
 * - a class that gives way has the properties that range over it name another IRI, which may
 *   be longer or shorter
 * - a pack that moves to a derived namespace lengthens it by its own name; a reference left
 *   out saves its definitions
 *
 * A choice scores the share of the largest that it saves. Excluding a class that properties
 * range over saves nothing: they would point outside, to something that is no longer said.
 */
export const optimiser: RoleWork = {
  analyse: (index, conflicts) => ({
    'characters in all definitions': index.packs.reduce(
      (sum, _, position) => sum + packWeight(index, position),
      0,
    ),
    'characters in definitions in conflict': conflicts.reduce((sum, conflict) => {
      const { both } = weigh(index, conflict);
      return sum + both;
    }, 0),
  }),
  assess: (index, conflict) => {
    const { sizes } = weigh(index, conflict);
    const largest = Math.max(1, ...Object.values(sizes));
    const scores: Scores = Object.fromEntries(
      Object.entries(sizes).map(([resolution, size]) => [resolution, 1 - size / largest]),
    );
    const listed = Object.entries(sizes).map(([resolution, size]) => `${resolution} ${size}`);
    return { scores, grounds: `characters: ${listed.join(', ')}` };
  },
};

interface Weights {
  readonly both: number;
  /** For each resolution that means something. */
  readonly sizes: Scores;
}

function weigh(index: PackIndex, conflict: Conflict): Weights {
  switch (conflict.kind) {
    case 'class':
      return weighClass(index, conflict);
    case 'property': {
      const [first, second] = conflict.ranges.map(
        (range) => range.length + conflict.subject.length,
      );
      return weights(conflict, first!, second!, 0);
    }
    case 'version': {
      const [first, second] = [conflict.a, conflict.b].map((each) =>
        packWeight(index, each.position),
      );
      const sizes = { 'keep-first': first!, 'keep-second': second!, exclude: 0 };
      return { both: first! + second!, sizes };
    }
    case 'namespace': {
      const bare = conflict.subject.length * 2;
      const [first, second] = [conflict.a.name.length, conflict.b.name.length];
      const sizes = { 'keep-first': bare + second, 'keep-second': bare + first, exclude: bare / 2 };
      return { both: bare, sizes };
    }
  }
}

function weighClass(index: PackIndex, conflict: Conflict): Weights {
  const { a, b, subject } = conflict;
  const [first, second] = [a, b].map(({ position }) => ({
    iri: classIri(index, position, subject)?.length ?? subject.length,
    uses: usesOf(index, position, subject),
  }));
  const name = subject.length;
  const referring = first!.iri * first!.uses + second!.iri * second!.uses;
  const whole = weights(conflict, name, name, referring);
  const toFirst = name + first!.iri * (first!.uses + second!.uses);
  const toSecond = name + second!.iri * (first!.uses + second!.uses);
  const none = first!.uses + second!.uses === 0 ? 0 : whole.sizes['keep-both']!;
  const sizes = { 'keep-first': toFirst, merge: toFirst, 'keep-second': toSecond, exclude: none };
  return { both: whole.both, sizes: { ...whole.sizes, ...sizes } };
}

function weights(conflict: Conflict, first: number, second: number, referring: number): Weights {
  const both = first + second + referring;
  const prefixes = conflict.a.name.length + conflict.b.name.length + 2;
  const sizes = {
    'keep-both': both + prefixes,
    merge: first,
    'keep-first': first,
    'keep-second': second,
    exclude: 0,
  };
  return { both, sizes };
}

function packWeight({ packs }: PackIndex, position: number): number {
  const { classes, properties } = packs[position]!;
  const named = classes.reduce((sum, name) => sum + name.length, 0);
  return properties.reduce(
    (sum, { name, range }) => sum + name.length + (range?.length ?? 0),
    named,
  );
}
