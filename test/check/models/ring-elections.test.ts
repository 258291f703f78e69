import { check } from 'statehive';
import { changRoberts, dolevKlaweRodeh } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { permutationsOf } from './permutations.ts';
import { verdictsOf } from './verdicts.ts';

// A ring looks the same from each agent: the first may as well be the highest.
const rings = permutationsOf([1, 2, 3]).map((rest) => [4, ...rest]);

/** The fewest and the most numbers that a ring of agents that all begin sends, over all behaviours. */
async function numbersSent(numbers: readonly number[]): Promise<{ least: number; most: number }> {
  const sent = { least: Number.POSITIVE_INFINITY, most: 0 };
  const { compose } = changRoberts;
  const counted: typeof changRoberts = {
    ...changRoberts,
    compose,
    properties: {
      always: {
        'is counted': ({ actors: { agents } }) => {
          const contexts = agents.map((agent) => agent.getSnapshot().context);
          if (!contexts.every(({ leader }) => leader !== undefined)) return true;
          const total = contexts.reduce((sum, context) => sum + context.sent, 0);
          sent.least = Math.min(sent.least, total);
          sent.most = Math.max(sent.most, total);
          return true;
        },
      },
    },
  };
  await check(counted, { params: { numbers: [...numbers] } });
  return sent;
}

describe('the election of Chang and Roberts', () => {
  test.each(rings)('elects the highest of %i, %i, %i and %i alone', async (...numbers) => {
    expect(await check(changRoberts, { params: { numbers } })).toMatchObject({
      outcome: 'complete',
      counterexamples: [],
    });
  });

  test('sends n (n + 1) / 2 numbers at most where each neighbour is lower', async () => {
    expect(await numbersSent([4, 3, 2, 1])).toMatchObject({ most: 10 });
    expect(await numbersSent([3, 2, 1])).toMatchObject({ most: 6 });
  });

  test('sends 2 n - 1 at most where each neighbour is higher, and n at least', async () => {
    // n where all sleep until the highest number comes by.
    expect(await numbersSent([1, 2, 3, 4])).toEqual({ least: 4, most: 7 });
  });

  test('elects others as well when lower numbers are sent on', async () => {
    const result = await check(changRoberts, { params: { swallows: false } });
    expect(verdictsOf(result)).toMatchObject({
      'nobody takes another than the highest for the leader': 'violated',
    });
  });
});

describe('the election of Dolev, Klawe and Rodeh', () => {
  test.each(rings)('finds the highest of %i, %i, %i and %i alone', async (...numbers) => {
    expect(await check(dolevKlaweRodeh, { params: { numbers } })).toMatchObject({
      outcome: 'complete',
      counterexamples: [],
    });
  });

  test('finds it among seven', async () => {
    const numbers = [6, 2, 5, 1, 7, 3, 4];
    expect(await check(dolevKlaweRodeh, { params: { numbers } })).toMatchObject({
      outcome: 'complete',
    });
  });

  test('finds another where links do not keep their order', async () => {
    const result = await check(dolevKlaweRodeh, { network: 'unordered' });
    expect(verdictsOf(result)).toMatchObject({
      'nobody takes another than the highest for the winner': 'violated',
    });
  });

  test('finds another when agents stay active and keep their own numbers', async () => {
    const result = await check(dolevKlaweRodeh, { params: { takesOver: false } });
    expect(verdictsOf(result)).toMatchObject({
      'nobody takes another than the highest for the winner': 'violated',
    });
  });
});
