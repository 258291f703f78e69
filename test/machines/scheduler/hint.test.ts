import fc from 'fast-check';
import {
  HINTS,
  LATENCY_TIERS,
  orderByHint,
  PRIORITIES,
  type Priority,
  RESOURCE_COSTS,
  schedulingHint,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { anyHint } from './random-hints.ts';

describe('a hint', () => {
  test('has a sort key of its own, by priority, then tier, then cost', () => {
    const keys = PRIORITIES.flatMap((priority) =>
      LATENCY_TIERS.flatMap((tier) =>
        RESOURCE_COSTS.map((cost) => schedulingHint(priority, tier, cost).sortKey),
      ),
    );
    expect(keys).toEqual(Array.from({ length: HINTS }, (_, key) => key));
    expect(HINTS).toBe(48);
  });

  test('is one and the same however often it is made, and cannot be changed', () => {
    const hint = schedulingHint('high', 'hot', 'light');
    expect(schedulingHint('high', 'hot', 'light')).toBe(hint);
    expect(hint).toEqual({
      priority: 'high',
      latencyTier: 'hot',
      resourceCost: 'light',
      sortKey: 13,
    });
    expect(Object.isFrozen(hint)).toBe(true);
  });

  test('with a word that there is not is refused, and those that there are are named', () => {
    expect(() => schedulingHint('urgent' as Priority, 'hot', 'light')).toThrow(
      "There is no priority 'urgent'; there are: critical, high, normal, low.",
    );
  });
});

describe('the order by hint', () => {
  test('is that of a stable sort by priority, tier and cost', () => {
    fc.assert(
      fc.property(fc.array(anyHint, { maxLength: 300 }), (hints) => {
        const ranks = hints.map((hint, nth) => [
          PRIORITIES.indexOf(hint.priority),
          LATENCY_TIERS.indexOf(hint.latencyTier),
          RESOURCE_COSTS.indexOf(hint.resourceCost),
          nth,
        ]);
        ranks.sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]! || a[3]! - b[3]!);
        expect([...orderByHint(hints)]).toEqual(ranks.map(([, , , nth]) => nth));
      }),
    );
  });
});
