import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decide,
  QUORUM_RULES,
  type QuorumRule,
  type Vote,
} from '../../../machines/quorum-vote/quorum.ts';

const candidates = ['stay', 'meadow', 'orchard', 'forest'];

const reached = (votes: Vote[], rule: QuorumRule, electorate: number): boolean =>
  decide(votes, { rule, electorate, candidates }).reached;

const vote: fc.Arbitrary<Vote> = fc.record({
  voter: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  option: fc.constantFrom(...candidates),
  confidence: fc.constantFrom(0.05, 0.1, 0.2, 0.3, 0.7, 1),
});
const votes = fc.array(vote, { maxLength: 12 });
const rule = fc.constantFrom(...QUORUM_RULES);
const electorate = fc.integer({ min: 6, max: 9 });

describe('the laws of quorums', () => {
  test('the order of the votes does not matter', () => {
    const shuffled = votes.chain((cast) =>
      fc.tuple(fc.constant(cast), fc.shuffledSubarray(cast, { minLength: cast.length })),
    );
    fc.assert(
      fc.property(shuffled, rule, electorate, ([cast, other], by, size) => {
        const options = { rule: by, electorate: size, candidates };
        expect(decide(other, options)).toEqual(decide(cast, options));
      }),
    );
  });

  test('unanimity implies supermajority, and supermajority implies majority', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), votes, (extra, cast) => {
        const size = Math.max(extra, new Set(cast.map(({ voter }) => voter)).size);
        if (reached(cast, 'unanimity', size))
          expect(reached(cast, 'supermajority', size)).toBe(true);
        if (reached(cast, 'supermajority', size))
          expect(reached(cast, 'majority', size)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('once reached, the votes still missing cannot overturn it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(vote, { selector: (each) => each.voter }),
        rule,
        fc.nat(6),
        (cast, by, cut) => {
          const options = { rule: by, electorate: 6, candidates };
          const early = decide(cast.slice(0, cut), options);
          if (!early.reached) return;
          expect(decide(cast, options).option).toBe(early.option);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('one voter has one vote, however often it sends it', () => {
    fc.assert(
      fc.property(votes, rule, electorate, (cast, by, size) => {
        const options = { rule: by, electorate: size, candidates };
        expect(decide([...cast, ...cast], options)).toEqual(decide(cast, options));
      }),
    );
  });

  test('agreement is a share, from 0 to 1', () => {
    fc.assert(
      fc.property(votes, rule, electorate, (cast, by, size) => {
        const { agreement } = decide(cast, { rule: by, electorate: size, candidates });
        expect(agreement).toBeGreaterThanOrEqual(0);
        expect(agreement).toBeLessThanOrEqual(1);
      }),
    );
  });
});
