import { check, run, script } from 'statehive';
import { bully } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';

const onePerElection = 'two that are past an election have one coordinator';
const secondHighest = 'the second highest leads all that are up';

const elect = async (params: z.input<typeof bully.params>, seed = 7) => {
  const result = await run(bully, { params, seed });
  const verdicts = Object.fromEntries(result.properties.map((each) => [each.name, each.verdict]));
  return { ...result, verdicts };
};

describe('where whoever is up answers in time', () => {
  test.each([2, 3, 5, 8])(
    'of %i nodes the highest leads, the next one while it is down',
    async (nodes) => {
      const { report, verdicts, outcome } = await elect({ nodes });
      expect(report?.coordinators).toEqual(Array(nodes).fill(nodes - 1));
      expect(verdicts[secondHighest]).toBe('reached');
      expect(outcome).toBe('limit');
    },
  );

  test('two never have two coordinators, whoever crashes and comes back', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const crashes = [0, 1, 2].map((nth) => {
        const actor = `bully-${(seed + 2 * nth) % 5}`;
        return { kind: 'crash', actor, atMs: 37 * seed + 110 * nth, forMs: 400 } as const;
      });
      const { violations } = await run(bully, { seed, faults: script(crashes) });
      expect(violations).toEqual([]);
    }
  });

  test('without a crash there is one election a node, and no more', async () => {
    const { report } = await elect({ leaderIsDownMs: 0 });
    expect(report?.elections).toBe(5);
  });
});

test('where messages outlast the timeout, two lead at once', async () => {
  const { violations } = await elect({ latencyMaxMs: 60 });
  expect(violations).toMatchObject([{ property: onePerElection }]);
});

describe('where answers come in time', () => {
  test('three nodes of which one may crash have one coordinator, in every order of messages', async () => {
    const result = await check(bully);
    expect(result).toMatchObject({ outcome: 'complete', counterexamples: [], unique: 839 });
    expect(result.properties).toContainEqual(
      expect.objectContaining({ name: secondHighest, verdict: 'reached' }),
    );
  });
});

describe('in every order of messages and timers,', () => {
  const asynchronous = { timers: 'any', prompt: false } as const;

  test('three nodes of which one may crash have one coordinator, if who is down is known', async () => {
    const params = { nodes: 3, detector: 'perfect' } as const;
    const { properties, isComplete } = await check(bully, {
      params,
      faults: { crashes: 1 },
      ...asynchronous,
    });
    expect(isComplete).toBe(true);
    expect(properties).toContainEqual({ name: onePerElection, kind: 'always', verdict: 'held' });
    expect(properties).toContainEqual(
      expect.objectContaining({ name: secondHighest, verdict: 'reached' }),
    );
  });

  test('two nodes that take a slow answer for none both lead, at the second timeout', async () => {
    const params = { nodes: 2, detector: 'timeout' } as const;
    const { counterexamples } = await check(bully, {
      params,
      stopAtViolation: true,
      faults: { crashes: 0 },
      ...asynchronous,
    });
    const found = counterexamples.find(({ property }) => property === onePerElection);
    const timeouts = found!.steps.filter((step) => JSON.stringify(step).includes('after.timeout'));
    expect([found!.steps.length, timeouts.length]).toEqual([4, 2]);
  });
});
