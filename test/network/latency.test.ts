import { filter, map } from 'rxjs';
import {
  type Address,
  constant,
  createSwarm,
  exponential,
  fifo,
  latency,
  loss,
  type NetworkOperator,
  normal,
  onLinks,
} from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, sendTo, setup } from 'xstate';

type Message = { type: 'MESSAGE'; n: number };

const receiver = setup({
  types: { context: {} as { got: number[] }, events: {} as Message },
}).createMachine({
  id: 'receiver',
  context: { got: [] },
  on: { MESSAGE: { actions: assign({ got: ({ context, event }) => [...context.got, event.n] }) } },
});

/** Sends a numbered message each simulated ms. */
const sender = setup({
  types: {
    input: {} as { to: readonly Address<Message>[] },
    context: {} as { to: readonly Address<Message>[]; n: number },
  },
  actions: { count: assign({ n: ({ context }) => context.n + 1 }) },
}).createMachine({
  id: 'sender',
  context: ({ input }) => ({ ...input, n: 0 }),
  initial: 'sending',
  states: {
    sending: {
      entry: [
        ({ context }) => {
          for (const to of context.to) to.send({ type: 'MESSAGE', n: context.n });
        },
        'count',
      ],
      after: { 1: { target: 'sending', reenter: true } },
    },
  },
});

interface Traffic {
  readonly network: readonly NetworkOperator[];
  readonly seed?: number;
  readonly receivers?: readonly string[];
  readonly forMs?: number;
}

/** The latencies of each link, when its envelopes were due, and what the first receiver got. */
async function traffic({ network, seed = 7, receivers = ['a'], forMs = 200 }: Traffic) {
  const swarm = createSwarm({ seed, network });
  const to = receivers.map((id) => swarm.spawn(receiver, { id }));
  const latencies = new Map<string, number[]>(receivers.map((id) => [id, []]));
  const dues = new Map<string, number[]>(receivers.map((id) => [id, []]));
  swarm.envelopes$.subscribe(({ to, sentAtMs, dueAtMs }) => {
    latencies.get(to)?.push(dueAtMs - sentAtMs);
    dues.get(to)?.push(dueAtMs);
  });
  swarm.spawn(sender, { input: { to } });
  await swarm.runFor(forMs);
  return { latencies, dues, got: to[0]!.getSnapshot().context.got };
}

const isAscending = (times: readonly number[]) =>
  times.every((dueAtMs, nth) => nth === 0 || dueAtMs >= times[nth - 1]!);
const inOrder = (numbers: readonly number[]) => numbers.every((n, i) => n === i);

describe('latency', () => {
  test('delays each envelope by a draw from its distribution', async () => {
    const { latencies } = await traffic({
      network: [latency(exponential({ mean: 20 }))],
      forMs: 10_000,
    });
    const drawn = latencies.get('a')!;
    const mean = drawn.reduce((sum, ms) => sum + ms) / drawn.length;
    // The standard error is 20 / sqrt(10,000) = 0.2: four of them either way.
    expect(Math.abs(mean - 20)).toBeLessThan(0.8);
  });

  test('adds up along the network, with a constant as lower bound', async () => {
    const { latencies } = await traffic({
      network: [latency(constant(5)), latency(exponential({ mean: 1 }), { purpose: 'jitter' })],
    });
    expect(Math.min(...latencies.get('a')!)).toBeGreaterThanOrEqual(5);
  });

  test('of two purposes draws independently', async () => {
    const one = latency(exponential({ mean: 1 }));
    const { latencies } = await traffic({ network: [one, latency(exponential({ mean: 1 }))] });
    const { latencies: other } = await traffic({
      network: [one, latency(exponential({ mean: 1 }), { purpose: 'other' })],
    });
    expect(latencies.get('a')).not.toEqual(other.get('a'));
  });

  test('below 0 fails the run and names link, event and remedy', async () => {
    const network = [latency(normal({ mean: -5, standardDeviation: 1 }))];
    await expect(traffic({ network })).rejects.toThrow(
      /delayed 'MESSAGE' from 'sender' to 'a' by -\d.*finite number >= 0/,
    );
  });
});

describe('order on a link', () => {
  const network = [latency(exponential({ mean: 20 }))];

  test('is lost by latency alone', async () => {
    const { got } = await traffic({ network });
    expect(got.length).toBeGreaterThan(100);
    expect(inOrder(got)).toBe(false);
  });

  test('is kept by fifo behind the latency, and nothing is lost', async () => {
    const { got } = await traffic({ network: [...network, fifo()] });
    expect(got.length).toBeGreaterThan(100);
    expect(inOrder(got)).toBe(true);
  });

  test('is kept by fifo on many links, of which most are idle at a time', async () => {
    const receivers = Array.from({ length: 200 }, (_, nth) => `to-${nth}`);
    const seldom = [loss({ probability: 0.9 }), ...network];
    const ordered = await traffic({ network: [...seldom, fifo()], receivers });
    expect([...ordered.dues.values()].every(isAscending)).toBe(true);
    const overtaking = await traffic({ network: seldom, receivers });
    expect([...overtaking.dues.values()].every(isAscending)).toBe(false);
  });

  test('kept by fifo does not hold one link back for another', async () => {
    const slowA = onLinks({ to: 'a' }, latency(constant(100)));
    const { latencies } = await traffic({ network: [slowA, fifo()], receivers: ['a', 'b'] });
    expect(new Set(latencies.get('a'))).toEqual(new Set([100]));
    expect(new Set(latencies.get('b'))).toEqual(new Set([0]));
  });
});

describe('onLinks', () => {
  const only = async (pattern: Parameters<typeof onLinks>[0]) => {
    const receivers = ['agent-1', 'agent-2', 'queen'];
    const network = [onLinks(pattern, latency(constant(9)))];
    const { latencies } = await traffic({ network, receivers, forMs: 3 });
    return receivers.filter((id) => latencies.get(id)!.every((ms) => ms === 9));
  };

  test.each([
    ['an address', { to: 'queen' }, ['queen']],
    ['a beginning', { to: 'agent-*' }, ['agent-1', 'agent-2']],
    ['the sender', { from: 'sender' }, ['agent-1', 'agent-2', 'queen']],
    ['both ends', { from: 'sender', to: 'agent-1' }, ['agent-1']],
    ['another sender', { from: 'nobody' }, []],
    ['every address', {}, ['agent-1', 'agent-2', 'queen']],
  ])('matches by %s', async (_by, pattern, expected) => {
    expect(await only(pattern)).toEqual(expected);
  });

  test('keeps the order of what it lets pass and what it changes', async () => {
    const network = [onLinks({ to: 'a' }, latency(constant(0)))];
    expect(inOrder((await traffic({ network })).got)).toBe(true);
  });
});

describe('common random numbers', () => {
  const network = [latency(exponential({ mean: 20 }))];

  test('another recipient changes no latency of the links there are', async () => {
    const few = await traffic({ network, receivers: ['a', 'b'] });
    const more = await traffic({ network, receivers: ['new', 'a', 'b'] });
    expect(more.latencies.get('a')).toEqual(few.latencies.get('a'));
    expect(more.latencies.get('b')).toEqual(few.latencies.get('b'));
  });

  test('another seed changes them all', async () => {
    const one = await traffic({ network });
    const other = await traffic({ network, seed: 8 });
    expect(one.latencies.get('a')![0]).not.toBe(other.latencies.get('a')![0]);
  });

  test('two messages on one link at one instant draw apart', async () => {
    const swarm = createSwarm({ seed: 7, network });
    const to = swarm.spawn(receiver);
    const twice = setup({}).createMachine({
      entry: [sendTo(to, { type: 'MESSAGE', n: 0 }), sendTo(to, { type: 'MESSAGE', n: 1 })],
    });
    const dues: number[] = [];
    swarm.envelopes$.subscribe(({ dueAtMs }) => dues.push(dueAtMs));
    swarm.spawn(twice, { id: 'twice' });
    await swarm.runFor(0);
    expect(new Set(dues).size).toBe(2);
  });
});

test('an operator of the user’s own may drop envelopes', async () => {
  const dropOdd: NetworkOperator = filter(({ event }) => event.n % 2 === 0);
  expect((await traffic({ network: [dropOdd], forMs: 4 })).got).toEqual([0, 2, 4]);
});

test('an operator that throws fails the run with its error', async () => {
  const broken: NetworkOperator = map(() => {
    throw new Error('cut cable');
  });
  await expect(traffic({ network: [broken] })).rejects.toThrow('cut cable');
});
