import { assign, sendTo, setup } from 'xstate';
import type { Recall, RecallAll, Recalled, RecalledAll, Remember } from './messages.ts';

/** What a memory is given. */
export interface MemoryInput {
  /** What it holds at first: what the runs before have left. */
  readonly contents: ReadonlyMap<string, unknown>;
}

export interface MemoryContext {
  readonly contents: ReadonlyMap<string, unknown>;
  /** What has been written in this run: what it leaves to the runs after it. */
  readonly written: ReadonlyMap<string, unknown>;
}

/**
 * The collective memory of a swarm: any actor can write a value to a key (`REMEMBER`), and ask for
 * one (`RECALL`) or for all whose keys begin alike (`RECALL_ALL`).
 *
 * The last write to a key wins, in the order in which writes arrive. Actors that would write to one
 * key at a time better have a key each, and add up what they recall. A write copies the table.
 */
export const memoryMachine = setup({
  types: {
    input: {} as MemoryInput,
    context: {} as MemoryContext,
    events: {} as Remember | Recall | RecallAll,
  },
  actions: {
    write: assign(({ context: { contents, written } }, { key, value }: Remember) => ({
      contents: new Map(contents).set(key, value),
      written: new Map(written).set(key, value),
    })),
    tell: sendTo(
      (_, { replyTo }: Recall) => replyTo,
      ({ context }, { key }): Recalled => ({
        type: 'RECALLED',
        key,
        value: context.contents.get(key),
      }),
    ),
    tellAll: sendTo(
      (_, { replyTo }: RecallAll) => replyTo,
      ({ context }, { prefix }): RecalledAll => ({
        type: 'RECALLED_ALL',
        prefix,
        entries: beginningWith(prefix, context.contents),
      }),
    ),
  },
}).createMachine({
  id: 'memory',
  context: ({ input: { contents } }) => ({ contents, written: new Map() }),
  on: {
    REMEMBER: { actions: { type: 'write', params: ({ event }) => event } },
    RECALL: { actions: { type: 'tell', params: ({ event }) => event } },
    RECALL_ALL: { actions: { type: 'tellAll', params: ({ event }) => event } },
  },
});

// By code units, not by a locale, which would differ from machine to machine.
function beginningWith(prefix: string, contents: ReadonlyMap<string, unknown>) {
  return [...contents]
    .filter(([key]) => key.startsWith(prefix))
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
