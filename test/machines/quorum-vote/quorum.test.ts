import { describe, expect, test } from 'vitest';
import { settle } from '../../../machines/quorum-vote/decision.ts';
import { decide, type QuorumOptions, type Vote } from '../../../machines/quorum-vote/quorum.ts';

const candidates = ['stay', 'meadow', 'orchard'] as const;
type Option = (typeof candidates)[number];

function votesFor(...options: Option[]): Vote<Option>[] {
  return options.map((option, index) => ({ voter: `voter-${index}`, option, confidence: 0.8 }));
}

const reached = (votes: Vote<Option>[], rule: QuorumOptions['rule'], electorate: number): boolean =>
  decide(votes, { rule, electorate, candidates }).reached;

describe('a quorum', () => {
  test('by majority takes more than half of the electorate', () => {
    expect(reached(votesFor('meadow', 'meadow'), 'majority', 4)).toBe(false);
    expect(reached(votesFor('meadow', 'meadow', 'meadow'), 'majority', 4)).toBe(true);
  });

  test('by supermajority takes two thirds, exactly', () => {
    expect(reached(votesFor('meadow', 'meadow', 'meadow'), 'supermajority', 6)).toBe(false);
    expect(reached(votesFor('meadow', 'meadow', 'meadow', 'meadow'), 'supermajority', 6)).toBe(
      true,
    );
  });

  test('by unanimity fails for one missing vote', () => {
    expect(reached(votesFor('meadow', 'meadow'), 'unanimity', 3)).toBe(false);
    expect(reached(votesFor('meadow', 'meadow', 'meadow'), 'unanimity', 3)).toBe(true);
  });

  test('by weight lets a sure minority carry over an unsure majority', () => {
    const cast = votesFor('meadow', 'orchard', 'orchard').map((each) => ({
      ...each,
      confidence: each.option === 'meadow' ? 1 : 0.3,
    }));
    const result = decide(cast, { rule: 'weighted', electorate: 3, candidates });
    expect(result).toMatchObject({ reached: true, option: 'meadow' });
    expect(result.agreement).toBeCloseTo(1 / 1.6);
  });

  test('by weight counts a missing vote as a sure one for something else', () => {
    expect(
      decide(votesFor('meadow'), { rule: 'weighted', electorate: 2, candidates }),
    ).toMatchObject({
      reached: false,
      agreement: 0.8 / 1.8,
    });
  });

  test('tells the tally and the share of the electorate that agrees', () => {
    const result = decide(votesFor('meadow', 'orchard', 'meadow'), {
      rule: 'majority',
      electorate: 4,
      candidates,
    });
    expect(result).toEqual({
      reached: false,
      option: 'meadow',
      agreement: 0.5,
      tally: { meadow: { votes: 2, weight: 1.6 }, orchard: { votes: 1, weight: 0.8 } },
      votes: 3,
    });
  });

  test('breaks a tie by confidence, then by the order of the candidates', () => {
    const turned = ['orchard', 'meadow', 'stay'] as const;
    const options = { rule: 'majority', electorate: 2, candidates: turned } as const;
    expect(decide(votesFor('meadow', 'orchard'), options).option).toBe('orchard');
    const [first, second] = votesFor('meadow', 'orchard');
    const surer = [{ ...first!, confidence: 0.9 }, second!];
    expect(decide(surer, options).option).toBe('meadow');
  });

  test('does not count a vote for what is no candidate', () => {
    const cast: Vote[] = votesFor('orchard', 'orchard', 'meadow');
    const two = { rule: 'majority', electorate: 3, candidates: ['meadow', 'stay'] } as const;
    expect(decide(cast, two)).toMatchObject({ option: 'meadow', votes: 1, reached: false });
  });

  test('without votes is not reached and has no leader', () => {
    expect(decide([], { rule: 'weighted', electorate: 3, candidates })).toEqual({
      reached: false,
      option: null,
      agreement: 0,
      tally: {},
      votes: 0,
    });
  });
});

describe('closing a vote', () => {
  const question = { key: 'where', candidates };
  const terms = { rule: 'majority', electorate: 3 } as const;

  test('goes by the quorum when it is reached', () => {
    expect(settle(question, votesFor('meadow', 'meadow'), terms)).toMatchObject({
      option: 'meadow',
      by: 'quorum',
    });
  });

  test('falls back on the default when it is not, and says so', () => {
    expect(settle(question, votesFor('meadow'), terms)).toMatchObject({
      option: 'stay',
      by: 'default',
      agreement: 1 / 3,
    });
  });
});

describe('votes that cannot be', () => {
  const options = { rule: 'majority', electorate: 2, candidates } as const;

  test.each([0, -0.5, 1.01, Number.NaN])('confidence %d is refused', (confidence) => {
    const cast = [{ ...votesFor('meadow')[0]!, confidence }];
    expect(() => decide(cast, options)).toThrow(
      `confidence ${confidence} of 'voter-0' is not in (0, 1]`,
    );
  });

  test.each([0, 1.5, -2])('an electorate of %d is refused', (size) => {
    expect(() => decide([], { rule: 'majority', electorate: size, candidates })).toThrow(
      `electorate ${size}`,
    );
  });

  test('more voters than the electorate are refused', () => {
    expect(() => decide(votesFor('meadow', 'meadow', 'meadow'), options)).toThrow(
      '3 voted in an electorate of 2',
    );
  });
});
