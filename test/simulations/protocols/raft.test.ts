import { type Address, check, defineSimulation, replay, run, search } from 'statehive';
import type { Command, CommandReply } from 'statehive/machines';
import { raft } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { sendTo, setup } from 'xstate';

describe('in runs', () => {
  test('all commands are applied, whatever crashes', async () => {
    const { findings, properties } = await search(raft, { seeds: { first: 1, last: 30 } });
    expect(findings).toEqual([]);
    expect(properties.at(-1)).toMatchObject({ verdicts: { held: 30 } });
  });

  test('a crash of the leader brings about another term', async () => {
    const { report } = await run(raft, { seed: 4, params: { failures: 8 } });
    expect(Object.keys(report!.leaders).length).toBeGreaterThan(1);
  });

  test('servers that forget their votes and logs break the properties', async () => {
    const params = { storage: 'volatile', failures: 10, latencyMs: 20 };
    const { findings } = await search(raft, { params, seeds: { first: 1, last: 100 } });
    expect(findings.map(({ breakage }) => breakage.kind)).toContain('always');
  });
});

const asker = setup({
  types: {
    context: {} as { server: Address<Command> },
    input: {} as { server: Address<Command> },
    events: {} as CommandReply,
  },
  actions: {
    ask: sendTo(
      ({ context }) => context.server,
      ({ self }) => ({ type: 'COMMAND', command: 'x', client: self }),
    ),
  },
}).createMachine({
  id: 'asker',
  context: ({ input }) => input,
  initial: 'waiting',
  states: { waiting: { after: { 1: 'asked' } }, asked: { entry: 'ask' } },
});

type Actors = ReturnType<typeof raft.compose>;

const contextsOf = ({ servers }: Actors) => servers.map((server) => server.getSnapshot().context);

/** With nothing from clients but one command, for which somebody asks server 0 at some time. */
const withCommand = defineSimulation({
  ...raft,
  compose(composing) {
    const actors = raft.compose(composing);
    composing.swarm.spawn(asker, { input: { server: actors.servers[0]! } });
    return actors;
  },
  exploreWhile: ({ params: { terms }, actors }) =>
    contextsOf(actors).every(({ currentTerm, log }) => currentTerm <= terms && log.length <= 1),
  properties: {
    always: raft.properties?.always ?? {},
    sometimes: {
      'all have applied it': ({ actors }) =>
        contextsOf(actors).every(({ commitIndex }) => commitIndex === 1),
    },
  },
});

describe('in every behaviour of 3 servers', () => {
  const params = { servers: 3, clients: 0 };

  test('one command in one term', async () => {
    const result = await check(withCommand, { params });
    expect(result).toMatchObject({ outcome: 'complete', counterexamples: [] });
    expect(result.properties.at(-1)).toMatchObject({ verdict: 'reached' });
    expect(result.unique).toBe(14_583);
  });

  test('a crash and a restart, as far as 8 steps go', async () => {
    const faults = { crashes: 1, restarts: 1 };
    const result = await check(raft, { params, faults, limits: { depth: 8 } });
    expect(result.counterexamples).toEqual([]);
  });

  test('two terms', { timeout: 300_000 }, async () => {
    const result = await check(raft, { params: { ...params, terms: 2 } });
    expect(result).toMatchObject({ isComplete: true, counterexamples: [], unique: 1_279_461 });
  });

  test('a command in two terms, a crash and a restart, where messages outlast no timer', async () => {
    const { eventually: _, ...safety } = raft.properties!;
    const result = await check(
      { ...raft, properties: safety },
      {
        params: { ...params, clients: 1, commands: 1, terms: 2 },
        network: 'unordered',
        prompt: true,
        faults: { crashes: 1, restarts: 1 },
      },
    );
    expect(result).toMatchObject({ isComplete: true, counterexamples: [], unique: 37_087 });
  });

  test('a command in a second term, as far as 8 steps go', async () => {
    const limits = { depth: 8 };
    const result = await check(withCommand, { params: { ...params, terms: 2 }, limits });
    expect(result.counterexamples).toEqual([]);
  });

  test('two lead in one term if a server forgets whom it has voted for', async () => {
    const world = {
      params: { ...params, storage: 'volatile' as const },
      network: 'unordered' as const,
      faults: { crashes: 1, restarts: 1 },
    };
    const { counterexamples } = await check(raft, { ...world, stopAtViolation: true });
    expect(counterexamples[0]).toMatchObject({ property: 'election safety' });
    // Two time out; a third one votes for both, and crashes and restarts between.
    expect(counterexamples[0]?.steps).toHaveLength(8);
    expect(replay(raft, world, counterexamples[0]!).isViolated).toBe(true);
  });
});
