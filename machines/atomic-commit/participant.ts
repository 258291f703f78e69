import type { Address } from 'statehive';
import { assign, sendTo, setup } from 'xstate';
import type { AskOutcome, Decide, Outcome, ParticipantVote, Prepare } from './messages.ts';

/** What a participant is given. */
export interface ParticipantInput {
  /** Its number among the participants. */
  readonly index: number;
  readonly coordinator: Address<ParticipantVote | AskOutcome>;
  /** Whether it can commit. */
  readonly yes: boolean;
  /** How long it waits: to be asked, before it aborts; for the outcome, before it asks. Simulated ms. */
  readonly patienceMs: number;
  /** What it finds in its log. @defaultValue nothing: it has not voted */
  readonly logged?: 'prepared' | Outcome | undefined;
}

export interface ParticipantContext extends ParticipantInput {
  /** What is in its log: written before it votes, or before it tells that it is done. */
  readonly logged: 'prepared' | Outcome | undefined;
}

type Logged = { readonly logged: NonNullable<ParticipantContext['logged']> };

/**
 * A participant of two-phase commit. Until it has voted yes it may abort by itself; from then on,
 * `prepared`, it is blocked until the coordinator tells it what was decided: it can but ask.
 *
 * Spawn it with `recover: participantLog`.
 *
 * @see Gray 1978; Bernstein, Hadzilacos, Goodman 1987, section 7.4
 */
export const participantMachine = setup({
  types: {
    input: {} as ParticipantInput,
    context: {} as ParticipantContext,
    events: {} as Prepare | Decide,
  },
  delays: { patience: ({ context }) => context.patienceMs },
  guards: {
    canCommit: ({ context }) => context.yes,
    isCommit: (_, { outcome }: Decide) => outcome === 'committed',
    hasLogged: ({ context }, { logged }: Logged) => context.logged === logged,
  },
  actions: {
    log: assign((_, { logged }: Logged) => ({ logged })),
    vote: sendTo(
      ({ context }) => context.coordinator,
      ({ context: { index } }, { yes }: { yes: boolean }) => {
        return { type: 'VOTE', participant: index, yes };
      },
    ),
    ask: sendTo(
      ({ context }) => context.coordinator,
      ({ context: { index } }) => ({ type: 'ASK_OUTCOME', participant: index }),
    ),
  },
}).createMachine({
  id: 'participant',
  context: ({ input }) => ({ ...input, logged: input.logged }),
  initial: 'starting',
  states: {
    starting: {
      always: [
        { guard: { type: 'hasLogged', params: { logged: 'prepared' } }, target: 'prepared' },
        { guard: { type: 'hasLogged', params: { logged: 'committed' } }, target: 'committed' },
        { guard: { type: 'hasLogged', params: { logged: 'aborted' } }, target: 'aborted' },
        { target: 'working' },
      ],
    },
    working: {
      on: {
        PREPARE: [
          {
            guard: 'canCommit',
            target: 'prepared',
            actions: { type: 'vote', params: { yes: true } },
          },
          { target: 'aborted', actions: { type: 'vote', params: { yes: false } } },
        ],
        DECIDE: 'aborted',
      },
      after: { patience: 'aborted' },
    },
    prepared: {
      entry: { type: 'log', params: { logged: 'prepared' } },
      on: {
        DECIDE: [
          { guard: { type: 'isCommit', params: ({ event }) => event }, target: 'committed' },
          { target: 'aborted' },
        ],
      },
      after: { patience: { target: 'prepared', reenter: true, actions: 'ask' } },
    },
    committed: { tags: 'end', entry: { type: 'log', params: { logged: 'committed' } } },
    aborted: {
      tags: 'end',
      entry: { type: 'log', params: { logged: 'aborted' } },
      on: { PREPARE: { actions: { type: 'vote', params: { yes: false } } } },
    },
  },
});

/** What a participant that restarts goes on with: what is in its log. */
export function participantLog(context: ParticipantContext): ParticipantInput {
  const { index, coordinator, yes, patienceMs, logged } = context;
  return { index, coordinator, yes, patienceMs, logged };
}
