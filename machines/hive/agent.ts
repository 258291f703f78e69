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

/**
 * What all agents of a hive have in common, and each is given: one object, of which none has a copy.
 * Which of them it is, an agent reads in its name, for an object that said so would be held for each.
 */
export interface Hive {
  readonly queen: Address<Ready>;
  readonly knowledge: Knowledge;
  /** What an agent is like, from 0; it always says the same. */
  readonly traitsOf: (agent: number) => AgentTraits;
}

export interface AgentContext {
  /** Which of the hive's agents it is, from 0; its traits and its role follow from it. */
  readonly agent: number;
  readonly hive: Hive;
  /** What it has been asked to do, the oldest first. */
  readonly orders: readonly AgentEvent[];
}

/** Shared by all agents that have nothing to do. */
const none: readonly AgentEvent[] = [];

/**
 * An agent of a hive: it starts up, then does what it is asked, one thing after the other.
 *
 * Its role says what it analyses and on what grounds it votes. It may crash, and then says
 * nothing ever again. Its id ends in its number, as those of a population do: `agent-7`.
 *
 * @throws Error when its id doesn't
 */
export const agentMachine = setup({
  types: {
    input: {} as Hive,
    context: {} as AgentContext,
    events: {} as AgentEvent | { type: 'CRASH' },
  },
  guards: { hasOrders: ({ context }) => context.orders.length > 0 },
  delays: {
    startup: ({ context }) => sample(traitsOf(context).startup),
    effort: ({ context }) => effortOf(context) * sample(traitsOf(context).effort),
  },
  actions: {
    setFate: enqueueActions(({ context, enqueue }) => {
      const { crashesAfterMs } = traitsOf(context);
      if (crashesAfterMs !== undefined) enqueue.raise({ type: 'CRASH' }, { delay: crashesAfterMs });
    }),
    reportReady: sendTo(
      ({ context }) => context.hive.queen,
      ({ context }) => ({ type: 'READY', agent: context.agent }),
    ),
    answer: enqueueActions(({ context, enqueue, self }) => {
      const [order] = context.orders;
      if (order?.type === 'WORK') {
        const { share, task, replyTo } = order;
        const finding = perform(task, context.hive.knowledge);
        enqueue.sendTo(replyTo, { type: 'WORKED', share, finding });
      } else if (order?.type === 'ASK') {
        const ballot = fillIn(order.questions, context, self.id);
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
  context: ({ input, self }) => ({ agent: numberIn(self.id), hive: input, orders: none }),
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

function numberIn(id: string): number {
  const digits = /\d+$/.exec(id);
  if (digits !== null) return Number(digits[0]);
  throw new Error(
    `An agent of a hive has an id that ends in its number, as 'agent-7': not '${id}'.`,
  );
}

function traitsOf({ agent, hive }: AgentContext): AgentTraits {
  return hive.traitsOf(agent);
}

function effortOf({ orders: [order], hive }: AgentContext): number {
  if (order === undefined) return 0;
  return order.type === 'WORK' ? lookupsOf(order.task, hive.knowledge) : order.questions.length;
}

function fillIn(questions: readonly Question[], context: AgentContext, voter: string): Ballot {
  const judgements = judgementsOf(roleOf(context.agent), questions, context.hive.knowledge);
  const { doubt } = traitsOf(context);
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
