import { describe, expect, test } from 'vitest';
import type { Resolution } from '../../../machines/hive/strategies/resolution.ts';
import { settle } from '../../../machines/hive/voting/decision.ts';
import { decide, type QuorumOptions, type Vote } from '../../../machines/hive/voting/quorum.ts';

const conflictKey = 'class:schema,foaf:Person';

function votesFor(...resolutions: Resolution[]): Vote[] {
  return resolutions.map((resolution, index) => ({
    agent: `agent-${index}`,
    conflictKey,
    resolution,
    confidence: 0.8,
  }));
}

const reached = (votes: Vote[], rule: QuorumOptions['rule'], electorate: number): boolean =>
  decide(votes, { rule, electorate }).reached;

describe('a quorum', () => {
  test('by majority takes more than half of the electorate', () => {
    expect(reached(votesFor('merge', 'merge'), 'majority', 4)).toBe(false);
    expect(reached(votesFor('merge', 'merge', 'merge'), 'majority', 4)).toBe(true);
  });

  test('by supermajority takes two thirds, exactly', () => {
    expect(reached(votesFor('merge', 'merge', 'merge'), 'supermajority', 6)).toBe(false);
    expect(reached(votesFor('merge', 'merge', 'merge', 'merge'), 'supermajority', 6)).toBe(true);
  });

  test('by unanimity fails for one missing vote', () => {
    expect(reached(votesFor('merge', 'merge'), 'unanimity', 3)).toBe(false);
    expect(reached(votesFor('merge', 'merge', 'merge'), 'unanimity', 3)).toBe(true);
  });

  test('by weight lets a sure minority carry over an unsure majority', () => {
    const cast = votesFor('merge', 'exclude', 'exclude').map((each) => ({
      ...each,
      confidence: each.resolution === 'merge' ? 1 : 0.3,
    }));
    const result = decide(cast, { rule: 'weighted', electorate: 3 });
    expect(result).toMatchObject({ reached: true, resolution: 'merge' });
    expect(result.agreement).toBeCloseTo(1 / 1.6);
  });

  test('by weight counts a missing vote as a sure one for something else', () => {
    expect(decide(votesFor('merge'), { rule: 'weighted', electorate: 2 })).toMatchObject({
      reached: false,
      agreement: 0.8 / 1.8,
    });
  });

  test('tells the tally and the share of the electorate that agrees', () => {
    const result = decide(votesFor('merge', 'exclude', 'merge'), {
      rule: 'majority',
      electorate: 4,
    });
    expect(result).toEqual({
      reached: false,
      resolution: 'merge',
      agreement: 0.5,
      tally: { merge: { votes: 2, weight: 1.6 }, exclude: { votes: 1, weight: 0.8 } },
      votes: 3,
    });
  });

  test('breaks a tie by confidence, then by the order of the candidates', () => {
    const candidates = ['exclude', 'merge'] as const;
    const options = { rule: 'majority', electorate: 2, candidates } as const;
    expect(decide(votesFor('merge', 'exclude'), options).resolution).toBe('exclude');
    const [first, second] = votesFor('merge', 'exclude');
    const surer = [{ ...first!, confidence: 0.9 }, second!];
    expect(decide(surer, options).resolution).toBe('merge');
  });

  test('does not count a vote for what is no candidate', () => {
    const options = {
      rule: 'majority',
      electorate: 3,
      candidates: ['merge', 'keep-both'],
    } as const;
    expect(decide(votesFor('exclude', 'exclude', 'merge'), options)).toMatchObject({
      resolution: 'merge',
      votes: 1,
      reached: false,
    });
  });

  test('without votes is not reached and has no leader', () => {
    expect(decide([], { rule: 'weighted', electorate: 3 })).toEqual({
      reached: false,
      resolution: null,
      agreement: 0,
      tally: {},
      votes: 0,
    });
  });
});

describe('closing a vote', () => {
  const ballot = {
    conflictKey,
    candidates: ['keep-both', 'merge'],
    rule: 'majority',
    electorate: 3,
  } as const;

  test('goes by the quorum when it is reached', () => {
    expect(settle(votesFor('merge', 'merge'), ballot)).toMatchObject({
      resolution: 'merge',
      by: 'quorum',
    });
  });

  test('falls back on the default when it is not, and says so', () => {
    expect(settle(votesFor('merge'), ballot)).toMatchObject({
      resolution: 'keep-both',
      by: 'default',
      agreement: 1 / 3,
    });
  });
});

describe('votes that cannot be', () => {
  const options = { rule: 'majority', electorate: 2 } as const;

  test.each([0, -0.5, 1.01, Number.NaN])('confidence %d is refused', (confidence) => {
    const cast = [{ ...votesFor('merge')[0]!, confidence }];
    expect(() => decide(cast, options)).toThrow(
      `confidence ${confidence} of 'agent-0' is not in (0, 1]`,
    );
  });

  test.each([0, 1.5, -2])('an electorate of %d is refused', (size) => {
    expect(() => decide([], { rule: 'majority', electorate: size })).toThrow(`electorate ${size}`);
  });

  test('more voters than the electorate are refused', () => {
    expect(() => decide(votesFor('merge', 'merge', 'merge'), options)).toThrow(
      '3 agents voted in an electorate of 2',
    );
  });

  test('votes on two conflicts are not counted together', () => {
    const [first, second] = votesFor('merge', 'merge');
    const mixed = [first!, { ...second!, conflictKey: 'class:a,b:C' }];
    expect(() => decide(mixed, options)).toThrow('are mixed');
  });
});
