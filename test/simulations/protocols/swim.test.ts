import { check, run, script } from 'statehive';
import { swim } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

type Params = z.input<typeof swim.params>;

const unharmed = 'nobody who is up is taken for failed';
const known = 'all who are up know who is not';

const probing = async (params: Params, seed = 7) => {
  const result = await run(swim, { params, seed });
  const verdicts = Object.fromEntries(result.properties.map((each) => [each.name, each.verdict]));
  return { ...result, verdicts };
};

/** Without what a question after each step costs, and where messages take no time. */
const bare = { ...swim, properties: {}, network: () => [] };

/** The protocol periods from a crash to the end of the first in which anybody pings who has crashed. */
async function periodsToDetection(members: number, seed: number): Promise<number> {
  let isDetected = false;
  const detecting: typeof swim = {
    ...bare,
    faults: () => script([{ kind: 'crash', actor: 'swim-0', atMs: 100 }]),
    compose(composing) {
      const actors = swim.compose(composing);
      composing.swarm.emitted(actors.members, 'believed').subscribe(({ member, status }) => {
        if (member === 0 && status !== 'alive') isDetected = true;
      });
      return actors;
    },
    until: () => isDetected,
  };
  const params = { members, order: 'random', proxies: 0 } as const;
  const { metrics } = await run(detecting, { params, seed });
  // The metric counts from 500 ms; periods of 100 ms begin when the member crashes.
  return Math.floor((metrics.firstDetectionMs! + 400) / 100);
}

/** Das, Gupta, Motivala 2002, section 3.1: of each ping, n - 1 members choose among n - 1 others. */
const periodsInTheory = (n: number) => 1 / (1 - (1 - 1 / (n - 1)) ** (n - 1));

/** Student's t for 99% on both sides and at least 299 degrees of freedom. */
const t99 = 2.593;

describe('the first to find out that a member has crashed', () => {
  test.each([
    [8, 1.515, 800],
    [100, 1.577, 300],
  ])('among %i takes %d periods on average', async (members, truth, runs) => {
    const periods = [];
    for (let seed = 1; seed <= runs; seed++) periods.push(await periodsToDetection(members, seed));
    const mean = periods.reduce((sum, each) => sum + each, 0) / runs;
    const variance = periods.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (runs - 1);
    const halfWidth = t99 * Math.sqrt(variance / runs);
    expect(periodsInTheory(members)).toBeCloseTo(truth, 3);
    expect(Math.abs(mean - truth)).toBeLessThan(halfWidth);
    // Without it, an interval as wide as the world would pass.
    expect(halfWidth).toBeLessThan(0.16);
  });
});

describe('the load of a member in a period', () => {
  const load = async (members: number, loss: number) => {
    const world = { ...swim, properties: {} };
    const params = { members, loss, failures: 0, periods: 10 };
    const { metrics, simulatedMs } = await run(world, { params, seed: 7 });
    return metrics.messages / members / (simulatedMs / 100);
  };

  test.each([8, 32, 128])('is a ping and its answer, among %i', async (members) => {
    // Members begin at any time of the first of ten periods, so that some are a ping ahead.
    expect(Math.abs((await load(members, 0)) - 2)).toBeLessThan(0.15);
  });

  test('does not grow with the group either where messages are lost', async () => {
    const [few, many] = [await load(16, 0.1), await load(128, 0.1)];
    expect(few).toBeGreaterThan(2);
    expect(Math.abs(many / few - 1)).toBeLessThan(0.15);
  });
});

describe('who has crashed', () => {
  test('is known to all who are up before long', async () => {
    const { report, verdicts } = await probing({ failures: 3 });
    expect(report?.failed).toEqual([0, 1, 2]);
    expect(verdicts).toMatchObject({ [known]: 'held', [unharmed]: 'held' });
  });

  test('is found out without suspicion as well', async () => {
    const { report } = await probing({ suspicion: false });
    expect(report?.failed).toEqual([0]);
  });
});

describe('where a fifth of all messages is lost', () => {
  const seeds = [1, 2, 3, 4, 5];

  test.each(seeds)(
    'members that are up are taken for failed without suspicion (seed %i)',
    async (seed) => {
      const { violations } = await probing({ loss: 0.2, suspicion: false, failures: 0 }, seed);
      expect(violations).toMatchObject([{ property: unharmed }]);
    },
  );

  test.each(seeds)('a suspicion lets them deny it (seed %i)', async (seed) => {
    const { verdicts, report } = await probing({ loss: 0.2, failures: 0 }, seed);
    expect(verdicts[unharmed]).toBe('held');
    expect(report?.failed).toEqual([]);
  });
});

describe('in every order of messages and timers, of two members of which one may crash,', () => {
  const faults = { crashes: 1 };

  test('nobody who is up is taken for failed, if answers come before timeouts', async () => {
    const { isComplete, counterexamples } = await check(swim, { faults });
    expect([isComplete, counterexamples]).toEqual([true, []]);
  });

  test('only a member itself counts its incarnation up; but a slow one passes for failed', async () => {
    const result = await check(swim, { faults, prompt: false });
    expect(result.isComplete).toBe(true);
    expect(result.properties).toContainEqual({
      name: 'only a member itself has counted its incarnation up',
      kind: 'always',
      verdict: 'held',
    });
    // It starts, its period ends without an answer, and nobody denies the suspicion in time.
    expect(result.counterexamples).toMatchObject([{ property: unharmed }]);
    expect(result.counterexamples[0]?.steps).toHaveLength(3);
  });
});
