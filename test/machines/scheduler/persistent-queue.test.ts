import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CHUNK,
  itemsOf,
  type PersistentQueue,
  pushed,
  queueOf,
  shifted,
  unshifted,
} from '../../../machines/scheduler/persistent-queue.ts';

type Operation = ['push', number] | ['shift', number] | ['unshift', number];

/** Each as often in a row as its number says, up to three levels of chunks. */
const anyOperations: fc.Arbitrary<Operation[]> = fc.array(
  fc.tuple(fc.constantFrom('push', 'shift', 'unshift'), fc.nat(3 * CHUNK ** 2)),
  { maxLength: 12 },
);

const numbers = (length: number) => Array.from({ length }, (_, nth) => nth);

/** The queue after some operations, and the array after the same ones. */
function after(operations: readonly Operation[]) {
  let queue = queueOf<number>([]);
  let items: number[] = [];
  for (const [kind, times] of operations) {
    if (kind === 'push') {
      queue = pushed(queue, numbers(times));
      items = [...items, ...numbers(times)];
    } else if (kind === 'unshift') {
      for (const each of numbers(times)) queue = unshifted(queue, each);
      items = [...numbers(times).reverse(), ...items];
    } else {
      const left = Math.max(0, items.length - times);
      while (queue.length > left) queue = shifted(queue);
      items = items.slice(items.length - left);
    }
  }
  return { queue, items };
}

test('a queue has what was put at its ends, in order, but for what was taken from its front', () => {
  fc.assert(
    fc.property(anyOperations, (operations) => {
      const { queue, items } = after(operations);
      expect(itemsOf(queue)).toEqual(items);
      expect(queue.length).toBe(items.length);
      expect(queue.front[0]).toBe(items[0]);
    }),
  );
});

test('chunks are never longer than they may be', () => {
  const lengthMax = <T>({ front, middle, back }: PersistentQueue<T>): number =>
    Math.max(front.length, back.length, middle === undefined ? 0 : lengthMax(middle));
  fc.assert(
    fc.property(anyOperations, (operations) => {
      expect(lengthMax(after(operations).queue)).toBeLessThanOrEqual(CHUNK);
    }),
  );
});

test('what was before is left as it was', () => {
  fc.assert(
    fc.property(anyOperations, (operations) => {
      const { queue, items } = after(operations);
      pushed(queue, [1, 2]);
      unshifted(queue, 3);
      if (items.length > 0) shifted(queue);
      expect(itemsOf(queue)).toEqual(items);
    }),
  );
});

test('short queues of the same items are equal in structure, however they came about', () => {
  fc.assert(
    fc.property(anyOperations, fc.nat(CHUNK), (operations, length) => {
      let { queue } = after(operations);
      while (queue.length > length) queue = shifted(queue);
      expect(queue).toStrictEqual(queueOf(itemsOf(queue)));
    }),
  );
});
