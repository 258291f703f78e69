import { constant, defineSimulation } from 'statehive';
import { type RaftMessage, raftServerMachine } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { messages, silentActors } from '../hive/stand-ins.ts';

/**
 * The election as one of three servers sees it (Ongaro and Ousterhout 2014, figure 4): its term, whom
 * it votes for in it, and that one vote besides its own makes it the leader.
 */
const model = setup({
  types: {
    context: {} as { term: number; hasVoted: boolean },
    events: {} as {
      type:
        | 'TIMEOUT'
        | 'VOTE_GRANTED'
        | 'VOTE_REFUSED'
        | 'OLD_VOTE'
        | 'HEARTBEAT'
        | 'NEWER_TERM'
        | 'VOTE_WANTED';
    },
  },
  guards: {
    isEarly: ({ context }) => context.term < 3,
    hasTerm: ({ context }) => context.term > 0,
    hasNotVoted: ({ context }) => !context.hasVoted,
  },
  actions: {
    begin: assign(({ context }) => ({ term: context.term + 1, hasVoted: true })),
    adopt: assign(({ context }) => ({ term: context.term + 1, hasVoted: false })),
    vote: assign({ hasVoted: true }),
  },
}).createMachine({
  id: 'election-model',
  context: { term: 0, hasVoted: false },
  initial: 'follower',
  on: { NEWER_TERM: { guard: 'isEarly', target: '.follower', actions: 'adopt' } },
  states: {
    follower: {
      on: {
        TIMEOUT: { guard: 'isEarly', target: 'candidate', actions: 'begin' },
        HEARTBEAT: {},
        // A second candidate of a term gets no vote.
        VOTE_WANTED: [{ guard: 'hasNotVoted', actions: 'vote' }, {}],
      },
    },
    candidate: {
      on: {
        TIMEOUT: { guard: 'isEarly', target: 'candidate', reenter: true, actions: 'begin' },
        VOTE_GRANTED: 'leader',
        VOTE_REFUSED: {},
        OLD_VOTE: {},
        HEARTBEAT: 'follower',
        VOTE_WANTED: {},
      },
    },
    leader: { on: { VOTE_REFUSED: {}, VOTE_WANTED: {} } },
  },
});

const TIMEOUT_MS = 100;

const election = defineSimulation({
  name: 'election',
  summary: 'A server of Raft, and two who only listen.',
  params: z.object({}),
  compose({ swarm }) {
    const others = silentActors(swarm, 3);
    const server = swarm.spawn(raftServerMachine, {
      input: {
        index: 0,
        cluster: { size: 3, at: (index) => others[index]! },
        electionTimeout: constant(TIMEOUT_MS),
        heartbeatMs: 20,
      },
    });
    const votes = messages(swarm, 'VOTE');
    const send = (message: RaftMessage) => server.send(message);
    const granted = (term: number) => send({ type: 'VOTE', term, voter: 1, granted: true });
    const refused = (term: number) => send({ type: 'VOTE', term, voter: 1, granted: false });
    /** That it stands as the model does. */
    const stands = (state: string, context: { term: number; hasVoted: boolean }) => {
      const real = server.getSnapshot();
      expect(real.matches(state as 'follower')).toBe(true);
      expect(real.context.currentTerm).toBe(context.term);
      expect(real.context.votedFor !== undefined).toBe(context.hasVoted);
    };
    return { server, votes, send, granted, refused, stands };
  },
});

describe('an election of Raft goes as its model', () => {
  testModel(model, {
    simulation: election,
    events: {
      TIMEOUT: ({ swarm }) => swarm.runFor(TIMEOUT_MS),
      VOTE_GRANTED: ({ actors, model }) => actors.granted(model.context.term),
      VOTE_REFUSED: ({ actors, model }) => actors.refused(model.context.term),
      OLD_VOTE: ({ actors, model }) => actors.granted(model.context.term - 1),
      NEWER_TERM: ({ actors, model }) => actors.refused(model.context.term + 1),
      HEARTBEAT: ({ actors, model }) =>
        actors.send({
          type: 'APPEND_ENTRIES',
          term: model.context.term,
          leader: 1,
          prevLogIndex: 0,
          prevLogTerm: 0,
          entries: [],
          leaderCommit: 0,
        }),
      VOTE_WANTED: async ({ swarm, actors: { send, votes }, model: { context } }) => {
        const { term, hasVoted } = context;
        // Of the one who has its vote, if somebody has, another one.
        const candidate = hasVoted ? 2 : 1;
        send({ type: 'REQUEST_VOTE', term, candidate, lastLogIndex: 0, lastLogTerm: 0 });
        await swarm.runFor(0);
        expect(votes.at(-1)?.event.granted).toBe(!hasVoted);
      },
    },
    states: {
      follower: ({ actors, model: { context } }) => actors.stands('follower', context),
      candidate: ({ actors, model: { context } }) => actors.stands('candidate', context),
      leader: ({ actors, model: { context } }) => actors.stands('leader', context),
    },
    walks: { runs: 50 },
  });
});
