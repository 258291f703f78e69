import { defineSimulation } from 'statehive';
import { participantLog, participantMachine } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { createMachine } from 'xstate';
import { z } from 'zod';
import { messages, silentMachine } from '../hive/stand-ins.ts';

/** A participant may abort until it has voted yes; then it is blocked until it is told. */
const model = createMachine({
  types: {} as { events: { type: 'PREPARE' | 'IMPATIENT' | 'COMMIT' | 'ABORT' | 'RESTART' } },
  id: 'participant-model',
  initial: 'working',
  states: {
    working: { on: { PREPARE: 'prepared', IMPATIENT: 'aborted', RESTART: 'working' } },
    // However long it waits, and however often it crashes.
    prepared: { on: { COMMIT: 'committed', ABORT: 'aborted', IMPATIENT: {}, RESTART: {} } },
    committed: { on: { IMPATIENT: {}, RESTART: {} } },
    aborted: { on: { PREPARE: {}, RESTART: {} } },
  },
});

const PATIENCE_MS = 100;

const participation = defineSimulation({
  name: 'participation',
  summary: 'A participant that can commit, and a coordinator who only listens.',
  params: z.object({}),
  compose({ swarm }) {
    const coordinator = swarm.spawn(silentMachine);
    const participant = swarm.spawn(participantMachine, {
      input: { index: 0, coordinator, yes: true, patienceMs: PATIENCE_MS },
      recover: participantLog,
    });
    const votes = messages(swarm, 'VOTE');
    const asked = messages(swarm, 'ASK_OUTCOME');
    return { participant, votes, asked };
  },
});

const isIn =
  (state: string) =>
  ({ actors }: { actors: { participant: { getSnapshot(): { value: unknown } } } }) =>
    expect(actors.participant.getSnapshot().value).toBe(state);

describe('a participant in two-phase commit does as its model', () => {
  testModel(model, {
    simulation: participation,
    events: {
      PREPARE: async ({ swarm, actors: { participant, votes }, model }) => {
        participant.send({ type: 'PREPARE' });
        await swarm.runFor(0);
        expect(votes.at(-1)?.event.yes).toBe(model.matches('working'));
      },
      IMPATIENT: async ({ swarm, actors: { asked }, model }) => {
        const before = asked.length;
        await swarm.runFor(PATIENCE_MS);
        expect(asked.length - before).toBe(model.matches('prepared') ? 1 : 0);
      },
      COMMIT: ({ actors }) => actors.participant.send({ type: 'DECIDE', outcome: 'committed' }),
      ABORT: ({ actors }) => actors.participant.send({ type: 'DECIDE', outcome: 'aborted' }),
      RESTART: ({ swarm, actors: { participant } }) => {
        swarm.crash(participant);
        swarm.restart(participant, { state: 'kept' });
      },
    },
    states: {
      working: isIn('working'),
      prepared: isIn('prepared'),
      committed: isIn('committed'),
      aborted: isIn('aborted'),
    },
    walks: { runs: 50 },
  });
});
