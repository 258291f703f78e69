import type { Address } from 'statehive';
import { assign, emit, enqueueActions, sendTo, setup } from 'xstate';
import type { Aggregated } from '../proposals/messages.ts';
import type { ConditionalProposal } from '../proposals/proposal.ts';
import { proposalBoardMachine } from '../proposals/proposal-board.ts';
import type { Done, Submit } from '../scheduler/messages.ts';
import type { Commit, Committed, NothingStaged, Stage } from '../snapshots/messages.ts';
import type { RegistryChange } from './changes.ts';

/** What a registrar is given. */
export interface RegistrarInput {
  readonly scheduler: Address<Submit>;
  readonly cell: Address<Stage | Commit>;
  /** How long a round of proposals waits for more, simulated ms. */
  readonly windowMs: number;
}

/** What a registrar publishes. */
export interface Registry {
  /** How many changes are in it. */
  readonly done: number;
  /** How many there will be. */
  readonly of: number;
  /** How many changes of each action are in it. */
  readonly actions: Readonly<Record<string, number>>;
}

export interface RegistrarContext extends RegistrarInput {
  /** Those that are not in the registry yet, by task. */
  readonly proposals: Readonly<Record<string, ConditionalProposal>>;
  readonly registry: Registry;
  /** How many versions it has sent to the cell. */
  readonly commits: number;
}

/** Asks for changes to be carried out; once for a registrar. */
export interface CarryOut {
  readonly type: 'CARRY_OUT';
  readonly changes: readonly RegistryChange[];
}

type RegistrarEvent = CarryOut | Done | Aggregated | Committed | NothingStaged;

/**
 * Has changes worked out and publishes them: each is a task for a scheduler, then a proposal on a
 * board. What a round of the board merges becomes the next version of a snapshot, whose only writer
 * it is, over a link that keeps order. It emits `published` when all are in it.
 *
 * Each change is entered once, for whatever is told of it afterwards, as by messages that arrive twice,
 * is no news.
 */
export const registrarMachine = setup({
  types: {
    input: {} as RegistrarInput,
    context: {} as RegistrarContext,
    events: {} as RegistrarEvent,
    emitted: {} as { readonly type: 'published'; readonly version: number },
  },
  actors: { board: proposalBoardMachine },
  guards: {
    // A task may be done twice, as when a lease has run out.
    isAwaited: ({ context }, { task }: Done) => context.proposals[task.id] !== undefined,
    isNews: ({ context: { proposals } }, { merged }: Aggregated) =>
      merged?.proposals.some(({ id }) => proposals[id] !== undefined) ?? false,
    isNothing: (_, { changes }: CarryOut) => changes.length === 0,
    // Earlier versions may be confirmed when all changes are on their way already.
    isComplete: ({ context: { registry, commits } }, { version }: Committed) =>
      registry.done === registry.of && version === commits,
  },
  actions: {
    submit: enqueueActions(({ context, enqueue, self }, { changes }: CarryOut) => {
      const tasks = changes.map(({ hint, proposal }) => ({ id: proposal.id, hint }));
      enqueue.assign({
        proposals: Object.fromEntries(changes.map(({ proposal }) => [proposal.id, proposal])),
        registry: { ...context.registry, of: changes.length },
      });
      enqueue.sendTo(context.scheduler, { type: 'SUBMIT', tasks, replyTo: self });
    }),
    propose: sendTo('board', ({ context }, { task }: Done) => ({
      type: 'PROPOSE',
      proposal: context.proposals[task.id]!,
    })),
    enter: assign(({ context }, { merged }: Aggregated) => {
      const proposals = { ...context.proposals };
      const news = merged?.proposals.filter(({ id }) => proposals[id] !== undefined) ?? [];
      for (const { id } of news) delete proposals[id];
      return { proposals, registry: entered(context.registry, news), commits: context.commits + 1 };
    }),
    stage: sendTo(
      ({ context }) => context.cell,
      ({ context }) => ({ type: 'STAGE', value: context.registry }),
    ),
    commit: sendTo(
      ({ context }) => context.cell,
      ({ self }) => ({ type: 'COMMIT', replyTo: self }),
    ),
    announce: emit((_, { version }: Pick<Committed, 'version'>) => ({
      type: 'published' as const,
      version,
    })),
  },
}).createMachine({
  id: 'registrar',
  context: ({ input }) => ({
    ...input,
    proposals: {},
    registry: { done: 0, of: 0, actions: {} },
    commits: 0,
  }),
  invoke: {
    src: 'board',
    id: 'board',
    input: ({ context, self }) => ({ windowMs: context.windowMs, recipient: self }),
  },
  initial: 'waiting',
  states: {
    waiting: {
      on: {
        CARRY_OUT: [
          {
            guard: { type: 'isNothing', params: ({ event }) => event },
            target: 'published',
            actions: { type: 'announce', params: { version: 0 } },
          },
          {
            target: 'publishing',
            actions: { type: 'submit', params: ({ event }) => event },
          },
        ],
      },
    },
    publishing: {
      on: {
        DONE: {
          guard: { type: 'isAwaited', params: ({ event }) => event },
          actions: { type: 'propose', params: ({ event }) => event },
        },
        AGGREGATED: {
          guard: { type: 'isNews', params: ({ event }) => event },
          actions: [{ type: 'enter', params: ({ event }) => event }, 'stage', 'commit'],
        },
        COMMITTED: {
          guard: { type: 'isComplete', params: ({ event }) => event },
          target: 'published',
          actions: { type: 'announce', params: ({ event }) => event },
        },
      },
    },
    published: {},
  },
});

function entered(registry: Registry, proposals: readonly ConditionalProposal[]): Registry {
  const actions: Record<string, number> = { ...registry.actions };
  for (const { action } of proposals) actions[action] = (actions[action] ?? 0) + 1;
  return { ...registry, done: registry.done + proposals.length, actions };
}
