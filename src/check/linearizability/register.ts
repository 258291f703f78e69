import type { SequentialModel } from './sequential-model.ts';

/** What can be asked of a register. */
export type RegisterCall<T> = { readonly op: 'read' } | { readonly op: 'write'; readonly value: T };

/**
 * A register: a read returns what was written last, a write returns nothing.
 *
 * @param initial - what it holds before anything is written
 */
export function registerModel<T>(initial: T): SequentialModel<T, RegisterCall<T>, T | undefined> {
  return {
    name: 'register',
    initial,
    apply: (state, call) =>
      call.op === 'read' ? { result: state, state } : { result: undefined, state: call.value },
    isRead: ({ op }) => op === 'read',
    describe: (call) => (call.op === 'read' ? 'read()' : `write(${JSON.stringify(call.value)})`),
  };
}
