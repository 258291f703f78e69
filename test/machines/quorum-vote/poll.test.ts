import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../../machines/quorum-vote/messages.ts';
import {
  type Ballot,
  castBallot,
  closePoll,
  isDecided,
  openPoll,
  type Poll,
} from '../../../machines/quorum-vote/poll.ts';
import { QUORUM_RULES, type QuorumRule } from '../../../machines/quorum-vote/quorum.ts';

const candidates = ['stay', 'meadow', 'orchard', 'forest'];
const questions: Question[] = ['when', 'where', 'how'].map((key) => ({ key, candidates }));

const empty = (rule: QuorumRule, electorate: number): Poll =>
  openPoll({ questions, rule, electorate });
const cast = (ballots: readonly Ballot[], poll: Poll): Poll => ballots.reduce(castBallot, poll);

// Few candidates, so that quorums are common; confidences whose sums are not exact in binary.
const choices = fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: 3, maxLength: 3 });
const confidences = fc.array(fc.constantFrom(0.05, 0.1, 0.2, 0.3, 0.4, 0.7, 1), {
  minLength: 3,
  maxLength: 3,
});
const ballots: fc.Arbitrary<Ballot[]> = fc.uniqueArray(
  fc.record({
    voter: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
    choices: choices.map((each) => Uint8Array.from(each)),
    confidences: confidences.map((each) => Float64Array.from(each)),
  }),
  { selector: ({ voter }) => voter, minLength: 1 },
);
const rule = fc.constantFrom(...QUORUM_RULES);

/** Ballots in the order in which they come, and how many never vote. */
const votes = fc.record({ all: ballots, rule, silent: fc.nat(2) });
const often = { numRuns: 2_000 };

describe('a poll that is decided', () => {
  test('comes to the same whatever ballots are still to come', () => {
    fc.assert(
      fc.property(votes, fc.nat(7), ({ all, rule: by, silent }, cut) => {
        const early = cast(all.slice(0, cut), empty(by, all.length + silent));
        if (!isDecided(early)) return;
        const options = (poll: Poll) =>
          closePoll(poll).map((decision) => [decision.option, decision.by]);
        expect(options(cast(all.slice(cut), early))).toEqual(options(early));
      }),
      often,
    );
  });

  test('has a quorum for every question, or everybody has voted', () => {
    fc.assert(
      fc.property(votes, ({ all, rule: by, silent }) => {
        const poll = cast(all, empty(by, all.length + silent));
        if (!isDecided(poll) || silent === 0) return;
        for (const decision of closePoll(poll)) expect(decision.by).toBe('quorum');
      }),
      often,
    );
  });

  test('is known to be so as soon as there is a quorum for every question', () => {
    fc.assert(
      fc.property(votes, ({ all, rule: by, silent }) => {
        const poll = cast(all, empty(by, all.length + silent));
        // Of weights, a lead within rounding is left to the deadline.
        const clearly = by === 'weighted' ? 0.5 + 1e-9 : 0;
        const isClear = closePoll(poll).every(
          (decision) => decision.by === 'quorum' && decision.agreement > clearly,
        );
        if (isClear) expect(isDecided(poll)).toBe(true);
      }),
      often,
    );
  });
});

describe('a poll', () => {
  test('comes to exactly the same in whatever order the ballots come', () => {
    const shuffled = votes.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given.all, { minLength: given.all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([{ all, rule: by, silent }, other]) => {
        const poll = empty(by, all.length + silent);
        expect(closePoll(cast(other, poll))).toEqual(closePoll(cast(all, poll)));
      }),
      often,
    );
  });

  test('takes one ballot of each voter: the first', () => {
    fc.assert(
      fc.property(votes, ({ all, rule: by }) => {
        const poll = cast(all, empty(by, all.length));
        const second = { ...all[0]!, choices: Uint8Array.from([3, 3, 3]) };
        expect(castBallot(poll, second)).toBe(poll);
      }),
    );
  });

  test('does not change: a ballot makes a new one', () => {
    fc.assert(
      fc.property(votes, ({ all, rule: by }) => {
        const poll = empty(by, all.length);
        cast(all, poll);
        expect(poll).toEqual(empty(by, all.length));
      }),
    );
  });

  test('without questions is decided, and comes to nothing', () => {
    const poll = openPoll({ questions: [], rule: 'unanimity', electorate: 3 });
    expect(isDecided(poll)).toBe(true);
    expect(closePoll(poll)).toEqual([]);
  });

  test.each(QUORUM_RULES)('of one voter by %s is decided by its ballot', (by) => {
    const ballot = {
      voter: 'a',
      choices: Uint8Array.from([1, 2, 3]),
      confidences: Float64Array.from([0.6, 0.6, 0.6]),
    };
    expect(isDecided(empty(by, 1))).toBe(false);
    const poll = castBallot(empty(by, 1), ballot);
    expect(isDecided(poll)).toBe(true);
    expect(closePoll(poll)).toMatchObject([
      { option: 'meadow', by: 'quorum', agreement: 1 },
      { option: 'orchard', by: 'quorum', agreement: 1 },
      { option: 'forest', by: 'quorum', agreement: 1 },
    ]);
  });
});
