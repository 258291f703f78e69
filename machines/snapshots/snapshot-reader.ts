import { type Address, type Distribution, sample } from 'statehive';
import { emit, enqueueActions, sendTo, setup } from 'xstate';
import type { Read, SnapshotRead } from './messages.ts';
import type { Versioned } from './snapshot-cell.ts';

/** What a reader is given. */
export interface SnapshotReaderInput {
  readonly cell: Address<Read>;
  /** From one answer to the next question, simulated ms. */
  readonly pause: Distribution;
}

export interface SnapshotReaderContext extends SnapshotReaderInput {
  /** What it has read last. */
  readonly seen: Versioned<unknown> | undefined;
  readonly reads: number;
}

/** What a reader tells of a read: that it has asked, and what it has been answered. */
export type ReadEmission =
  | { readonly type: 'asked' }
  | {
      readonly type: 'read';
      readonly version: number;
      /** Whether it had read a later version before. */
      readonly wentBack: boolean;
    };

/** Reads a snapshot again and again, each time when it has been answered and paused. */
export const snapshotReaderMachine = setup({
  types: {
    input: {} as SnapshotReaderInput,
    context: {} as SnapshotReaderContext,
    events: {} as SnapshotRead,
    emitted: {} as ReadEmission,
  },
  delays: { pause: ({ context }) => sample(context.pause) },
  actions: {
    sayAsked: emit({ type: 'asked' }),
    ask: sendTo(
      ({ context }) => context.cell,
      ({ self }) => ({ type: 'READ', replyTo: self }),
    ),
    take: enqueueActions(({ context, enqueue }, { snapshot }: SnapshotRead) => {
      const { version } = snapshot;
      const wentBack = version < (context.seen?.version ?? 0);
      enqueue.assign({ seen: snapshot, reads: context.reads + 1 });
      enqueue.emit({ type: 'read', version, wentBack });
    }),
  },
}).createMachine({
  id: 'snapshot-reader',
  context: ({ input }) => ({ ...input, seen: undefined, reads: 0 }),
  initial: 'asking',
  states: {
    asking: {
      entry: ['sayAsked', 'ask'],
      on: {
        SNAPSHOT: { target: 'pausing', actions: { type: 'take', params: ({ event }) => event } },
      },
    },
    pausing: { after: { pause: 'asking' } },
  },
});
