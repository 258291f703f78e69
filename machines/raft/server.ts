import { sample } from 'statehive';
import { assign, enqueueActions, sendTo, setup } from 'xstate';
import { majorityOf, othersThan } from '../group.ts';
import { canVoteFor, requestVote, voteOf } from './election.ts';
import type { Log } from './log.ts';
import type {
  AppendEntries,
  Appended,
  Command,
  RaftMessage,
  RequestVote,
  Vote,
} from './messages.ts';
import {
  acknowledged,
  appendEntriesFor,
  appended,
  committedIndex,
  refusal,
} from './replication.ts';
import { type RaftServerContext, type RaftServerInput, startingContext } from './server-context.ts';

/** A server has won an election. */
export interface Elected {
  readonly type: 'elected';
  readonly term: number;
  readonly leader: number;
}

/** A server has applied a command to its state machine. */
export interface Applied {
  readonly type: 'applied';
  readonly server: number;
  /** Of the entry in its log, from 1. */
  readonly index: number;
  readonly command: string;
}

/**
 * A server of Raft: it elects a leader with the others, and replicates the leader's log. Membership
 * is fixed; there are no snapshots and no sessions of clients.
 *
 * What gets lost on the network is sent again with the next heartbeat, or asked for again in the next
 * election. Spawn it with `recover: persisted`, so that it restarts from stable storage alone.
 *
 * @see D. Ongaro, J. Ousterhout, In search of an understandable consensus algorithm, USENIX ATC 2014,
 * whose figure 2 this is
 * @example
 * ```ts
 * const cluster: Group<RaftMessage> = { size: 3, at: (index) => servers.at(index) };
 * const electionTimeout = uniform({ min: 150, max: 300 });
 * const servers: Population<typeof raftServerMachine> = swarm.populate(raftServerMachine, 3, (index) => ({
 *   input: { index, cluster, electionTimeout, heartbeatMs: 50 },
 *   recover: persisted,
 * }));
 * ```
 */
export const raftServerMachine = setup({
  types: {
    input: {} as RaftServerInput,
    context: {} as RaftServerContext,
    events: {} as RaftMessage,
    emitted: {} as Elected | Applied,
  },
  delays: {
    electionTimeout: ({ context }) => sample(context.electionTimeout),
    heartbeat: ({ context }) => context.heartbeatMs,
  },
  guards: {
    isStale: ({ context }, { term }: { term: number }) => term < context.currentTerm,
    isNewer: ({ context }, { term }: { term: number }) => term > context.currentTerm,
    canGrant: ({ context }, request: RequestVote) => canVoteFor(request, context),
    isGranted: ({ context }, { term, granted }: Vote) => granted && term === context.currentTerm,
    isRefused: ({ context }, { term, success }: Appended) =>
      !success && term === context.currentTerm,
    isAccepted: ({ context }, { term, success }: Appended) =>
      success && term === context.currentTerm,
    hasMajority: ({ context: { votes, cluster } }) => votes.size >= majorityOf(cluster),
    // In the term in which it is a candidate or a leader, a server has voted for itself.
    isOfEarlierTerm: ({ context: { votedFor, index } }) => votedFor !== index,
  },
  actions: {
    adoptTerm: assign(({ context }, { term }: { term: number }) =>
      term > context.currentTerm
        ? { currentTerm: term, votedFor: undefined, leader: undefined }
        : {},
    ),
    beginTerm: assign(({ context: { currentTerm, index } }) => ({
      currentTerm: currentTerm + 1,
      votedFor: index,
      leader: undefined,
      votes: new Set([index]),
    })),
    requestVotes: enqueueActions(({ context, enqueue }) => {
      for (const other of othersThan(context.index, context.cluster)) {
        enqueue.sendTo(context.cluster.at(other), requestVote(context));
      }
    }),
    grant: assign((_, { candidate }: RequestVote) => ({ votedFor: candidate })),
    vote: sendTo(
      ({ context }, { to }: { to: number; granted: boolean }) => context.cluster.at(to),
      ({ context }, { granted }) => voteOf(context, granted),
    ),
    count: assign({ votes: ({ context }, { voter }: Vote) => new Set([...context.votes, voter]) }),
    forgetVotes: assign({ votes: new Set<number>() }),
    lead: enqueueActions(({ context, enqueue }) => {
      const { cluster, index, log, currentTerm } = context;
      const each = (value: number) => Array.from({ length: cluster.size }, () => value);
      const nextIndex = each(log.length + 1);
      enqueue.assign({ leader: index, nextIndex, matchIndex: each(0).with(index, log.length) });
      enqueue.emit({ type: 'elected', term: currentTerm, leader: index });
    }),
    forgetFollowers: assign({ nextIndex: [], matchIndex: [] }),
    replicate: enqueueActions(({ context, enqueue }) => {
      for (const follower of othersThan(context.index, context.cluster)) {
        enqueue.sendTo(context.cluster.at(follower), appendEntriesFor(context, follower));
      }
    }),
    retry: sendTo(
      ({ context }, { follower }: Appended) => context.cluster.at(follower),
      ({ context }, { follower }) => appendEntriesFor(context, follower),
    ),
    take: assign(({ context }, { command, client }: Command) => {
      const log = [...context.log, { term: context.currentTerm, command, client }];
      return { log, matchIndex: context.matchIndex.with(context.index, log.length) };
    }),
    redirect: sendTo(
      (_, { client }: Command) => client,
      ({ context: { leader } }, { command }) => ({ type: 'NOT_LEADER', command, leader }),
    ),
    append: enqueueActions(({ context, enqueue }, request: AppendEntries) => {
      const { log, commitIndex, reply } = appended(context, request);
      enqueue.assign({ log, commitIndex, leader: request.leader });
      for (const each of newlyApplied(context, log, commitIndex)) enqueue.emit(each);
      enqueue.sendTo(context.cluster.at(request.leader), reply);
    }),
    reject: sendTo(
      ({ context }, { leader }: AppendEntries) => context.cluster.at(leader),
      ({ context }) => refusal(context),
    ),
    acknowledge: assign(({ context }, reply: Appended) => acknowledged(context, reply)),
    commit: enqueueActions(({ context, enqueue }) => {
      const commitIndex = committedIndex(context);
      enqueue.assign({ commitIndex });
      for (const each of newlyApplied(context, context.log, commitIndex)) {
        const { client, command } = context.log[each.index - 1]!;
        enqueue.emit(each);
        enqueue.sendTo(client, { type: 'COMMAND_APPLIED', command });
      }
    }),
  },
}).createMachine({
  id: 'server',
  context: ({ input }) => startingContext(input),
  initial: 'follower',
  on: {
    REQUEST_VOTE: [
      {
        guard: { type: 'canGrant', params: ({ event }) => event },
        target: '.follower',
        actions: [
          { type: 'adoptTerm', params: ({ event }) => event },
          { type: 'grant', params: ({ event }) => event },
          { type: 'vote', params: ({ event }) => ({ to: event.candidate, granted: true }) },
        ],
      },
      {
        actions: [
          { type: 'adoptTerm', params: ({ event }) => event },
          { type: 'vote', params: ({ event }) => ({ to: event.candidate, granted: false }) },
        ],
      },
    ],
    APPEND_ENTRIES: [
      {
        guard: { type: 'isStale', params: ({ event }) => event },
        actions: { type: 'reject', params: ({ event }) => event },
      },
      {
        target: '.follower',
        actions: [
          { type: 'adoptTerm', params: ({ event }) => event },
          { type: 'append', params: ({ event }) => event },
        ],
      },
    ],
    VOTE: {
      guard: { type: 'isNewer', params: ({ event }) => event },
      actions: { type: 'adoptTerm', params: ({ event }) => event },
    },
    APPENDED: {
      guard: { type: 'isNewer', params: ({ event }) => event },
      actions: { type: 'adoptTerm', params: ({ event }) => event },
    },
    COMMAND: { actions: { type: 'redirect', params: ({ event }) => event } },
  },
  states: {
    follower: { after: { electionTimeout: 'candidate' } },
    candidate: {
      entry: ['beginTerm', 'requestVotes'],
      exit: 'forgetVotes',
      always: [
        { guard: 'isOfEarlierTerm', target: 'follower' },
        { guard: 'hasMajority', target: 'leader' },
      ],
      after: { electionTimeout: { target: 'candidate', reenter: true } },
      on: {
        VOTE: {
          guard: { type: 'isGranted', params: ({ event }) => event },
          actions: { type: 'count', params: ({ event }) => event },
        },
      },
    },
    leader: {
      entry: ['lead', 'replicate'],
      exit: 'forgetFollowers',
      always: { guard: 'isOfEarlierTerm', target: 'follower' },
      on: {
        APPENDED: [
          {
            guard: { type: 'isAccepted', params: ({ event }) => event },
            actions: [{ type: 'acknowledge', params: ({ event }) => event }, 'commit'],
          },
          {
            guard: { type: 'isRefused', params: ({ event }) => event },
            actions: [
              { type: 'acknowledge', params: ({ event }) => event },
              { type: 'retry', params: ({ event }) => event },
            ],
          },
        ],
        COMMAND: {
          actions: [{ type: 'take', params: ({ event }) => event }, 'commit', 'replicate'],
        },
      },
      initial: 'waiting',
      states: {
        waiting: {
          after: { heartbeat: { target: 'waiting', reenter: true, actions: 'replicate' } },
        },
      },
    },
  },
});

function newlyApplied(
  { index: server, commitIndex: before }: RaftServerContext,
  log: Log,
  commitIndex: number,
): readonly Applied[] {
  return log.slice(before, commitIndex).map(({ command }, at) => {
    return { type: 'applied', server, index: before + 1 + at, command };
  });
}
