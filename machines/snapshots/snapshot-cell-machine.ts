import { assign, enqueueActions, sendTo, setup } from 'xstate';
import type { Commit, Committed, Read, Stage } from './messages.ts';
import { handedOver, type SnapshotVariant, type Versioned } from './snapshot-cell.ts';

/** What an actor that keeps a snapshot is given. */
export interface SnapshotCellInput {
  /** Version 0. */
  readonly initial: unknown;
  readonly variant: SnapshotVariant;
}

export interface SnapshotCellContext {
  readonly variant: SnapshotVariant;
  readonly current: Versioned<unknown>;
  readonly staged: unknown;
}

/**
 * A snapshot cell as an actor: `STAGE`, `COMMIT`, and `READ`, which is always answered at once, by
 * the last version that was committed. It emits `committed` with each new version.
 */
export const snapshotCellMachine = setup({
  types: {
    input: {} as SnapshotCellInput,
    context: {} as SnapshotCellContext,
    events: {} as Stage | Commit | Read,
    emitted: {} as { readonly type: 'committed'; readonly version: number },
  },
  actions: {
    stage: assign(({ context }, { value }: Stage) => ({
      staged: handedOver(value, context.variant),
    })),
    publish: enqueueActions(({ context, enqueue }, { replyTo }: Commit) => {
      const version = context.current.version + 1;
      enqueue.assign({ current: { version, value: context.staged }, staged: undefined });
      enqueue.emit({ type: 'committed', version });
      const committed: Committed = { type: 'COMMITTED', version };
      if (replyTo !== undefined) enqueue.sendTo(replyTo, committed);
    }),
    refuse: enqueueActions(({ context, enqueue }, { replyTo }: Commit) => {
      const { version } = context.current;
      if (replyTo !== undefined) enqueue.sendTo(replyTo, { type: 'NOTHING_STAGED', version });
    }),
    answer: sendTo(
      (_, { replyTo }: Read) => replyTo,
      ({ context: { current, variant } }) => ({
        type: 'SNAPSHOT',
        snapshot: handedOver(current, variant),
      }),
    ),
  },
}).createMachine({
  id: 'snapshot-cell',
  context: ({ input: { initial, variant } }) => ({
    variant,
    current: { version: 0, value: handedOver(initial, variant) },
    staged: undefined,
  }),
  initial: 'clean',
  on: {
    READ: { actions: { type: 'answer', params: ({ event }) => event } },
    STAGE: { target: '.staged', actions: { type: 'stage', params: ({ event }) => event } },
  },
  states: {
    clean: { on: { COMMIT: { actions: { type: 'refuse', params: ({ event }) => event } } } },
    staged: {
      on: {
        COMMIT: { target: 'clean', actions: { type: 'publish', params: ({ event }) => event } },
      },
    },
  },
});
