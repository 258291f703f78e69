import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnyActorRef } from 'xstate';
import { Children, recordOf } from '../../../src/actors/compiled/children.ts';

type ChildRecord = Readonly<Record<string, AnyActorRef>>;

interface Version {
  readonly children: Children | undefined;
  readonly record: ChildRecord;
}

/** Of whatever version, the last few more often than the others: a child comes, or leaves. */
interface Change {
  readonly back: number;
  readonly id: string;
  readonly comes: boolean;
}

const actor = (id: string) => ({ id }) as AnyActorRef;

function withChild({ children, record }: Version, id: string): Version {
  const ref = actor(id);
  return {
    children: children?.with(id, ref) ?? Children.only(id, ref),
    record: { ...record, [id]: ref },
  };
}

function withoutChild({ children, record }: Version, id: string): Version {
  const { [id]: _, ...rest } = record;
  return { children: children?.without(id), record: rest };
}

/** @param tell - gives somebody who looks at one of them its id */
function manyChildren(count: number, tell = (id: string) => id): Children {
  const ids = Array.from({ length: count }, (_, nth) => `worker-${nth}`);
  const watched = (id: string) => Object.defineProperty({}, 'id', { get: () => tell(id) });
  return Children.of(Object.fromEntries(ids.map((id) => [id, watched(id) as AnyActorRef])))!;
}

/** A version after each change, and the one without children before them. */
function versionsOf(changes: readonly Change[]): Version[] {
  const versions: Version[] = [{ children: undefined, record: {} }];
  for (const { back, id, comes } of changes) {
    const version = versions.at(-1 - (back % versions.length))!;
    versions.push(comes ? withChild(version, id) : withoutChild(version, id));
  }
  return versions;
}

const changes = (comes: fc.Arbitrary<boolean>) =>
  fc.array(
    fc.record({
      back: fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, fc.nat(40)),
      id: fc.nat(60).map((number) => `worker-${number}`),
      comes,
    }),
    { maxLength: 300 },
  );

/** First more come than leave, then the other way round. */
const ebbAndFlow = fc
  .tuple(
    changes(fc.nat(9).map((number) => number > 1)),
    changes(fc.nat(9).map((number) => number > 7)),
  )
  .map(([flow, ebb]) => [...flow, ...ebb]);

describe('the children of an actor', () => {
  test('are in each version, whatever came and left since, those of a record that was copied', () => {
    fc.assert(
      fc.property(ebbAndFlow, (all) => {
        const versions = versionsOf(all);
        for (const { children, record } of versions) {
          expect(children?.size ?? 0).toBe(Object.keys(record).length);
          expect(Object.entries(recordOf(children))).toEqual(Object.entries(record));
          for (const { id } of all) expect(children?.get(id)).toBe(record[id]);
        }
      }),
    );
  });

  test('are another version without one of them, and the same one without one that is none', () => {
    const children = manyChildren(100);
    expect(children.without('worker-7')).not.toBe(children);
    expect(children.without('scout')).toBe(children);
  });

  test('are looked at in proportion to their number, when all leave one by one', () => {
    const looks = (count: number) => {
      let seen = 0;
      const tell = (id: string) => {
        seen += 1;
        return id;
      };
      let children: Children | undefined = manyChildren(count, tell);
      for (let nth = 0; nth < count; nth++) children = children?.without(`worker-${nth}`);
      expect(children).toBeUndefined();
      return seen;
    };
    expect(looks(4_000)).toBeLessThan(5 * looks(1_000));
  });
});
