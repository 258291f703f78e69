import { defineSimulation } from 'statehive';
import { coordinatorLog, coordinatorMachine } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { messages, silentActors } from '../hive/stand-ins.ts';

type Vote = { type: 'YES' | 'NO'; who: 0 | 1 };

/** The coordinator of two: both must vote yes, in time, and what it has not decided a crash aborts. */
const model = setup({
  types: {
    context: {} as { yes: readonly (0 | 1)[] },
    events: {} as Vote | { type: 'BEGIN' | 'TIMEOUT' | 'RESTART' | 'ASK' },
  },
  guards: {
    isLast: ({ context }, { who }: Vote) => context.yes.some((voter) => voter !== who),
  },
  actions: { count: assign((_, { who }: Vote) => ({ yes: [who] })) },
}).createMachine({
  id: 'coordinator-model',
  context: { yes: [] },
  initial: 'idle',
  states: {
    idle: { on: { BEGIN: 'collecting', RESTART: 'aborted' } },
    collecting: {
      on: {
        YES: [
          { guard: { type: 'isLast', params: ({ event }) => event }, target: 'committed' },
          { actions: { type: 'count', params: ({ event }) => event } },
        ],
        NO: 'aborted',
        TIMEOUT: 'aborted',
        RESTART: 'aborted',
      },
    },
    // What is decided stays so.
    committed: { on: { ASK: {}, NO: {}, RESTART: 'committed' } },
    aborted: { on: { ASK: {}, YES: {}, RESTART: 'aborted' } },
  },
});

const TIMEOUT_MS = 100;

const coordination = defineSimulation({
  name: 'coordination',
  summary: 'A coordinator, and two participants who only listen.',
  params: z.object({}),
  compose({ swarm }) {
    const others = silentActors(swarm, 2);
    const coordinator = swarm.spawn(coordinatorMachine, {
      input: { participants: { size: 2, at: (i) => others[i]! }, voteTimeoutMs: TIMEOUT_MS },
      recover: coordinatorLog,
    });
    const told = messages(swarm, 'DECIDE');
    const vote = (participant: number, yes: boolean) =>
      coordinator.send({ type: 'VOTE', participant, yes });
    /** That it has decided so, and that it has told so, and nothing else. */
    const decided = (outcome: 'committed' | 'aborted') => {
      expect(coordinator.getSnapshot().value).toBe(outcome);
      expect(new Set(told.map(({ event }) => event.outcome))).toEqual(new Set([outcome]));
      expect(new Set(told.map(({ to }) => to)).size).toBe(2);
    };
    return { coordinator, told, vote, decided };
  },
});

describe('a coordinator of two-phase commit does as its model', () => {
  testModel(model, {
    simulation: coordination,
    cases: [0, 1].flatMap((who) => [
      { type: 'YES' as const, who: who as 0 | 1 },
      { type: 'NO' as const, who: who as 0 | 1 },
    ]),
    events: {
      BEGIN: ({ actors }) => actors.coordinator.send({ type: 'BEGIN' }),
      YES: ({ actors, event }) => actors.vote(event.who, true),
      NO: ({ actors, event }) => actors.vote(event.who, false),
      TIMEOUT: ({ swarm }) => swarm.runFor(TIMEOUT_MS),
      ASK: async ({ swarm, actors: { coordinator, told } }) => {
        const before = told.length;
        coordinator.send({ type: 'ASK_OUTCOME', participant: 1 });
        await swarm.runFor(0);
        expect(told.slice(before).map(({ to }) => to)).toEqual(['silent-1']);
      },
      RESTART: ({ swarm, actors: { coordinator } }) => {
        swarm.crash(coordinator);
        swarm.restart(coordinator, { state: 'kept' });
      },
    },
    states: {
      idle: ({ actors }) => expect(actors.coordinator.getSnapshot().value).toBe('starting'),
      collecting: ({ actors: { coordinator, told }, model: { context } }) => {
        expect(coordinator.getSnapshot().value).toBe('collecting');
        expect([...coordinator.getSnapshot().context.yes]).toEqual(context.yes);
        expect(told).toEqual([]);
      },
      committed: ({ actors }) => actors.decided('committed'),
      aborted: ({ actors }) => actors.decided('aborted'),
    },
    walks: { runs: 50 },
  });
});
