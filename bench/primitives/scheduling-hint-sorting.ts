import { orderByHint, PRIORITIES, type SchedulingHint, schedulingHint } from 'statehive/machines';
import type { Scenario } from '../suite.ts';
import { type PrimitiveCase, scenarioOf } from './primitive.ts';

const RUST_NS: Readonly<Record<number, number>> = { 5000: 36_000 };
/** The checksum looks at each so-manieth place, for it is timed too. */
const STRIDE = 37;

/** An operation is to put all hints in order. */
export const schedulingHintSorting: Scenario = scenarioOf({
  name: 'scheduling_hint_sorting',
  shows: 'how long it takes to order hints by their sort keys, stably',
  sizes: [100, 500, 1_000, 5_000],
  caseOf: sortingOf,
});

function sortingOf(count: number): PrimitiveCase {
  const hints = Array.from({ length: count }, (_, nth) =>
    schedulingHint(PRIORITIES[nth % 4]!, 'warm', 'moderate'),
  );
  return {
    params: { hints: count },
    repeats: Math.ceil(1_000 / count),
    ways: [
      { name: 'counting sort', once: () => checksum(orderByHint(hints)) },
      { name: 'array sort', once: () => checksum(arraySorted(hints)) },
    ],
    rustNs: RUST_NS[count],
  };
}

function arraySorted(hints: readonly SchedulingHint[]): number[] {
  const order = hints.map((_, nth) => nth);
  return order.sort((left, right) => hints[left]!.sortKey - hints[right]!.sortKey);
}

function checksum(order: ArrayLike<number>): number {
  let sum = order.length;
  for (let place = 0; place < order.length; place += STRIDE) {
    sum = (Math.imul(sum, 31) + order[place]!) | 0;
  }
  return sum;
}
