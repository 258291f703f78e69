import type { Address } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import type { Knowledge } from './knowledge.ts';
import type { Work, Worked } from './messages.ts';
import { type Finding, lookupsOf, perform, type Task } from './task.ts';

/** Work to be shared out, among whom, and on what terms. */
export interface SharingInput {
  readonly tasks: readonly Task[];
  /** Each is given some tasks in turn, and another whenever it has done one. */
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
  /** Which agent each task that was given went to, by index. */
  readonly takers: readonly number[];
}

/** How many tasks an agent has before it: one to work on, the others while the next is on its way. */
const TASKS_AHEAD = 4;

/**
 * Scatter and gather: shares tasks out among agents, gives another to each that has done one, so
 * that the fast do more; waits for what they find until a deadline, and does itself what is missing
 * then, at its own cost of time.
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
      const takers = Array.from(
        { length: Math.min(tasks.length, TASKS_AHEAD * agents.length) },
        (_, share) => share % agents.length,
      );
      takers.forEach((taker, share) => {
        const work: Work = { type: 'WORK', share, task: tasks[share]!, replyTo: self };
        enqueue.sendTo(agents[taker]!, work);
      });
      enqueue.assign({ takers });
    }),
    take: enqueueActions(({ context, event: { share, finding }, enqueue, self }) => {
      const { findings, answered, takers, tasks, agents } = context;
      if (findings[share] !== undefined) return;
      enqueue.assign({ findings: findings.with(share, finding), answered: answered + 1 });
      const taker = takers[share];
      const task = tasks[takers.length];
      if (taker === undefined || task === undefined) return;
      const work: Work = { type: 'WORK', share: takers.length, task, replyTo: self };
      enqueue.sendTo(agents[taker]!, work);
      enqueue.assign({ takers: [...takers, taker] });
    }),
    // Whoever keeps a machine that is done need not keep its list of agents.
    dismiss: assign({ agents: () => [] }),
    doTheRest: assign({
      findings: ({ context }) =>
        context.findings.map(
          (finding, share) => finding ?? perform(context.tasks[share]!, context.knowledge),
        ),
    }),
  },
}).createMachine({
  id: 'sharing',
  context: ({ input }) => ({
    ...input,
    findings: input.tasks.map(() => undefined),
    answered: 0,
    takers: [],
  }),
  entry: 'shareOut',
  initial: 'waiting',
  states: {
    waiting: {
      on: { WORKED: { actions: 'take' } },
      always: { guard: 'isComplete', target: 'done' },
      after: { deadline: 'takingOver' },
    },
    takingOver: { after: { ownWork: { target: 'done', actions: 'doTheRest' } } },
    done: { type: 'final', entry: 'dismiss' },
  },
  output: ({ context }) => ({
    findings: context.findings.filter((finding) => finding !== undefined),
    takenOver: context.tasks.length - context.answered,
  }),
});

function missing({ tasks, findings }: SharingContext): Task[] {
  return tasks.filter((_, share) => findings[share] === undefined);
}
