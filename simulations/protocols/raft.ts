/**
 * Do servers that crash, and that cannot always reach each other, agree on one log? They elect a
 * leader, which replicates what clients want (D. Ongaro, J. Ousterhout, In search of an
 * understandable consensus algorithm, USENIX ATC 2014). Expected: the properties of its figure 3
 * hold whatever fails, and all commands are applied soon after the last fault. With
 * `storage: volatile` servers that crash forget whom they have voted for and what was committed, and
 * the properties break.
 */

import type { Happening, Population } from 'statehive';
import { chaos, count, defineSimulation, exponential, latency, uniform } from 'statehive';
import {
  type Group,
  type Log,
  persisted,
  type RaftMessage,
  raftClientMachine,
  raftServerMachine,
} from 'statehive/machines';
import type { ActorRefFrom } from 'xstate';
import { z } from 'zod';

type Server = ActorRefFrom<typeof raftServerMachine>;

/** What has ever happened: who led in each term, and what was applied at each index. */
interface Past {
  readonly leaders: Readonly<Record<number, readonly number[]>>;
  readonly applied: Readonly<Record<number, readonly string[]>>;
}

const faultsUntilMs = 1_500;

/** The simulation with other servers, as with ones that are broken. */
export const raftWith = (serving: typeof raftServerMachine) =>
  defineSimulation({
    name: 'raft',
    summary: 'Servers elect a leader that replicates its log, whatever crashes.',
    params: z.object({
      servers: z.int().min(1).max(15).default(5).describe('how many there are'),
      timeoutMinMs: z.number().positive().default(150).describe('the shortest election timeout'),
      timeoutMaxMs: z.number().positive().default(300).describe('the longest one'),
      heartbeatMs: z
        .number()
        .positive()
        .default(50)
        .describe('how often a leader says it is there'),
      latencyMs: z.number().positive().default(5).describe('the mean time that a message takes'),
      clients: z.int().min(0).default(2).describe('how many want commands to be applied'),
      commands: z.int().min(1).default(20).describe('how many each of them has'),
      restMs: z.number().min(0).default(50).describe('how long a client rests before each'),
      failures: z.int().min(0).default(3).describe('how many servers crash, and restart'),
      partitions: z.int().min(0).default(1).describe('how often servers cannot reach each other'),
      terms: z.int().min(1).default(1).describe('how many terms a check explores'),
      storage: z
        .enum(['stable', 'volatile'])
        .default('stable')
        .describe('what a crash leaves of term, vote and log'),
    }),
    limits: { simulatedMs: 10_000 },
    network: ({ latencyMs }) => [latency(exponential({ mean: latencyMs }))],
    // What is sent again and again, as heartbeats are, is one message that may arrive at any time.
    checking: { params: { servers: 3, clients: 0 }, network: 'duplicating' },
    faults: ({ failures, partitions }) =>
      chaos({ crashes: failures, partitions, actors: ['server-*'], untilMs: faultsUntilMs }),
    compose({ swarm, params }) {
      const { clients, commands, heartbeatMs, storage, restMs } = params;
      const electionTimeout = uniform({ min: params.timeoutMinMs, max: params.timeoutMaxMs });
      const cluster: Group<RaftMessage> = {
        size: params.servers,
        at: (index) => servers.at(index),
      };
      const inputOf = (index: number) => ({ index, cluster, electionTimeout, heartbeatMs });
      const recoveries = {
        stable: persisted,
        volatile: ({ index }: { index: number }) => inputOf(index),
      };
      const past = swarm.history<Past>({ leaders: {}, applied: {} }, withHappening);
      const servers: Population<typeof raftServerMachine> = swarm.populate(
        serving,
        params.servers,
        (index) => ({ input: inputOf(index), recover: recoveries[storage] }),
      );
      const retryMs = params.timeoutMaxMs;
      const asking = swarm.populate(raftClientMachine, clients, (index) => {
        const wanted = Array.from({ length: commands }, (_, nth) => `${index}.${nth + 1}`);
        return { input: { cluster, commands: wanted, retryMs, restMs } };
      });
      return { past, servers: [...servers], clients: [...asking] };
    },
    exploreWhile: ({ params: { terms, clients, commands }, actors: { servers } }) =>
      servers.every((server) => {
        const { currentTerm, log } = server.getSnapshot().context;
        return currentTerm <= terms && log.length <= clients * commands;
      }),
    measure: ({ swarm, actors: { servers } }) => ({
      elections: count(swarm.emitted(servers, 'elected')),
      envelopes: count(swarm.envelopes$),
    }),
    properties: {
      always: {
        'election safety': ({ actors: { past } }) =>
          Object.values(past.value.leaders).every(({ length }) => length === 1),
        'log matching': ({ actors: { servers } }) =>
          pairsOf(servers.map(logOf)).every(([one, other]) => match(one, other)),
        'leader completeness': ({ actors: { servers } }) =>
          servers
            .filter(isLeading)
            .every((leader) => servers.every((each) => hasAllOf(leader, each))),
        'state machine safety': ({ actors: { past } }) =>
          Object.values(past.value.applied).every(({ length }) => length === 1),
      },
      sometimes: {
        'somebody leads': ({ actors: { servers } }) => servers.some(isLeading),
      },
      eventually: {
        'all commands are applied': {
          withinMs: 4_000,
          holds: ({ actors: { clients } }) =>
            clients.every((client) => client.getSnapshot().status === 'done'),
        },
      },
    },
    until: ({ actors: { clients } }) =>
      clients.length > 0 && clients.every((client) => client.getSnapshot().status === 'done'),
    report: ({ actors: { past } }) => ({ leaders: past.value.leaders }),
    explain: ({ leaders }) =>
      Object.entries(leaders).map(
        ([term, who]) => `term ${term}: server ${who.join(' and ')} leads`,
      ),
  });

export default raftWith(raftServerMachine);

function withHappening(past: Past, { event }: Happening): Past {
  if (event.type === 'elected') {
    return { ...past, leaders: withValue(past.leaders, event.term, event.leader) };
  }
  if (event.type === 'applied') {
    return { ...past, applied: withValue(past.applied, event.index, event.command) };
  }
  return past;
}

/** A record in which a key has one more value, if it had not. */
function withValue<T>(record: Readonly<Record<number, readonly T[]>>, key: number, value: T) {
  const before = record[key] ?? [];
  return before.includes(value) ? record : { ...record, [key]: [...before, value] };
}

function logOf(server: Server): Log {
  return server.getSnapshot().context.log;
}

function isLeading(server: Server): boolean {
  const snapshot = server.getSnapshot();
  return snapshot.status === 'active' && snapshot.matches('leader');
}

function pairsOf<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other] as const));
}

/** Whether two logs are the same up to the last index at which they have the same term. */
function match(one: Log, other: Log): boolean {
  const common = one.findLastIndex(({ term }, at) => term === other[at]?.term);
  return isPrefix(one.slice(0, common + 1), other);
}

function isPrefix(beginning: Log, log: Log): boolean {
  return beginning.every(
    ({ term, command }, at) => log[at]?.term === term && log[at].command === command,
  );
}

/** Whether a leader has what another server knew to be committed in its term or before. */
function hasAllOf(leader: Server, server: Server): boolean {
  const { currentTerm, log, commitIndex } = server.getSnapshot().context;
  const leading = leader.getSnapshot().context;
  return leading.currentTerm < currentTerm || isPrefix(log.slice(0, commitIndex), leading.log);
}
