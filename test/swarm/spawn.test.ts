import { interval, map, Subject, take } from 'rxjs';
import { type Address, createSwarm, ring } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';

type Poke = { type: 'POKE' };
type Peers = { type: 'PEERS'; peers: readonly Address<Poke>[] };

const node = setup({
  types: {
    input: {} as { rank: number },
    context: {} as { rank: number; pokes: number; peers: readonly Address<Poke>[] },
    events: {} as Poke | Peers,
  },
}).createMachine({
  id: 'node',
  context: ({ input }) => ({ rank: input.rank, pokes: 0, peers: [] }),
  on: {
    POKE: { actions: assign({ pokes: ({ context }) => context.pokes + 1 }) },
    PEERS: { actions: assign({ peers: ({ event }) => event.peers }) },
  },
});

const one = { input: { rank: 0 } };

describe('spawn', () => {
  test("gives an actor its machine's id as address when it is given none", () => {
    const swarm = createSwarm({ seed: 1 });
    expect(swarm.address(swarm.spawn(node, one))).toBe('node');
  });

  test('refuses an address that a running actor has', () => {
    const swarm = createSwarm({ seed: 1 });
    swarm.spawn(node, { id: 'one', ...one });
    expect(() => swarm.spawn(node, { id: 'one', ...one })).toThrow(
      "There is an actor 'one' already: give each its own id.",
    );
  });

  test('gives the address of a stopped actor to the next, and find finds that', async () => {
    const swarm = createSwarm({ seed: 1 });
    const first = swarm.spawn(node, { id: 'one', ...one });
    await swarm.runFor(0);
    swarm.stop(first);
    const second = swarm.spawn(node, { id: 'one', ...one });
    expect(swarm.find('one')).toBe(second);
  });

  test('under way starts an actor at the present simulated time', async () => {
    const swarm = createSwarm({ seed: 1 });
    const starts: number[] = [];
    swarm.transitions$.subscribe(({ atMs }) => starts.push(atMs));
    await swarm.runFor(30);
    swarm.spawn(node, one);
    await swarm.runFor(30);
    expect(starts).toEqual([30]);
  });
});

describe('populate', () => {
  test('makes so many actors in order, each with its input', async () => {
    const swarm = createSwarm({ seed: 1 });
    const nodes = swarm.populate(node, 3, (rank) => ({ input: { rank } }));
    await swarm.runFor(0);
    expect([...nodes].map((ref) => swarm.address(ref))).toEqual(['node-0', 'node-1', 'node-2']);
    expect([...nodes].map((ref) => ref.getSnapshot().context.rank)).toEqual([0, 1, 2]);
  });

  test('refuses a count that is negative or broken, and an index outside of it', () => {
    const swarm = createSwarm({ seed: 1 });
    expect(() => swarm.populate(node, -1, () => one)).toThrow(RangeError);
    expect(() => swarm.populate(node, 1.5, () => one)).toThrow(RangeError);
    expect(() => swarm.populate(node, 2, () => one).at(2)).toThrow('no actor 2 in a population');
  });
});

describe('stop', () => {
  test('ends an actor that has not started yet before it does anything', async () => {
    const swarm = createSwarm({ seed: 1 });
    swarm.stop(swarm.spawn(node, one));
    await swarm.runFor(0);
    expect([swarm.events, swarm.activeActors]).toEqual([0, 0]);
  });

  test('twice is the same as once', async () => {
    const swarm = createSwarm({ seed: 1 });
    const actor = swarm.spawn(node, one);
    await swarm.runFor(0);
    swarm.stop(actor);
    const hash = swarm.traceHash;
    swarm.stop(actor);
    expect([swarm.activeActors, swarm.traceHash]).toEqual([0, hash]);
  });
});

describe('connect', () => {
  test('tells each actor of a population its neighbours in a topology', async () => {
    const swarm = createSwarm({ seed: 1 });
    const nodes = swarm.populate(node, 4, (rank) => ({ input: { rank } }));
    swarm.connect(nodes, ring(4), (peers) => ({ type: 'PEERS', peers }));
    await swarm.runFor(0);
    const peersOf = (index: number) =>
      nodes
        .at(index)
        .getSnapshot()
        .context.peers.map((peer) => swarm.address(peer))
        .sort();
    expect(peersOf(0)).toEqual(['node-1', 'node-3']);
    expect(peersOf(2)).toEqual(['node-1', 'node-3']);
  });

  test('refuses a topology of another size', () => {
    const swarm = createSwarm({ seed: 1 });
    const nodes = swarm.populate(node, 4, () => one);
    expect(() => swarm.connect(nodes, ring(5), (peers) => ({ type: 'PEERS', peers }))).toThrow(
      /ring of 5 nodes cannot connect a population of 4/,
    );
  });
});

describe('feed', () => {
  test('turns a stream in simulated time into events', async () => {
    const swarm = createSwarm({ seed: 1 });
    const actor = swarm.spawn(node, one);
    const pokes$ = interval(10, swarm.scheduler).pipe(
      take(3),
      map((): Poke => ({ type: 'POKE' })),
    );
    swarm.feed(pokes$, actor);
    await swarm.runFor(25);
    expect(actor.getSnapshot().context.pokes).toBe(2);
    await swarm.runFor(25);
    expect(actor.getSnapshot().context.pokes).toBe(3);
  });

  test('ends with the swarm', () => {
    const swarm = createSwarm({ seed: 1 });
    const pokes$ = new Subject<Poke>();
    swarm.feed(pokes$, swarm.spawn(node, one));
    swarm.close();
    expect(pokes$.observed).toBe(false);
  });

  test('of a stream that fails, fails the run with its error', async () => {
    const swarm = createSwarm({ seed: 1 });
    const pokes$ = new Subject<Poke>();
    swarm.feed(pokes$, swarm.spawn(node, one));
    pokes$.error(new Error('the stream broke'));
    await expect(swarm.runFor(1)).rejects.toThrow('the stream broke');
  });
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('no time passes by %d ms', async (ms) => {
  await expect(createSwarm({ seed: 1 }).runFor(ms)).rejects.toThrow(RangeError);
});
