import { describe, expect, test } from 'vitest';
import { Broadcast } from '../../src/network/broadcast.ts';

/** A broadcast, and what those who follow it have been told. */
function followed() {
  const broadcast = new Broadcast<number>();
  const told: string[] = [];
  const follow = (name: string) =>
    broadcast.stream$.subscribe({
      next: (value) => told.push(`${name} ${value}`),
      complete: () => told.push(`${name} ends`),
    });
  return { broadcast, told, follow };
}

describe('a broadcast', () => {
  test('tells each observer of each value, the first to subscribe first', () => {
    const { broadcast, told, follow } = followed();
    follow('a');
    follow('b');
    broadcast.next(1);
    broadcast.next(2);
    expect(told).toEqual(['a 1', 'b 1', 'a 2', 'b 2']);
  });

  test('knows whether anybody observes it', () => {
    const { broadcast, follow } = followed();
    const before = broadcast.isObserved;
    const subscription = follow('a');
    const meanwhile = broadcast.isObserved;
    subscription.unsubscribe();
    expect([before, meanwhile, broadcast.isObserved]).toEqual([false, true, false]);
  });

  test('does not tell one who subscribes of the value that made it subscribe', () => {
    const { broadcast, told, follow } = followed();
    const first = broadcast.stream$.subscribe(() => {
      first.unsubscribe();
      follow('late');
    });
    broadcast.next(1);
    broadcast.next(2);
    expect(told).toEqual(['late 2']);
  });

  test('tells all others when one leaves while they are told', () => {
    const { broadcast, told, follow } = followed();
    const leaving = broadcast.stream$.subscribe(() => leaving.unsubscribe());
    follow('a');
    broadcast.next(1);
    expect(told).toEqual(['a 1']);
  });

  test('does not tell one of a value who was made to leave by one told before', () => {
    const { broadcast, told, follow } = followed();
    broadcast.stream$.subscribe(() => second.unsubscribe());
    const second = follow('b');
    broadcast.next(1);
    expect(told).toEqual([]);
  });

  test('ends for those who observe it, and at once for those who come later', () => {
    const { broadcast, told, follow } = followed();
    follow('a');
    broadcast.complete();
    follow('b');
    broadcast.next(1);
    expect(told).toEqual(['a ends', 'b ends']);
  });
});
