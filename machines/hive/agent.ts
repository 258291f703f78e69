import { type Address, chance, choose, type Distribution, sample } from 'statehive';
import { assign, enqueueActions, sendTo, setup } from 'xstate';
import type { Ballot } from '../quorum-vote/poll.ts';
import type { Knowledge } from './knowledge.ts';
import type { AgentEvent, Ready } from './messages.ts';
import { judgementsOf, type Question } from './roles/judgements.ts';
import { roleOf } from './roles/roles.ts';
import { lookupsOf, perform } from './task.ts';

/** How an agent of a hive behaves; times in simulated ms. */
export interface AgentTraits {
  /** From being spawned to being ready. */
  readonly startup: Distribution;
  /** For each name looked up, and for each question judged; drawn once for each order. */
  readonly effort: Distribution;
  /** The chance, 0 to 1, that an agent without any confidence votes against its own judgement. */
  readonly doubt: number;
  /** When it crashes, from its start; never when undefined. */
  readonly crashesAfterMs: number | undefined;
}

/** What all agents of a hive have in common: one object, of which none has a copy. */
export interface Hive {
  readonly queen: Address<Ready>;
  readonly knowledge: Knowledge;
  /** What an agent is like, from 0; it always says the same. */
  readonly traitsOf: (agent: number) => AgentTraits;
}

/** What an agent is given. */
export interface AgentInput {
  /** Which of the hive's agents it is, from 0; its traits and its role follow from it. */
  readonly agent: number;
  readonly hive: Hive;
}

export interface AgentContext {
  /** As it is, for a copy would be held for each of many agents. */
  readonly given: AgentInput;
  /** What it has been asked to do, the oldest first. */
  readonly orders: readonly AgentEvent[];
}

/** Shared by all agents that have nothing to do. */
const none: readonly AgentEvent[] = [];

/**
 * An agent of a hive: it starts up, then does what it is asked, one thing after the other.
 *
 * Its role says what it analyses and on what grounds it votes. It may crash, and then says
 * nothing ever again.
 */
export const agentMachine = setup({
  types: {
    input: {} as AgentInput,
    context: {} as AgentContext,
    events: {} as AgentEvent | { type: 'CRASH' },
  },
  guards: { hasOrders: ({ context }) => context.orders.length > 0 },
  delays: {
    startup: ({ context }) => sample(traitsOf(context.given).startup),
    effort: ({ context }) =>
      effortOf(context.orders[0], context.given) * sample(traitsOf(context.given).effort),
  },
  actions: {
    setFate: enqueueActions(({ context, enqueue }) => {
      const { crashesAfterMs } = traitsOf(context.given);
      if (crashesAfterMs !== undefined) enqueue.raise({ type: 'CRASH' }, { delay: crashesAfterMs });
    }),
    reportReady: sendTo(
      ({ context }) => context.given.hive.queen,
      ({ context }) => ({ type: 'READY', agent: context.given.agent }),
    ),
    answer: enqueueActions(({ context, enqueue, self }) => {
      const [order] = context.orders;
      if (order?.type === 'WORK') {
        const { share, task, replyTo } = order;
        const finding = perform(task, context.given.hive.knowledge);
        enqueue.sendTo(replyTo, { type: 'WORKED', share, finding });
      } else if (order?.type === 'ASK') {
        const ballot = fillIn(order.questions, context.given, self.id);
        enqueue.sendTo(order.replyTo, { type: 'CAST', ballot });
      }
      enqueue.assign({ orders: context.orders.length > 1 ? context.orders.slice(1) : none });
    }),
    takeOrder: assign({
      orders: ({ context, event }) =>
        event.type === 'CRASH' ? context.orders : context.orders.concat(event),
    }),
  },
}).createMachine({
  id: 'agent',
  context: ({ input }) => ({ given: input, orders: none }),
  entry: 'setFate',
  initial: 'starting',
  on: {
    WORK: { actions: 'takeOrder' },
    ASK: { actions: 'takeOrder' },
    CRASH: '.crashed',
  },
  states: {
    starting: { after: { startup: { target: 'idle', actions: 'reportReady' } } },
    idle: { always: { guard: 'hasOrders', target: 'working' } },
    working: { after: { effort: { target: 'idle', actions: 'answer' } } },
    crashed: { type: 'final' },
  },
});

function traitsOf({ agent, hive }: AgentInput): AgentTraits {
  return hive.traitsOf(agent);
}

function effortOf(order: AgentEvent | undefined, { hive }: AgentInput): number {
  if (order === undefined) return 0;
  return order.type === 'WORK' ? lookupsOf(order.task, hive.knowledge) : order.questions.length;
}

function fillIn(questions: readonly Question[], given: AgentInput, voter: string): Ballot {
  const judgements = judgementsOf(roleOf(given.agent), questions, given.hive.knowledge);
  const { doubt } = traitsOf(given);
  const choices = new Uint8Array(questions.length);
  const confidences = new Float64Array(questions.length);
  questions.forEach(({ candidates }, question) => {
    const { resolution, confidence } = judgements[question]!;
    const hesitates = chance(doubt * (1 - confidence));
    const choice = hesitates ? choose(candidates) : resolution;
    choices[question] = candidates.indexOf(choice);
    confidences[question] = confidence;
  });
  return { voter, choices, confidences };
}
