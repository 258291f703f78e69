import { run } from 'statehive';
import { GOSSIP_STYLES, type GossipStyle } from 'statehive/machines';
import { gossip } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { roundsInTheory } from '../machines/gossip/rounds-in-theory.ts';

type GossipParams = z.input<typeof gossip.params>;

const runGossip = async (params: GossipParams, seed = 7) => {
  const { report, ...result } = await run(gossip, { params, seed });
  const { informedAfterRound } = report!;
  return { ...result, informedAfterRound, informed: Object.values(informedAfterRound) };
};

async function roundsOf(params: GossipParams, seeds: number): Promise<number[]> {
  const rounds = [];
  for (let seed = 1; seed <= seeds; seed++) {
    rounds.push((await run(gossip, { params, seed })).metrics.rounds!);
  }
  return rounds;
}

function momentsOf(sample: readonly number[]): { mean: number; variance: number } {
  const mean = sample.reduce((sum, value) => sum + value, 0) / sample.length;
  const squares = sample.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (sample.length - 1) };
}

/** Mean rounds in simulations by others, of how many runs each is not told. */
const published: [style: GossipStyle, agents: number, rounds: number, seeds: number][] = [
  ['push', 100, 12.25, 400],
  ['pull', 100, 9.96, 400],
  ['push-pull', 100, 6.56, 400],
  ['push', 1_000, 18.07, 100],
  ['pull', 1_000, 13.97, 100],
  ['push-pull', 1_000, 9.11, 100],
];

/** Student's t for 99% on both sides and at least 99 degrees of freedom. */
const t99 = 2.626;

/** Their two decimals are those of a mean of a hundred runs, and they scatter as such do. */
const publishedRuns = 100;

describe('a rumour on the complete graph', { timeout: 120_000 }, () => {
  test.each(published)('by %s among %d takes %d rounds', async (style, agents, rounds, seeds) => {
    const { mean, variance } = momentsOf(await roundsOf({ style, agents }, seeds));
    const halfWidth = t99 * Math.sqrt(variance / seeds);
    expect(Math.abs(mean - roundsInTheory(agents, style))).toBeLessThan(halfWidth);
    // Without it, an interval as wide as the world would pass.
    expect(halfWidth).toBeLessThan(0.03 * rounds);
    const apart = t99 * Math.sqrt(variance / seeds + variance / publishedRuns);
    expect(Math.abs(mean - rounds)).toBeLessThan(apart);
  });

  test('by push takes log2 n + ln n rounds, and a few that do not grow', () => {
    const beyond = [50, 200, 800].map(
      (agents) => roundsInTheory(agents, 'push') - Math.log2(agents) - Math.log(agents),
    );
    for (const rounds of beyond) {
      expect(rounds).toBeGreaterThan(0.9);
      expect(rounds).toBeLessThan(1.3);
    }
  });

  test.each([
    [10_000, 8],
    [100_000, 2],
  ])(
    'by push among %i takes Pittel’s log2 n + ln n rounds, and the same few',
    async (agents, seeds) => {
      const { mean } = momentsOf(await roundsOf({ agents, style: 'push' }, seeds));
      const few = roundsInTheory(800, 'push') - Math.log2(800) - Math.log(800);
      const beyond = mean - Math.log2(agents) - Math.log(agents);
      // The last to hear it scatter as a Gumbel variable, of variance pi^2 / 6, and rounds as whole
      // numbers, of 1 / 12; 2.576 of its standard errors are 99%.
      const halfWidth = 2.576 * Math.sqrt((Math.PI ** 2 / 6 + 1 / 12) / seeds);
      expect(Math.abs(beyond - few)).toBeLessThan(halfWidth);
      expect(halfWidth).toBeLessThan(0.1 * mean);
    },
  );

  test.each(GOSSIP_STYLES)('by %s reaches each agent once', async (style) => {
    const { outcome, informed, deadLetters } = await runGossip({ style, agents: 5_000 });
    expect({ outcome, deadLetters }).toEqual({ outcome: 'completed', deadLetters: 0 });
    expect(informed.at(0)).toBe(1);
    expect(informed.at(-1)).toBe(5_000);
    for (const [round, know] of informed.entries()) {
      const before = informed[round - 1] ?? 0;
      expect(know).toBeGreaterThan(before);
      // Each who knows tells one other, at most; by pull, any number may ask the same one.
      if (style === 'push' && round > 0) expect(know).toBeLessThanOrEqual(2 * before);
    }
  });
});

test('of two agents, one call tells the other, or one asks and is answered', async () => {
  const messages = async (style: GossipStyle) =>
    (await runGossip({ agents: 2, style })).metrics.messages;
  expect(await messages('push')).toBe(1);
  expect(await messages('pull')).toBe(2);
});

test('on a star all ask the hub in the first round, and are answered', async () => {
  const { metrics } = await runGossip({ agents: 300, topology: 'star', style: 'pull' });
  expect(metrics).toEqual({ rounds: 1, messages: 2 * 299 });
});

test('on a ring a rumour gets one neighbour further in a round, at most', async () => {
  const params: GossipParams = { agents: 60, topology: 'ring', style: 'push-pull' };
  const { metrics, informedAfterRound } = await runGossip(params);
  expect(metrics.rounds).toBeGreaterThanOrEqual(30);
  for (const [round, know] of Object.entries(informedAfterRound)) {
    expect(know).toBeLessThanOrEqual(2 * Number(round) + 1);
  }
});

test('a run that is cut short has not told how many rounds it takes', async () => {
  const { metrics, outcome } = await run(gossip, { seed: 7, limits: { simulatedMs: 3 } });
  expect([outcome, metrics.rounds]).toEqual(['limit', null]);
});
