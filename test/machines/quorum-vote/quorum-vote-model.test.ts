import { defineSimulation } from 'statehive';
import { createQuorumVoteMachine } from 'statehive/machines';
import { testModel } from 'statehive/vitest';
import { describe, expect } from 'vitest';
import { assign, setup } from 'xstate';
import { z } from 'zod';
import { silentActors } from '../hive/stand-ins.ts';

/**
 * The protocol of a poll as a model: three voters, of whom two make a majority. A voter agrees
 * with those who agreed, dissents from all others, or votes a second time; the deadline passes;
 * a vote comes late.
 */
const model = setup({
  types: {
    context: {} as { agreed: number; dissented: number; repeated: boolean; late: boolean },
    events: {} as { type: 'AGREE' | 'DISSENT' | 'REPEAT' | 'DEADLINE' | 'LATE' },
  },
  guards: {
    oneAgreed: ({ context }) => context.agreed === 1,
    twoVoted: ({ context }) => context.agreed + context.dissented === 2,
    mayRepeat: ({ context }) => context.agreed + context.dissented > 0 && !context.repeated,
    noneLate: ({ context }) => !context.late,
  },
  actions: {
    agree: assign({ agreed: ({ context }) => context.agreed + 1 }),
    dissent: assign({ dissented: ({ context }) => context.dissented + 1 }),
    repeat: assign({ repeated: true }),
    comeLate: assign({ late: true }),
  },
}).createMachine({
  context: { agreed: 0, dissented: 0, repeated: false, late: false },
  initial: 'open',
  states: {
    open: {
      on: {
        AGREE: [
          { guard: 'oneAgreed', target: 'quorum', actions: 'agree' },
          { guard: 'twoVoted', target: 'split', actions: 'agree' },
          { actions: 'agree' },
        ],
        DISSENT: [
          { guard: 'twoVoted', target: 'split', actions: 'dissent' },
          { actions: 'dissent' },
        ],
        REPEAT: { guard: 'mayRepeat', actions: 'repeat' },
        DEADLINE: 'expired',
      },
    },
    quorum: { on: { LATE: { guard: 'noneLate', actions: 'comeLate' } } },
    split: { on: { LATE: { guard: 'noneLate', actions: 'comeLate' } } },
    expired: { on: { LATE: { guard: 'noneLate', actions: 'comeLate' } } },
  },
});

const candidates = ['stay', 'meadow', 'orchard', 'forest'];
const questions = [{ key: 'where', candidates }];
const agreed = candidates.indexOf('meadow');
const others = candidates.map((_, choice) => choice).filter((choice) => choice !== agreed);

/** A real poll of silent voters. */
const poll = defineSimulation({
  name: 'poll',
  summary: 'A poll that is led as its model says.',
  params: z.object({}),
  compose({ swarm }) {
    const asked = silentActors(swarm, 3);
    const poll = swarm.spawn(createQuorumVoteMachine(), {
      input: { questions, rule: 'majority', voters: asked, electorate: 3, deadlineMs: 100 },
    });
    const voters: string[] = [];
    const cast = (voter: string, choice: number) => {
      const ballot = { voter, choices: Uint8Array.of(choice), confidences: Float64Array.of(0.5) };
      poll.send({ type: 'CAST', ballot });
    };
    const vote = (choice: number) => cast(`voter-${voters.push('voter') - 1}`, choice);
    const closed = (option: string, by: string) =>
      expect(poll.getSnapshot().output).toMatchObject({
        decisions: [{ option, by }],
        ballots: voters.length,
      });
    return { poll, cast, vote, closed };
  },
});

describe('a poll does as its model', () => {
  testModel(model, {
    simulation: poll,
    events: {
      AGREE: ({ actors }) => actors.vote(agreed),
      // Each for something else, so that dissent alone never is a quorum.
      DISSENT: ({ actors, model }) => actors.vote(others[model.context.dissented]!),
      REPEAT: ({ actors }) => actors.cast('voter-0', agreed),
      DEADLINE: ({ swarm }) => swarm.runFor(100),
      LATE: ({ actors }) => actors.cast('late', agreed),
    },
    states: {
      open: ({ actors: { poll }, model: { context } }) => {
        const { status, context: real } = poll.getSnapshot();
        expect(status).toBe('active');
        expect(real.poll.ballots).toHaveLength(context.agreed + context.dissented);
      },
      quorum: ({ actors }) => actors.closed('meadow', 'quorum'),
      split: ({ actors }) => actors.closed('stay', 'default'),
      expired: ({ actors }) => actors.closed('stay', 'default'),
    },
    walks: { runs: 100 },
  });
});
