import fc from 'fast-check';
import { type ConditionalProposal, PRIORITIES } from 'statehive/machines';

const resource = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');

/** Proposals with ids of their own, each of which needs none to three of eight resources. */
export const anyProposals: fc.Arbitrary<ConditionalProposal[]> = fc
  .array(
    fc.record({
      action: fc.constantFrom('merge', 'rename', 'remove'),
      priority: fc.constantFrom(...PRIORITIES),
      resources: fc.array(resource, { maxLength: 3 }),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map((each, nth) => ({ id: `p${nth}`, ...each })));

/** Proposals, and the same ones in another order. */
export const shuffledProposals: fc.Arbitrary<[ConditionalProposal[], ConditionalProposal[]]> =
  anyProposals.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    ),
  );
