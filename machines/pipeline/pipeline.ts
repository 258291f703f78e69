import { now } from 'statehive';
import { assign, emit, enqueueActions, setup } from 'xstate';
import { afterAnswer, afterTimeout } from '../timeouts/timeout-policy.ts';
import {
  backoffAfter,
  type PipelineContext,
  type PipelineInput,
  type PipelineOutput,
  pipelineContext,
  timeoutAt,
  withTimeout,
} from './pipeline-context.ts';
import {
  artifactsFor,
  changed,
  countOf,
  nextStage,
  noProgress,
  outcomeOf,
  type PipelineOutcome,
  progressByName,
  progressOf,
  skippedBy,
} from './progress.ts';
import { type StageReport, type StageSucceeded, stageMachine } from './stage.ts';

/** What a pipeline tells of itself; `running` is how many stages are under way. */
export type PipelineEmission =
  | {
      readonly type: 'stageStarted';
      readonly stage: string;
      readonly attempt: number;
      readonly running: number;
    }
  | {
      readonly type: 'stageEnded';
      readonly stage: string;
      readonly attempt: number;
      readonly outcome: 'succeeded' | 'failed' | 'timedOut';
      readonly running: number;
    }
  | { readonly type: 'stageSkipped'; readonly stage: string }
  | { readonly type: 'runEnded'; readonly outcome: PipelineOutcome };

/** Of an attempt: which stage, and which of the pipeline. */
export interface Attempt {
  readonly stage: string;
  readonly ticket: number;
}

type PipelineEvent =
  | StageReport
  | ({ readonly type: 'TIME_IS_UP' } & Attempt)
  | ({ readonly type: 'RETRY' } & Attempt);

/** An attempt that came to nothing. */
export interface Setback extends Attempt {
  readonly outcome: 'failed' | 'timedOut';
  readonly reason: string;
}

/**
 * Runs stages that depend on each other, each attempt as an actor of its own: one at a time, or all
 * that are ready at once.
 *
 * An attempt that fails, or does not report in time, as one that has crashed, is followed by
 * another after a pause that doubles, until there have been `attempts`; what it reports later no
 * longer counts. **When a stage has failed for good**, all stages that depend on it, directly or by
 * way of others, are skipped; all others run to their end, and the run is `partial`, or `failed`
 * when no stage succeeded. It never waits for ever.
 *
 * Timeouts are kept by stage. Adaptive ones learn from first attempts only, and double when they run
 * out (RFC 6298).
 */
export const pipelineMachine = setup({
  types: {
    input: {} as PipelineInput,
    context: {} as PipelineContext,
    events: {} as PipelineEvent,
    emitted: {} as PipelineEmission,
    output: {} as PipelineOutput,
  },
  actors: { stage: stageMachine },
  guards: {
    canStart: ({ context }) => nextStage(context, context.mode) !== undefined,
    isOver: ({ context }) => countOf(context.progress, 'waiting', 'running', 'resting') === 0,
    isUnderWay: ({ context }, { stage, ticket }: Attempt) => {
      const known = progressOf(context, stage);
      return known?.status === 'running' && known.ticket === ticket;
    },
    isResting: ({ context }, { stage, ticket }: Attempt) => {
      const known = progressOf(context, stage);
      return known?.status === 'resting' && known.ticket === ticket;
    },
    isLastRun: ({ context }) => context.runsDone === context.runs,
  },
  actions: {
    startNext: enqueueActions(({ context, enqueue, self }) => {
      const stage = nextStage(context, context.mode);
      if (stage === undefined) return;
      const { name } = stage;
      const ticket = context.tickets + 1;
      const attempt = progressOf(context, name)!.attempt + 1;
      // A fixed timeout has no need of the time, and so can be checked.
      const beganAtMs = context.timeouts.kind === 'adaptive' ? now() : 0;
      const artifacts = artifactsFor(stage, context);
      const { artifacts: format, buffers } = context;
      const begun = { status: 'running', attempt, ticket, beganAtMs } as const;
      const progress = changed(context, name, begun);
      enqueue.assign({ progress, tickets: ticket });
      enqueue.spawnChild('stage', {
        id: idOf(name, ticket),
        input: { stage, ticket, artifacts, format, buffers, pipeline: self },
      });
      enqueue.raise(
        { type: 'TIME_IS_UP', stage: name, ticket },
        { id: timerOf(name), delay: timeoutAt(context, name).timeoutMs },
      );
      enqueue.emit({
        type: 'stageStarted',
        stage: name,
        attempt,
        running: countOf(progress, 'running'),
      });
    }),
    succeed: enqueueActions(({ context, enqueue }, { stage, artifact }: StageSucceeded) => {
      const { attempt, beganAtMs } = progressOf(context, stage)!;
      const progress = changed(context, stage, { status: 'succeeded', artifact });
      enqueue.cancel(timerOf(stage));
      enqueue.assign({ progress });
      if (context.timeouts.kind === 'adaptive') {
        const answer = { tookMs: now() - beganAtMs, attempt };
        const timeout = afterAnswer(timeoutAt(context, stage), answer);
        enqueue.assign({ timeoutOf: withTimeout(context, stage, timeout) });
      }
      const running = countOf(progress, 'running');
      enqueue.emit({ type: 'stageEnded', stage, attempt, outcome: 'succeeded', running });
    }),
    setBack: enqueueActions(({ context, enqueue }, setback: Setback) => {
      const { stage, ticket, outcome, reason } = setback;
      const { attempt } = progressOf(context, stage)!;
      const isLast = attempt >= context.attempts;
      const status = isLast ? 'failed' : 'resting';
      const { graph } = context;
      let progress = changed(context, stage, { status, reason });
      const skipped = isLast ? skippedBy({ graph, progress }, stage) : [];
      for (const name of skipped) {
        progress = changed({ graph, progress }, name, { status: 'skipped' });
      }
      enqueue.cancel(timerOf(stage));
      enqueue.assign({ progress });
      const running = countOf(progress, 'running');
      enqueue.emit({ type: 'stageEnded', stage, attempt, outcome, running });
      for (const name of skipped) enqueue.emit({ type: 'stageSkipped', stage: name });
      if (!isLast) {
        const delay = backoffAfter(context, attempt);
        enqueue.raise({ type: 'RETRY', stage, ticket }, { delay });
      }
    }),
    backOff: enqueueActions(({ context, enqueue }, { stage, ticket }: Attempt) => {
      const timeout = afterTimeout(timeoutAt(context, stage));
      enqueue.assign({ timeoutOf: withTimeout(context, stage, timeout) });
      enqueue.stopChild(idOf(stage, ticket));
    }),
    ready: assign(({ context }, { stage }: Attempt) => ({
      progress: changed(context, stage, { status: 'waiting' }),
    })),
    endRun: assign({ runsDone: ({ context }) => context.runsDone + 1 }),
    tellEnd: emit(({ context }) => ({
      type: 'runEnded' as const,
      outcome: outcomeOf(context),
    })),
    beginAnew: assign({ progress: ({ context }) => noProgress(context.graph) }),
  },
}).createMachine({
  id: 'pipeline',
  context: ({ input }) => pipelineContext(input),
  initial: 'running',
  states: {
    running: {
      always: [
        { guard: 'canStart', actions: 'startNext' },
        { guard: 'isOver', target: 'over' },
      ],
      on: {
        STAGE_SUCCEEDED: {
          guard: { type: 'isUnderWay', params: ({ event }) => event },
          actions: { type: 'succeed', params: ({ event }) => event },
        },
        STAGE_FAILED: {
          guard: { type: 'isUnderWay', params: ({ event }) => event },
          actions: {
            type: 'setBack',
            params: ({ event }) => ({ ...event, outcome: 'failed' as const }),
          },
        },
        TIME_IS_UP: {
          guard: { type: 'isUnderWay', params: ({ event }) => event },
          actions: [
            { type: 'backOff', params: ({ event }) => event },
            {
              type: 'setBack',
              params: ({ event }) => ({
                ...event,
                outcome: 'timedOut' as const,
                reason: 'it did not report in time',
              }),
            },
          ],
        },
        RETRY: {
          guard: { type: 'isResting', params: ({ event }) => event },
          actions: { type: 'ready', params: ({ event }) => event },
        },
      },
    },
    over: {
      entry: ['endRun', 'tellEnd'],
      always: [
        { guard: 'isLastRun', target: 'ended' },
        { target: 'running', actions: 'beginAnew' },
      ],
    },
    ended: { type: 'final' },
  },
  output: ({ context }) => ({ outcome: outcomeOf(context), progress: progressByName(context) }),
});

function idOf(stage: string, ticket: number): string {
  return `${stage}-${ticket}`;
}

function timerOf(stage: string): string {
  return `timeout-${stage}`;
}
