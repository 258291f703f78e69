import type { Address } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import type { Knowledge } from './knowledge.ts';
import type { Work, Worked } from './messages.ts';
import { type Finding, lookupsOf, perform, type Task } from './task.ts';

/** Work to be shared out, among whom, and on what terms. */
export interface SharingInput {
  readonly tasks: readonly Task[];
  /** One task goes to each in turn; to the first again when there are more tasks than agents. */
  readonly agents: readonly Address<Work>[];
  readonly knowledge: Knowledge;
  /** How long the agents have, simulated ms. */
  readonly deadlineMs: number;
  /** What a look-up costs whoever shares the work out, when she does it herself; simulated ms. */
  readonly lookupMs: number;
}

/** What the work came to. */
export interface SharingOutput {
  /** In the order of the tasks. */
  readonly findings: readonly Finding[];
  /** How many tasks no agent had done by the deadline. */
  readonly takenOver: number;
}

export interface SharingContext extends SharingInput {
  readonly findings: readonly (Finding | undefined)[];
  readonly answered: number;
}

/**
 * Scatter and gather: shares tasks out among agents, waits for what they find until a deadline,
 * and does itself what is missing then, at its own cost of time.
 */
export const sharingMachine = setup({
  types: {
    input: {} as SharingInput,
    context: {} as SharingContext,
    events: {} as Worked,
    output: {} as SharingOutput,
  },
  guards: { isComplete: ({ context }) => context.answered === context.tasks.length },
  delays: {
    deadline: ({ context }) => context.deadlineMs,
    ownWork: ({ context }) =>
      missing(context).reduce((sum, task) => sum + lookupsOf(task, context.knowledge), 0) *
      context.lookupMs,
  },
  actions: {
    shareOut: enqueueActions(({ context, enqueue, self }) => {
      const { tasks, agents } = context;
      if (agents.length === 0) return;
      tasks.forEach((task, share) => {
        const agent = agents[share % agents.length]!;
        enqueue.sendTo(agent, { type: 'WORK', share, task, replyTo: self });
      });
    }),
    take: assign(({ context, event }) => {
      if (context.findings[event.share] !== undefined) return {};
      return {
        findings: context.findings.with(event.share, event.finding),
        answered: context.answered + 1,
      };
    }),
    doTheRest: assign({
      findings: ({ context }) =>
        context.findings.map(
          (finding, share) => finding ?? perform(context.tasks[share]!, context.knowledge),
        ),
    }),
  },
}).createMachine({
  id: 'sharing',
  context: ({ input }) => ({ ...input, findings: input.tasks.map(() => undefined), answered: 0 }),
  entry: 'shareOut',
  initial: 'waiting',
  states: {
    waiting: {
      on: { WORKED: { actions: 'take' } },
      always: { guard: 'isComplete', target: 'done' },
      after: { deadline: 'takingOver' },
    },
    takingOver: { after: { ownWork: { target: 'done', actions: 'doTheRest' } } },
    done: { type: 'final' },
  },
  output: ({ context }) => ({
    findings: context.findings.filter((finding) => finding !== undefined),
    takenOver: context.tasks.length - context.answered,
  }),
});

function missing({ tasks, findings }: SharingContext): Task[] {
  return tasks.filter((_, share) => findings[share] === undefined);
}
