import { map } from 'rxjs';
import {
  type Address,
  constant,
  createSwarm,
  type Distribution,
  type Envelope,
  latency,
  type NetworkOperator,
  type Population,
} from 'statehive';
import {
  type CommandReply,
  type Group,
  type Log,
  type RaftMessage,
  raftServerMachine,
} from 'statehive/machines';
import { setup } from 'xstate';

/** Many elections in clusters that have just lost their leader, all at once in one swarm. */
export interface Trials {
  readonly count: number;
  readonly servers: number;
  /** How many of them are left; all have just heard from the old leader. */
  readonly alive: number;
  /** How many entries the log of a server has, by its index; 1 each when left out. */
  readonly logLengths?: readonly number[];
  readonly electionTimeout: Distribution;
  /** One way. */
  readonly latencyMs: number;
  /** How long it takes to write a vote to disk, before it is sent. */
  readonly writeMs?: number;
  readonly untilMs: number;
  readonly seed: number;
}

/** The first server that a cluster elected. */
export interface FirstElected {
  readonly atMs: number;
  readonly term: number;
}

const grave = setup({ types: { events: {} as RaftMessage | CommandReply } }).createMachine({
  id: 'grave',
});

/** @returns for each trial the first election that was won, if any was */
export async function elect(trials: Trials): Promise<readonly (FirstElected | undefined)[]> {
  const { count, servers: size, alive, logLengths = [], electionTimeout, seed } = trials;
  const { latencyMs, writeMs = 0 } = trials;
  const network = [latency(constant(latencyMs)), onVotes((vote) => vote.delayed(writeMs))];
  const swarm = createSwarm({ seed, network });
  const dead: Address<RaftMessage | CommandReply> = swarm.spawn(grave);
  const logOf = (index: number): Log =>
    Array.from({ length: logLengths[index] ?? 1 }, () => ({ term: 1, command: '', client: dead }));
  const clusterOf = (trial: number): Group<RaftMessage> => ({
    size,
    at: (index) => (index < alive ? servers.at(trial * alive + index) : dead),
  });
  const clusters = Array.from({ length: count }, (_, trial) => clusterOf(trial));
  const servers: Population<typeof raftServerMachine> = swarm.populate(
    raftServerMachine,
    count * alive,
    (nth) => {
      const index = nth % alive;
      const persistent = { currentTerm: 1, votedFor: undefined, log: logOf(index) };
      const cluster = clusters[Math.floor(nth / alive)]!;
      return { input: { index, cluster, electionTimeout, heartbeatMs: 1e6, persistent } };
    },
  );
  const first: (FirstElected | undefined)[] = Array.from({ length: count });
  swarm.emissions$.subscribe(({ actor, atMs, event }) => {
    const trial = Math.floor(Number(actor.slice('server-'.length)) / alive);
    if (event.type !== 'elected' || first[trial] !== undefined) return;
    first[trial] = { atMs, term: event.term };
    for (let index = 0; index < alive; index++) swarm.crash(servers.at(trial * alive + index));
  });
  await swarm.runFor(trials.untilMs);
  swarm.close();
  return first;
}

function onVotes(change: (vote: Envelope) => Envelope): NetworkOperator {
  const isVote = ({ event }: Envelope) => event.type === 'VOTE';
  return map((envelope) => (isVote(envelope) ? change(envelope) : envelope));
}
