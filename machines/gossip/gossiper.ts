import { choose } from 'statehive';
import { emit, sendTo, setup } from 'xstate';
import type { Gossip, Question, Rumour } from './gossip.ts';

/** What a gossiper is given. */
export interface GossiperInput {
  readonly gossip: Gossip;
  /** Its index in the topology. */
  readonly index: number;
}

/** A gossiper has heard the rumour; it tells so once. */
export interface Heard {
  readonly type: 'heard';
}

const rumour: Rumour = { type: 'RUMOUR' };

/** A neighbour, each equally likely. */
const neighbour = ({ context: { gossip, index } }: { context: GossiperInput }) => {
  const { topology, at } = gossip;
  return at(topology.neighbour(index, choose(topology.degree(index))));
};

/**
 * Spreads one rumour in rounds of 1 ms: in each, every gossiper whose style has it so calls one
 * neighbour.
 *
 * Rounds are synchronous: whoever hears the rumour in a round neither tells it nor answers before
 * the next. That holds on any network on which a question and its answer fit into one round, as
 * they do where messages take no time.
 */
export const gossiperMachine = setup({
  types: {
    input: {} as GossiperInput,
    context: {} as GossiperInput,
    events: {} as Rumour | Question,
    emitted: {} as Heard,
  },
  delays: { round: 1 },
  guards: {
    pushes: ({ context }) => context.gossip.style !== 'pull',
    pulls: ({ context }) => context.gossip.style !== 'push',
  },
  actions: {
    tell: sendTo(neighbour, rumour),
    ask: sendTo(neighbour, ({ self }) => ({ type: 'ASK' as const, from: self })),
    answer: sendTo((_, { from }: Question) => from, rumour),
    sayHeard: emit({ type: 'heard' }),
  },
}).createMachine({
  id: 'gossiper',
  context: ({ input }) => input,
  initial: 'unaware',
  states: {
    unaware: {
      after: { round: { guard: 'pulls', target: 'unaware', reenter: true, actions: 'ask' } },
      on: { RUMOUR: { target: 'told', actions: 'sayHeard' } },
    },
    told: {
      after: {
        round: [{ guard: 'pushes', target: 'aware', actions: 'tell' }, { target: 'aware' }],
      },
    },
    aware: {
      after: { round: { guard: 'pushes', target: 'aware', reenter: true, actions: 'tell' } },
      on: { ASK: { actions: { type: 'answer', params: ({ event }) => event } } },
    },
  },
});
