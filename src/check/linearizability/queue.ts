import type { SequentialModel } from './sequential-model.ts';

/** What can be asked of a queue. */
export type QueueCall<T> =
  | { readonly op: 'enqueue'; readonly value: T }
  | { readonly op: 'dequeue' };

/** A queue, first in, first out: to dequeue from an empty one returns undefined. */
export function queueModel<T>(): SequentialModel<readonly T[], QueueCall<T>, T | undefined> {
  return {
    name: 'queue',
    initial: [],
    apply: (state, call) =>
      call.op === 'dequeue'
        ? { result: state[0], state: state.slice(1) }
        : { result: undefined, state: [...state, call.value] },
    describe: (call) =>
      call.op === 'dequeue' ? 'dequeue()' : `enqueue(${JSON.stringify(call.value)})`,
  };
}
