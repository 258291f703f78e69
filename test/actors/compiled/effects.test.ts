import { expect, test } from 'vitest';
import { cancel, createMachine, emit, log, raise, sendTo } from 'xstate';
import { agree } from './both-engines.ts';
import type { Observer } from './observer.ts';

test('custom actions act at once, what is sent waits for the end of the step', () => {
  const define = (observer: Observer) =>
    createMachine({
      on: {
        GO: {
          actions: [
            emit({ type: 'OUT' }),
            () => observer.note('custom'),
            log('logged'),
            sendTo(({ self }) => self, { type: 'LATER' }),
          ],
        },
        LATER: { actions: () => observer.note('later') },
      },
    } as never);
  const said = agree(define, 'GO').filter((line) => /^(custom|log|emitted|later) /.test(line));
  expect(said.map((line) => line.split(' ')[0])).toEqual(['custom', 'log', 'emitted', 'later']);
});

test('delayed events can be cancelled by id', () => {
  const define = () =>
    createMachine({
      initial: 'a',
      states: {
        a: {
          entry: raise({ type: 'WAKE' }, { delay: 10, id: 'alarm' }),
          on: { OFF: { actions: cancel('alarm') }, WAKE: 'b' },
        },
        b: {},
      },
    } as never);
  expect(agree(define, 20).join()).toContain('"value":"b"');
  expect(agree(define, 'OFF', 20).join()).not.toContain('"value":"b"');
});

test('provided implementations replace those of the machine', () => {
  const define = (observer: Observer) =>
    createMachine(
      { on: { GO: { actions: { type: 'say', params: { word: 'hi' } } } } } as never,
      { actions: { say: () => observer.note('wrong') } } as never,
    ).provide({
      actions: { say: (_: unknown, params: unknown) => observer.note('said', params) },
    } as never);
  expect(agree(define, 'GO')).toContain('said {"word":"hi"}');
});

test('an action that nobody implements does nothing', () => {
  expect(
    agree(() => createMachine({ on: { GO: { actions: 'nobody' } } } as never), 'GO').join(),
  ).toContain('active');
});
