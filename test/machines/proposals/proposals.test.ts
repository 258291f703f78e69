import fc from 'fast-check';
import {
  aggregateCommutative,
  aggregateConditional,
  type ConditionalProposal,
  conflictingPairs,
  type Merged,
  PRIORITIES,
  type Proposal,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { anyProposals, shuffledProposals } from './random-proposals.ts';

const proposalOf = (id: string, ...resources: readonly string[]): ConditionalProposal => ({
  id,
  action: 'rename',
  priority: 'normal',
  resources,
});
const idsOf = (proposals: readonly Proposal[] = []) => proposals.map(({ id }) => id);
/** What a merged proposal means: a set, and a priority. */
const meaningOf = (merged: Merged | undefined) => ({
  ids: idsOf(merged?.proposals).toSorted(),
  priority: merged?.priority,
});
const share = (left: ConditionalProposal, right: ConditionalProposal) =>
  left.resources.some((resource) => right.resources.includes(resource));
const highest = (proposals: readonly Proposal[]) =>
  PRIORITIES.find((priority) => proposals.some((each) => each.priority === priority));

describe('commutative proposals', () => {
  test('come to all of them, at the highest of their priorities', () => {
    fc.assert(
      fc.property(anyProposals, (all) => {
        const merged = aggregateCommutative(all);
        expect(idsOf(merged?.proposals)).toEqual(idsOf(all));
        expect(merged?.priority).toBe(highest(all));
      }),
    );
  });

  test('come to nothing when there are none', () => {
    expect(aggregateCommutative([])).toBeUndefined();
  });

  test('come to the same in any order', () => {
    fc.assert(
      fc.property(shuffledProposals, ([all, shuffled]) => {
        expect(meaningOf(aggregateCommutative(shuffled))).toEqual(
          meaningOf(aggregateCommutative(all)),
        );
      }),
    );
  });

  test('come to the same however they are grouped', () => {
    fc.assert(
      fc.property(anyProposals, fc.nat(40), (all, cut) => {
        const groups = [all.slice(0, cut), all.slice(cut)].map(aggregateCommutative);
        const regrouped = groups.flatMap((group) => group?.proposals ?? []);
        expect(meaningOf(aggregateCommutative(regrouped))).toEqual(
          meaningOf(aggregateCommutative(all)),
        );
      }),
    );
  });

  test('that come twice count once', () => {
    fc.assert(
      fc.property(anyProposals, (all) => {
        const twice = [...all, ...structuredClone(all)];
        expect(aggregateCommutative(twice)).toEqual(aggregateCommutative(all));
      }),
    );
  });

  test('are one and the same in whatever order their fields are written', () => {
    const { id, action, priority, resources } = proposalOf('a', 'x');
    const again = { resources, priority, action, id };
    expect(idsOf(aggregateCommutative([proposalOf('a', 'x'), again])?.proposals)).toEqual(['a']);
  });

  test('that differ under one id are refused', () => {
    const two = [proposalOf('a'), { ...proposalOf('a'), action: 'remove' }];
    expect(() => aggregateCommutative(two)).toThrow("Two proposals that differ are called 'a'");
  });
});

describe('conditional proposals', () => {
  test('on different resources go together', () => {
    const { merged, rejected, conflictRatio } = aggregateConditional([
      proposalOf('a', 'x'),
      proposalOf('b', 'y'),
    ]);
    expect(idsOf(merged?.proposals)).toEqual(['a', 'b']);
    expect({ rejected, conflictRatio }).toEqual({ rejected: [], conflictRatio: 0 });
  });

  test('on one resource do not: the first is merged', () => {
    const { merged, rejected, conflictRatio } = aggregateConditional([
      proposalOf('a', 'x'),
      proposalOf('b', 'x'),
    ]);
    expect([idsOf(merged?.proposals), idsOf(rejected), conflictRatio]).toEqual([['a'], ['b'], 0.5]);
  });

  test('conflict with any of the resources that are held by what was merged before', () => {
    const { rejected } = aggregateConditional([
      proposalOf('a', 'x'),
      proposalOf('b', 'y', 'z'),
      proposalOf('on the first', 'x'),
      proposalOf('on the second', 'w', 'z'),
      proposalOf('on what only a rejected one needs', 'w'),
    ]);
    expect(idsOf(rejected)).toEqual(['on the first', 'on the second']);
  });

  test('are each merged or rejected, once; rejected only by one that was merged before', () => {
    fc.assert(
      fc.property(anyProposals, (all) => {
        const { merged, rejected, conflictRatio } = aggregateConditional(all);
        const proposals = merged?.proposals ?? [];
        expect([...idsOf(proposals), ...idsOf(rejected)].toSorted()).toEqual(idsOf(all).toSorted());
        expect(merged?.priority).toBe(highest(proposals));
        expect(conflictRatio).toBe(all.length === 0 ? 0 : rejected.length / all.length);
        proposals.forEach((each, nth) => {
          expect(proposals.slice(0, nth).some((other) => share(each, other))).toBe(false);
        });
        for (const each of rejected) {
          const before = proposals.filter((other) => all.indexOf(other) < all.indexOf(each));
          expect(before.some((other) => share(each, other))).toBe(true);
        }
      }),
    );
  });

  test('that were merged are merged again, all of them', () => {
    fc.assert(
      fc.property(anyProposals, (all) => {
        const { merged } = aggregateConditional(all);
        const again = aggregateConditional(merged?.proposals ?? []);
        expect(again).toEqual({ merged, rejected: [], conflictRatio: 0 });
      }),
    );
  });

  test('that come twice count once', () => {
    fc.assert(
      fc.property(anyProposals, (all) => {
        const twice = [...all, ...structuredClone(all)];
        expect(aggregateConditional(twice)).toEqual(aggregateConditional(all));
      }),
    );
  });

  test('come to the same in any order when no two share a resource', () => {
    fc.assert(
      fc.property(shuffledProposals, ([all, shuffled]) => {
        const alone = (each: ConditionalProposal) => ({ ...each, resources: [each.id] });
        const { merged, rejected } = aggregateConditional(shuffled.map(alone));
        expect(rejected).toEqual([]);
        expect(meaningOf(merged)).toEqual(meaningOf(aggregateCommutative(all)));
      }),
    );
  });

  test('that differ under one id are refused, also when one of them is rejected', () => {
    const first = proposalOf('first', 'x');
    const rejected = [first, proposalOf('a', 'x'), proposalOf('a', 'y')];
    const merged = [proposalOf('a', 'y'), first, proposalOf('a', 'x')];
    expect(() => aggregateConditional(rejected)).toThrow("are called 'a'");
    expect(() => aggregateConditional(merged)).toThrow("are called 'a'");
  });
});

describe('conflicting pairs', () => {
  test('are counted as by comparing each with each', () => {
    fc.assert(
      fc.property(anyProposals, (all) => {
        const pairs = all.flatMap((left, nth) =>
          all.slice(nth + 1).filter((right) => share(left, right)),
        );
        expect(conflictingPairs(all)).toBe(pairs.length);
      }),
    );
  });

  test('of n proposals on one resource are n (n - 1) / 2', () => {
    const all = Array.from({ length: 100 }, (_, nth) => proposalOf(`p${nth}`, 'x'));
    expect(conflictingPairs(all)).toBe(4_950);
  });
});
