import type { Address } from 'statehive';
import {
  type AnyActorLogic,
  assign,
  createMachine,
  emit,
  enqueueActions,
  sendTo,
  setup,
} from 'xstate';
import { requireNotNegative } from '../finite-times.ts';
import type { Granted, PermitNotice, PermitRequest, Renewed } from './messages.ts';

/** What a permit holder is given. */
export interface PermitHolderInput {
  readonly semaphore: Address<PermitRequest>;
  /** How long it waits for a permit, simulated ms, finite and >= 0. */
  readonly waitMs: number;
  /** Whether a renewal that is not answered is sent once more. @defaultValue true */
  readonly resends?: boolean;
  /** What the work is given. */
  readonly work?: unknown;
}

/** How it ended: with the work done, or failed; without a permit; or with one that was lost. */
export type PermitOutcome = 'done' | 'failed' | 'timedOut' | 'lost';

export interface PermitHolderOutput {
  readonly outcome: PermitOutcome;
  /** Of the work, when it is done. */
  readonly output: unknown;
}

export interface PermitHolderContext extends PermitHolderOutput {
  readonly semaphore: Address<PermitRequest>;
  readonly waitMs: number;
  readonly resends: boolean;
  readonly work: unknown;
  readonly token: number;
  readonly leaseMs: number;
  /** The renewal that was sent last, from 1. */
  readonly renewal: number;
}

/** What a permit holder tells of itself. */
export type PermitHolderEmission =
  | { readonly type: 'permitAsked' }
  | { readonly type: 'permitHeld'; readonly token: number }
  | { readonly type: 'permitEnded'; readonly outcome: PermitOutcome };

type EndOptions = Pick<PermitHolderOutput, 'outcome'>;

type PermitHolderEvent = PermitNotice | { readonly type: 'LEASE_OVER' };

/** After one third of a lease it is renewed; after another, it is not too late to ask once more. */
const RENEWALS_A_LEASE = 3;

const noWork: AnyActorLogic = createMachine({
  id: 'no-work',
  initial: 'done',
  states: { done: { type: 'final' } },
});

/**
 * Does one piece of work while it holds a permit of a semaphore: any actor logic, which is provided
 * as `work` and given `input.work`. It ends with the work's output, or without it when no permit
 * comes within `waitMs`.
 *
 * A permit counts once its first renewal was answered, from when that was sent, and on as long as
 * renewals are: so work is stopped no later than the semaphore lets others have the permit, however
 * long messages take, if only both clocks go at the same rate. When it crashes, its work stops with
 * it and nobody renews the permit.
 *
 * @example
 * ```ts
 * const holderMachine = permitHolderMachine.provide({ actors: { work: pipelineMachine } });
 * swarm.spawn(holderMachine, { input: { semaphore, waitMs: 1_000, work: { stages } } });
 * ```
 */
export const permitHolderMachine = setup({
  types: {
    input: {} as PermitHolderInput,
    context: {} as PermitHolderContext,
    events: {} as PermitHolderEvent,
    emitted: {} as PermitHolderEmission,
    output: {} as PermitHolderOutput,
  },
  actors: { work: noWork },
  guards: {
    isAnswer: ({ context: { token, renewal } }, answer: Renewed) =>
      answer.token === token && answer.renewal === renewal,
    isOwn: ({ context }, { token }: { readonly token: number }) => token === context.token,
    resends: ({ context }) => context.resends,
  },
  delays: {
    wait: ({ context }) => context.waitMs,
    pause: ({ context }) => context.leaseMs / RENEWALS_A_LEASE,
  },
  actions: {
    ask: sendTo(
      ({ context }) => context.semaphore,
      ({ self }) => ({ type: 'ACQUIRE', holder: self }),
    ),
    take: assign((_, { token, leaseMs }: Granted) => ({ token, leaseMs })),
    beginRenewal: enqueueActions(({ context, enqueue }) => {
      const renewal = context.renewal + 1;
      enqueue.assign({ renewal });
      enqueue.raise({ type: 'LEASE_OVER' }, { id: idOf(renewal), delay: context.leaseMs });
    }),
    renew: sendTo(
      ({ context }) => context.semaphore,
      ({ context: { token, renewal }, self }) => ({ type: 'RENEW', holder: self, token, renewal }),
    ),
    // From now on the later timer counts.
    endRenewal: enqueueActions(({ context, enqueue }) => enqueue.cancel(idOf(context.renewal - 1))),
    keep: assign((_, { output }: Pick<PermitHolderOutput, 'output'>) => ({ output })),
    tellAsked: emit({ type: 'permitAsked' }),
    tellHeld: emit(({ context: { token } }) => ({ type: 'permitHeld' as const, token })),
    end: enqueueActions(({ context, enqueue, self }, { outcome }: EndOptions) => {
      enqueue.assign({ outcome });
      enqueue.sendTo(context.semaphore, { type: 'RELEASE', holder: self });
      enqueue.emit({ type: 'permitEnded', outcome });
    }),
  },
}).createMachine({
  id: 'permit-holder',
  context: ({ input }) => permitHolderContext(input),
  initial: 'waiting',
  on: {
    LEASE_OVER: '.lost',
    REFUSED: { guard: { type: 'isOwn', params: ({ event }) => event }, target: '.lost' },
  },
  states: {
    waiting: {
      entry: ['ask', 'tellAsked'],
      on: {
        GRANTED: { target: 'claiming', actions: { type: 'take', params: ({ event }) => event } },
      },
      after: { wait: 'timedOut' },
    },
    claiming: {
      entry: ['beginRenewal', 'renew'],
      on: {
        RENEWED: { guard: { type: 'isAnswer', params: ({ event }) => event }, target: 'working' },
      },
      after: { pause: { guard: 'resends', actions: 'renew' } },
    },
    working: {
      entry: 'tellHeld',
      invoke: {
        src: 'work',
        id: 'work',
        input: ({ context }: { context: PermitHolderContext }) => context.work,
        onDone: {
          target: 'done',
          actions: { type: 'keep', params: ({ event }) => event },
        },
        onError: 'failed',
      },
      initial: 'holding',
      states: {
        holding: { after: { pause: 'renewing' } },
        renewing: {
          entry: ['beginRenewal', 'renew'],
          on: {
            RENEWED: {
              guard: { type: 'isAnswer', params: ({ event }) => event },
              target: 'holding',
              actions: 'endRenewal',
            },
          },
          after: { pause: { guard: 'resends', actions: 'renew' } },
        },
      },
    },
    done: { type: 'final', entry: { type: 'end', params: { outcome: 'done' } } },
    failed: { type: 'final', entry: { type: 'end', params: { outcome: 'failed' } } },
    timedOut: { type: 'final', entry: { type: 'end', params: { outcome: 'timedOut' } } },
    lost: { type: 'final', entry: { type: 'end', params: { outcome: 'lost' } } },
  },
  output: ({ context: { outcome, output } }) => ({ outcome, output }),
});

function permitHolderContext(input: PermitHolderInput): PermitHolderContext {
  const { semaphore, waitMs, resends = true, work } = input;
  requireNotNegative('A permit holder', 'waitMs', waitMs);
  return {
    semaphore,
    waitMs,
    resends,
    work,
    token: 0,
    leaseMs: 0,
    renewal: 0,
    outcome: 'lost',
    output: undefined,
  };
}

function idOf(renewal: number): string {
  return `lease-${renewal}`;
}
