import fc from 'fast-check';
import {
  LATENCY_TIERS,
  PRIORITIES,
  RESOURCE_COSTS,
  type SchedulingHint,
  schedulingHint,
} from 'statehive/machines';

/** Any of the 48 hints. */
export const anyHint: fc.Arbitrary<SchedulingHint> = fc
  .tuple(
    fc.constantFrom(...PRIORITIES),
    fc.constantFrom(...LATENCY_TIERS),
    fc.constantFrom(...RESOURCE_COSTS),
  )
  .map(([priority, tier, cost]) => schedulingHint(priority, tier, cost));
