import fc from 'fast-check';
import {
  constant,
  corruption,
  createSwarm,
  delaySpikes,
  duplication,
  fifo,
  latency,
  loss,
  type NetworkOperator,
  onLinks,
  partition,
  reordering,
  uniform,
} from 'statehive';
import { describe, expect, test } from 'vitest';
import { recorder, teller } from '../swarm/stand-ins.ts';

/** What a recorder hears of a thousand notes, one each 10 ms. */
const heardOver = async (network: readonly NetworkOperator[], seed = 7) => {
  const swarm = createSwarm({ seed, network });
  const to = swarm.spawn(recorder);
  swarm.spawn(teller, { input: { to } });
  await swarm.runFor(10_000);
  const { heard } = to.getSnapshot().context;
  return { heard, lost: swarm.lostCount, traceHash: swarm.traceHash };
};

const notes = 1_000;
/** Within four standard deviations of a binomial share: missed one time in 16,000. */
const expectShare = (hits: number, probability: number) => {
  const deviation = Math.sqrt(notes * probability * (1 - probability));
  expect(Math.abs(hits - notes * probability)).toBeLessThan(4 * deviation);
};

describe('loss', () => {
  test('loses the share that it is told to, and counts it', async () => {
    const { heard, lost } = await heardOver([loss({ probability: 0.3 })]);
    expectShare(lost, 0.3);
    expect(heard.length + lost).toBe(notes);
  });

  test('of none loses nothing, of all everything', async () => {
    expect((await heardOver([loss({ probability: 0 })])).lost).toBe(0);
    expect((await heardOver([loss({ probability: 1 })])).heard).toEqual([]);
  });

  test('draws for each envelope alone: what a second one loses does not change the first', async () => {
    const first = loss({ probability: 0.3, purpose: 'first' });
    const second = loss({ probability: 0.3, purpose: 'second' });
    const survivors = async (network: readonly NetworkOperator[]) =>
      new Set((await heardOver(network)).heard.map(([, n]) => n));
    const both = await survivors([first, second]);
    const one = await survivors([first]);
    const other = await survivors([second]);
    expect([...one].filter((n) => other.has(n))).toEqual([...both]);
  });
});

describe('duplication', () => {
  test('delivers the share that it is told to twice', async () => {
    const { heard } = await heardOver([duplication({ probability: 0.3 })]);
    expectShare(heard.length - notes, 0.3);
  });

  test('makes as many copies as it is told to, each with its own latency', async () => {
    const network = [
      duplication({ probability: 1, copies: 3 }),
      latency(uniform({ min: 0, max: 5 })),
    ];
    const { heard } = await heardOver(network);
    const first = heard.filter(([, n]) => n === 1).map(([atMs]) => atMs);
    expect(first).toHaveLength(4);
    expect(new Set(first).size).toBe(4);
  });

  test('of what was duplicated has copies that differ too', async () => {
    const twice = [
      duplication({ probability: 1 }),
      duplication({ probability: 1, purpose: 'again' }),
      latency(uniform({ min: 0, max: 5 })),
    ];
    const first = (await heardOver(twice)).heard.filter(([, n]) => n === 1);
    expect(new Set(first.map(([atMs]) => atMs)).size).toBe(4);
  });
});

test('delay spikes hit the share that they are told to, and let the others be', async () => {
  const network = [delaySpikes({ probability: 0.2, distribution: constant(3) })];
  const delays = (await heardOver(network)).heard.map(([atMs, n]) => atMs - 10 * n);
  expect(new Set(delays)).toEqual(new Set([0, 3]));
  expectShare(delays.filter((delay) => delay === 3).length, 0.2);
});

describe('reordering', () => {
  const held = reordering({ probability: 0.5, withinMs: 25 });
  const isOrdered = (heard: readonly (readonly [number, number])[]) =>
    heard.every(([, n], at) => at === 0 || n > heard[at - 1]![1]);

  test('lets later notes overtake earlier ones, by no more than it may', async () => {
    const { heard } = await heardOver([latency(constant(1)), held]);
    expect(isOrdered(heard)).toBe(false);
    for (const [atMs, n] of heard) expect(atMs - 10 * n - 1).toBeLessThanOrEqual(25);
  });

  test('is put right by a fifo behind it', async () => {
    expect(isOrdered((await heardOver([held, fifo()])).heard)).toBe(true);
    expect(isOrdered((await heardOver([fifo(), held])).heard)).toBe(false);
  });
});

test('a partition is one of the actors that are named, and of their children', async () => {
  const cut = (from: readonly string[]) => heardOver([partition({ from })]);
  expect((await cut(['teller'])).lost).toBe(notes);
  expect((await cut(['tel*'])).lost).toBe(notes);
  expect((await cut(['tell'])).lost).toBe(0);
  expect((await cut(['teller', 'recorder'])).lost).toBe(0);
});

test('corruption changes what one actor says', async () => {
  const lies = corruption(({ event }) => ({ ...event, n: 0 }));
  const heard = async (from: string) => (await heardOver([onLinks({ from }, lies)])).heard;
  expect(new Set((await heard('teller')).map(([, n]) => n))).toEqual(new Set([0]));
  expect((await heard('other')).map(([, n]) => n)).toContain(notes);
});

test('an unreliable network is the same for the same seed, and another for another', async () => {
  const network = () => [
    loss({ probability: 0.1 }),
    duplication({ probability: 0.1 }),
    reordering({ probability: 0.1, withinMs: 50 }),
  ];
  await fc.assert(
    fc.asyncProperty(fc.integer(), async (seed) => {
      const { traceHash } = await heardOver(network(), seed);
      expect((await heardOver(network(), seed)).traceHash).toBe(traceHash);
      expect((await heardOver(network(), seed + 1)).traceHash).not.toBe(traceHash);
    }),
    { numRuns: 5 },
  );
});

test.each([
  ['loss', () => loss({ probability: -0.1 })],
  ['duplication', () => duplication({ probability: 1.1 })],
  ['duplication', () => duplication({ probability: 0.5, copies: 0 })],
  ['delaySpikes', () => delaySpikes({ probability: Number.NaN, distribution: constant(1) })],
  ['reordering', () => reordering({ probability: 0.5, withinMs: -1 })],
])('%s refuses what it cannot do, in its own name', (name, make) => {
  expect(make).toThrow(new RegExp(`^${name}: `));
});
