import fc from 'fast-check';
import type { MembershipUpdate } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import {
  afterTelling,
  hearing,
  overrides,
  type Rumoured,
  toTell,
  UPDATES_MAX,
} from '../../../machines/swim/updates.ts';

const update = (
  status: MembershipUpdate['status'],
  incarnation: number,
  member = 1,
): MembershipUpdate => ({ member, status, incarnation });

describe('news of a member', () => {
  test.each([
    [update('alive', 2), update('alive', 1), true],
    [update('alive', 2), update('suspected', 1), true],
    [update('alive', 1), update('suspected', 1), false],
    [update('suspected', 1), update('alive', 1), true],
    [update('suspected', 1), update('suspected', 1), false],
    [update('suspected', 0), update('alive', 1), false],
    [update('failed', 0), update('alive', 5), true],
    [update('alive', 9), update('failed', 0), false],
  ])('%j overrides %j: %s', (news, belief, isNews) => {
    expect(overrides(news, belief)).toBe(isNews);
  });

  const anyUpdate = fc.record({
    member: fc.constant(1),
    status: fc.constantFrom('alive', 'suspected', 'failed' as const),
    incarnation: fc.nat(3),
  });

  test('comes to the same belief in whatever order it comes', () => {
    const nothing = { index: 0, beliefs: new Map(), rumours: [] };
    const both = fc
      .array(anyUpdate, { maxLength: 6 })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      );
    fc.assert(
      fc.property(both, ([all, other]) => {
        const statusOf = (updates: readonly MembershipUpdate[]) => {
          const belief = hearing(nothing, updates).beliefs.get(1);
          // Who has failed has, whatever it said of itself last.
          return belief?.status === 'failed' ? 'failed' : belief;
        };
        expect(statusOf(other)).toEqual(statusOf(all));
      }),
    );
  });
});

test('a member denies that it is suspected, once for each incarnation', () => {
  const nothing = { index: 1, beliefs: new Map(), rumours: [] };
  const { news, beliefs, rumours } = hearing(nothing, [update('suspected', 0)]);
  expect(news).toEqual([update('alive', 1)]);
  const again = hearing({ index: 1, beliefs, rumours }, [update('suspected', 0)]);
  expect(again.news).toEqual([]);
});

describe('a message', () => {
  const rumours: Rumoured[] = Array.from({ length: UPDATES_MAX + 2 }, (_, member) => ({
    update: update('suspected', 0, member),
    told: member === 0 ? 5 : 0,
  }));

  test('carries what was told the fewest times, and no more than it may', () => {
    const updates = toTell(rumours);
    expect(updates).toHaveLength(UPDATES_MAX);
    expect(updates.map(({ member }) => member)).not.toContain(0);
  });

  test('carries each update only so many times', () => {
    let left: readonly Rumoured[] = rumours.slice(1, 3);
    for (let nth = 0; nth < 3; nth++) left = afterTelling(left, toTell(left), 3);
    expect(left).toEqual([]);
  });
});
