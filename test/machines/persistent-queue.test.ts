import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CHUNK,
  firstWhere,
  itemsOf,
  type PersistentQueue,
  pushed,
  queueOf,
  shifted,
  unshifted,
  withoutItem,
} from '../../machines/persistent-queue.ts';

interface State {
  readonly queue: PersistentQueue<number>;
  /** What the queue should have. */
  readonly items: readonly number[];
}

const numbers = (length: number) => Array.from({ length }, (_, nth) => nth);

const operations = {
  push: ({ queue, items }: State, times: number): State => ({
    queue: pushed(queue, numbers(times)),
    items: [...items, ...numbers(times)],
  }),
  shift: ({ queue, items }: State): State => ({
    queue: items.length === 0 ? queue : shifted(queue),
    items: items.slice(1),
  }),
  unshift: ({ queue, items }: State, item: number): State => ({
    queue: unshifted(queue, item),
    items: [item, ...items],
  }),
  leaveOut: ({ queue, items }: State, times: number): State => {
    // From all over, so that chunks of all levels get shorter, and some empty.
    const item = items[(7 * times) % items.length];
    if (item === undefined) return { queue, items };
    return {
      queue: withoutItem(queue, item),
      items: items.toSpliced(items.indexOf(item), 1),
    };
  },
};

type Operation = [keyof typeof operations, number];

/** Each as often in a row as its number says, up to three levels of chunks. */
const anyOperations: fc.Arbitrary<Operation[]> = fc.array(
  fc.tuple(
    fc.constantFrom('push', 'shift', 'unshift', 'leaveOut'),
    fc.oneof(fc.nat(2 * CHUNK), fc.nat(3 * CHUNK ** 2)),
  ),
  { maxLength: 12 },
);

/** The queue after some operations, and the array after the same ones. */
function after(all: readonly Operation[]): State {
  let state: State = { queue: queueOf<number>([]), items: [] };
  for (const [kind, times] of all) {
    if (kind === 'push') state = operations.push(state, times);
    else for (const nth of numbers(times)) state = operations[kind](state, nth);
  }
  return state;
}

test('a queue has what was put at its ends, in order, but for what was taken from its front', () => {
  fc.assert(
    fc.property(anyOperations, (all) => {
      const { queue, items } = after(all);
      expect(itemsOf(queue)).toEqual(items);
      expect(queue.length).toBe(items.length);
      expect(queue.front[0]).toBe(items[0]);
    }),
  );
});

test('a queue finds the first of which something is true', () => {
  fc.assert(
    fc.property(anyOperations, fc.nat(), (all, item) => {
      const { queue, items } = after(all);
      const is = (each: number) => each === item % (3 * CHUNK ** 2);
      expect(firstWhere(queue, is)).toBe(items.find(is));
    }),
  );
});

test('chunks are never longer than they may be', () => {
  const lengthMax = <T>({ front, middle, back }: PersistentQueue<T>): number =>
    Math.max(front.length, back.length, middle === undefined ? 0 : lengthMax(middle));
  fc.assert(
    fc.property(anyOperations, (all) => {
      expect(lengthMax(after(all).queue)).toBeLessThanOrEqual(CHUNK);
    }),
  );
});

test('what was before is left as it was', () => {
  fc.assert(
    fc.property(anyOperations, (all) => {
      const { queue, items } = after(all);
      pushed(queue, [1, 2]);
      unshifted(queue, 3);
      if (items.length > 0) withoutItem(shifted(pushed(queue, [4])), 4);
      expect(itemsOf(queue)).toEqual(items);
    }),
  );
});

test('short queues of the same items are equal in structure, however they came about', () => {
  const anyEnd = fc.constantFrom('shift', 'leaveOut');
  fc.assert(
    fc.property(anyOperations, anyEnd, fc.nat(CHUNK), (before, kind, length) => {
      let state = after(before);
      while (state.items.length > length) state = operations[kind](state, state.items.length);
      expect(state.queue).toStrictEqual(queueOf(state.items));
    }),
  );
});
