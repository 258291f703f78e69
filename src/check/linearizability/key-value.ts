import type { SequentialModel } from './sequential-model.ts';

/** What can be asked of a store of values by key. */
export type KeyValueCall<T> =
  | { readonly op: 'get' | 'delete'; readonly key: string }
  | { readonly op: 'put'; readonly key: string; readonly value: T };

/**
 * Values by key: to get what is not there returns undefined, to put and to delete return nothing.
 * Keys know nothing of each other, so each is checked for itself; a state is the value of one.
 */
export function keyValueModel<T>(): SequentialModel<T | undefined, KeyValueCall<T>, T | undefined> {
  return {
    name: 'key-value store',
    initial: undefined,
    apply(state, call) {
      if (call.op === 'get') return { result: state, state };
      return { result: undefined, state: call.op === 'put' ? call.value : undefined };
    },
    partition: ({ key }) => key,
    isRead: ({ op }) => op === 'get',
    describe: (call) => {
      const told = call.op === 'put' ? [call.key, call.value] : [call.key];
      return `${call.op}(${told.map((each) => JSON.stringify(each)).join(', ')})`;
    },
  };
}
