/**
 * Do acceptors that crash choose one value, and only one, though several are proposed? By Paxos
 * (L. Lamport, Paxos made simple, 2001). Expected: no two ever learn different values, whoever
 * crashes and whatever gets lost; all learn one soon. With `storage: volatile` acceptors forget what
 * they have promised and accepted, and two values may be chosen. With `backOff: 1` proposers that are
 * too impatient interrupt each other for ever, and no value is chosen.
 */
import {
  chaos,
  count,
  defineSimulation,
  exponential,
  type Happening,
  latency,
  type Population,
  uniform,
} from 'statehive';
import {
  type Accept,
  type Accepted,
  acceptorMachine,
  acceptorState,
  type Chosen,
  type Group,
  learnerMachine,
  majorityOf,
  type PaxosPrepare,
  type Promised,
  proposerMachine,
  proposerState,
} from 'statehive/machines';
import { z } from 'zod';

/** By the number of a proposal and its value, who has ever accepted it. */
type Votes = Readonly<Record<string, readonly number[]>>;

const faultsUntilMs = 100;

/** The simulation with other proposers, as with ones that are broken. */
export const paxosWith = (proposing: typeof proposerMachine) =>
  defineSimulation({
    name: 'paxos',
    summary: 'Proposers have acceptors choose one value, whatever crashes or gets lost.',
    params: z.object({
      proposers: z.int().min(1).max(10).default(2).describe('how many propose a value each'),
      acceptors: z.int().min(1).max(15).default(3).describe('how many choose'),
      learners: z.int().min(1).max(10).default(1).describe('how many learn what is chosen'),
      latencyMs: z.number().positive().default(5).describe('the mean time that a message takes'),
      patienceMs: z.number().positive().default(20).describe('how long a proposer waits at least'),
      backOff: z.number().min(1).default(1.5).describe('how much longer with each try'),
      failures: z.int().min(0).default(3).describe('how many crash, and restart'),
      loss: z.number().min(0).max(1).default(0.1).describe('the share of messages lost at times'),
      tries: z.int().min(1).default(1).describe('how many a proposer has when it is checked'),
      storage: z
        .enum(['stable', 'volatile'])
        .default('stable')
        .describe('what a crash leaves an acceptor'),
    }),
    limits: { simulatedMs: 5_000 },
    network: ({ latencyMs }) => [latency(exponential({ mean: latencyMs }))],
    faults: ({ failures, loss }) => {
      const actors = ['acceptor-*', 'proposer-*'];
      return chaos({ crashes: failures, loss, actors, untilMs: faultsUntilMs });
    },
    compose({ swarm, params }) {
      const { backOff, patienceMs, storage } = params;
      const patience = uniform({ min: patienceMs, max: 2 * patienceMs });
      const all: Group<PaxosPrepare | Accept> = {
        size: params.acceptors,
        at: (index) => acceptors.at(index),
      };
      const rivals: Group<Promised | Chosen> = {
        size: params.proposers,
        at: (index) => proposers.at(index),
      };
      const learning: Group<Accepted> = {
        size: params.learners,
        at: (index) => learners.at(index),
      };
      const votes = swarm.history<Votes>({}, withVote);
      const acceptors: Population<typeof acceptorMachine> = swarm.populate(
        acceptorMachine,
        params.acceptors,
        (index) => {
          const input = { index, proposers: rivals, learners: learning };
          return { input, recover: storage === 'stable' ? acceptorState : () => input };
        },
      );
      const learners: Population<typeof learnerMachine> = swarm.populate(
        learnerMachine,
        params.learners,
        () => ({ input: { acceptors: all, listeners: rivals } }),
      );
      const proposers: Population<typeof proposerMachine> = swarm.populate(
        proposing,
        params.proposers,
        (index) => {
          const value = `of proposer ${index}`;
          const input = { index, proposers: rivals, acceptors: all, value, patience, backOff };
          return { input, recover: proposerState };
        },
      );
      return { votes, proposers: [...proposers], learners: [...learners] };
    },
    exploreWhile: ({ params: { tries }, actors: { proposers } }) =>
      proposers.every((proposer) => proposer.getSnapshot().context.tries <= tries),
    measure: ({ swarm }) => ({ envelopes: count(swarm.envelopes$) }),
    properties: {
      always: {
        'one value at most is chosen': ({ params, actors: { votes } }) =>
          new Set(chosen(votes.value, params.acceptors)).size <= 1,
        'what is learnt is chosen': ({ params, actors }) => {
          const values = chosen(actors.votes.value, params.acceptors);
          return learnt(actors).every((value) => values.includes(value));
        },
      },
      sometimes: {
        'a value is chosen': ({ actors }) => learnt(actors).length > 0,
      },
      eventually: {
        'a proposer knows': {
          withinMs: 3_000,
          holds: ({ actors: { proposers } }) => learnt({ proposers }).length > 0,
        },
      },
    },
    report: ({ actors }) => ({
      chosen: learnt(actors)[0] ?? null,
      tries: actors.proposers.map((proposer) => proposer.getSnapshot().context.tries),
    }),
    explain: ({ chosen, tries }) => [
      `chosen: the value ${chosen}, in ${tries.join(' and ')} tries`,
    ],
  });

function withVote(votes: Votes, { event }: Happening): Votes {
  if (event.type !== 'accepted') return votes;
  const proposal = `${event.ballot} ${event.value}`;
  const by = new Set([...(votes[proposal] ?? []), event.acceptor]);
  return { ...votes, [proposal]: [...by].sort((one, other) => one - other) };
}

/** The values of proposals that a majority has accepted. */
function chosen(votes: Votes, acceptors: number): readonly string[] {
  return Object.entries(votes)
    .filter(([, by]) => by.length >= majorityOf({ size: acceptors }))
    .map(([proposal]) => proposal.slice(proposal.indexOf(' ') + 1));
}

interface Learning {
  getSnapshot(): { readonly context: { readonly chosen: string | undefined } };
}

/** The values that somebody has learnt to be chosen. */
function learnt(actors: { proposers: readonly Learning[]; learners?: readonly Learning[] }) {
  return [...actors.proposers, ...(actors.learners ?? [])].flatMap(
    (one) => one.getSnapshot().context.chosen ?? [],
  );
}

export default paxosWith(proposerMachine);
