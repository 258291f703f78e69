import { choose, type Distribution, sample } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import type { Ask } from './messages.ts';
import type { Ballot } from './poll.ts';

/** What a voter may come to think of a question. */
export interface Opinion {
  /** The index of a candidate. */
  readonly choice: number;
  /** In (0, 1]. */
  readonly confidence: number;
}

/** What a voter is given. */
export interface VoterInput {
  /** What it may think, each equally likely; one that is given twice is twice as likely. */
  readonly opinions: readonly Opinion[];
  /** How long it takes to make up its mind, simulated ms. */
  readonly deliberation: Distribution;
}

export interface VoterContext extends VoterInput {
  readonly asked: Ask | undefined;
  /** What it has voted. */
  readonly ballot: Ballot | undefined;
}

/** Answers the first vote that it is asked for, once it has made up its mind. */
export const voterMachine = setup({
  types: {
    input: {} as VoterInput,
    context: {} as VoterContext,
    events: {} as Ask,
  },
  delays: { deliberation: ({ context }) => sample(context.deliberation) },
  actions: {
    makeUpMind: assign({
      ballot: ({ context: { asked, opinions }, self }) => {
        const held = asked!.questions.map(() => choose(opinions));
        return {
          voter: self.id,
          choices: Uint8Array.from(held, ({ choice }) => choice),
          confidences: Float64Array.from(held, ({ confidence }) => confidence),
        };
      },
    }),
    vote: enqueueActions(({ context: { asked, ballot }, enqueue }) => {
      enqueue.sendTo(asked!.replyTo, { type: 'CAST', ballot: ballot! });
    }),
  },
}).createMachine({
  id: 'voter',
  context: ({ input }) => ({ ...input, asked: undefined, ballot: undefined }),
  initial: 'idle',
  states: {
    idle: {
      on: {
        ASK: { target: 'deliberating', actions: assign({ asked: ({ event }) => event }) },
      },
    },
    deliberating: { after: { deliberation: 'decided' } },
    decided: { entry: ['makeUpMind', 'vote'] },
  },
});
