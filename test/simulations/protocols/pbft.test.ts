import { run, script, search } from 'statehive';
import { pbft } from 'statehive/simulations';
import { expect, test } from 'vitest';

const seeds = { first: 1, last: 50 };
const order = 'correct replicas execute the same at each place';

/** In how many of the runs a property had this verdict. */
async function countOf(params: Parameters<typeof search>[1]['params'], name: string) {
  const { properties } = await search(pbft, { seeds, params });
  return properties.find((property) => property.name === name)!.verdicts;
}

test('without liars every operation is executed in the first view', async () => {
  const { properties, metrics } = await run(pbft, { params: { liars: 0 }, seed: 7 });
  expect(metrics.viewsEntered).toBe(0);
  expect(properties.map(({ verdict }) => verdict)).toEqual([
    'held',
    'reached',
    'not reached',
    'held',
  ]);
});

test.each([1, 2])('%i liars that equivocate are stood by 3f + 1 replicas', async (tolerated) => {
  const params = { tolerated, liars: tolerated };
  expect(await countOf(params, order)).toEqual({ held: 50 });
  expect(await countOf(params, 'every client is answered')).toEqual({ held: 50 });
});

test.each([1, 2])('f + 1 liars break what stands f = %i', async (tolerated) => {
  expect(await countOf({ tolerated, liars: tolerated + 1 }, order)).toEqual({ violated: 50 });
});

test('a primary that withholds numbers is replaced, and all clients are answered', async () => {
  const params = { lie: 'withhold' };
  expect(await countOf(params, 'another primary leads')).toEqual({ reached: 50 });
  expect(await countOf(params, 'every client is answered')).toEqual({ held: 50 });
});

test('a primary that crashes is replaced, too', async () => {
  const options = { params: { liars: 0 }, seed: 7 };
  const faults = script([{ kind: 'crash', actor: 'replica-0', atMs: 20 }]);
  const { properties, metrics } = await run(pbft, { ...options, faults });
  expect(metrics.viewsEntered).toBeGreaterThan(0);
  expect(properties.find(({ kind }) => kind === 'eventually')?.verdict).toBe('held');
});
