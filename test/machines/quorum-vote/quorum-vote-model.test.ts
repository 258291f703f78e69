import { createSwarm } from 'statehive';
import { createQuorumVoteMachine } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { modelPaths, type Walker } from '../../model-paths.ts';
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

/** A real poll, walked through simulated time as the model is. */
function realPoll(): Walker<typeof model> {
  const swarm = createSwarm({ seed: 7 });
  const asked = silentActors(swarm, 3);
  const poll = swarm.spawn(createQuorumVoteMachine(), {
    input: { questions, rule: 'majority', voters: asked, electorate: 3, deadlineMs: 100 },
  });
  const voters: string[] = [];
  let dissenters = 0;
  const cast = async (voter: string, choice: number) => {
    const ballot = { voter, choices: Uint8Array.of(choice), confidences: Float64Array.of(0.5) };
    poll.send({ type: 'CAST', ballot });
    await swarm.runFor(1);
  };
  const vote = async (choice: number) => {
    voters.push(`voter-${voters.length}`);
    await cast(voters.at(-1)!, choice);
  };
  const closed = (option: string, by: string) => () => {
    const { output } = poll.getSnapshot();
    expect(output).toMatchObject({ decisions: [{ option, by }], ballots: voters.length });
  };
  return {
    events: {
      AGREE: () => vote(agreed),
      // Each for something else, so that dissent alone never is a quorum.
      DISSENT: () => vote(others[dissenters++]!),
      REPEAT: () => cast(voters[0]!, agreed),
      DEADLINE: () => swarm.runFor(100),
      LATE: async () => {
        await cast('late', agreed);
        expect(swarm.deadLetterCount).toBe(1);
      },
    },
    states: {
      open: ({ context }) => {
        expect(poll.getSnapshot().status).toBe('active');
        expect(poll.getSnapshot().context.poll.ballots).toHaveLength(
          context.agreed + context.dissented,
        );
      },
      quorum: closed('meadow', 'quorum'),
      split: closed('stay', 'default'),
      expired: closed('stay', 'default'),
    },
  };
}

describe('a poll does as its model', () => {
  const paths = modelPaths(model);

  test.each(paths.map((path) => [path.title, path] as const))('%s', async (_, path) => {
    await path.walk(realPoll());
  });

  test.each(['quorum', 'split', 'expired'])('on some path that ends in %s', (end) => {
    expect(paths.filter(({ title }) => title.includes(`"${end}"`))).not.toEqual([]);
  });
});
