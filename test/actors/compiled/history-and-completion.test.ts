import { expect, test } from 'vitest';
import { assign } from 'xstate';
import { agree } from './both-engines.ts';
import { machine, valueAfter } from './small-machines.ts';

const remembering = (history: string, target?: string) => ({
  initial: 'on',
  states: {
    on: {
      initial: 'a',
      states: {
        a: { on: { NEXT: 'b' } },
        b: { initial: 'x', states: { x: { on: { NEXT: 'y' } }, y: {} } },
        h: { type: 'history', history, target },
      },
      on: { OFF: 'off' },
    },
    off: { on: { BACK: 'on.h' } },
  },
});

test('shallow history restores a child, deep history all that was active', () => {
  const script = ['NEXT', 'NEXT', 'OFF', 'BACK'] as const;
  expect(valueAfter(agree(machine(remembering('shallow')), ...script))).toEqual({ on: { b: 'x' } });
  expect(valueAfter(agree(machine(remembering('deep')), ...script))).toEqual({ on: { b: 'y' } });
});

test('history that was never recorded leads to its default', () => {
  const never = { ...remembering('shallow', 'b'), initial: 'off' };
  expect(valueAfter(agree(machine(never), 'BACK'))).toEqual({ on: { b: 'x' } });
});

test('restoring a history of the root leaves its regions able to take events', () => {
  // XState then no longer lists the root among the active states.
  const region = { initial: 'x', states: { x: { on: { GO: 'y' } }, y: {} } };
  const config = {
    type: 'parallel',
    states: { p: region, q: {}, h: { type: 'history' } },
    on: { BACK: '.h' },
  };
  const rooted = { ...config, on: { BACK: { target: '.h', reenter: true } } };
  expect(valueAfter(agree(machine(rooted), 'BACK', 'BACK', 'GO'))).toEqual({ p: 'y', q: {} });
});

test('a final child completes its parent with output', () => {
  const config = {
    context: {},
    initial: 'work',
    states: {
      work: {
        initial: 'doing',
        states: { doing: { on: { DONE: 'over' } }, over: { type: 'final', output: { result: 7 } } },
        onDone: {
          target: 'end',
          actions: assign({ got: ({ event }: never) => (event as { output: unknown }).output }),
        },
      },
      end: {},
    },
  };
  const lines = agree(machine(config), 'DONE');
  expect(valueAfter(lines)).toBe('end');
  expect(lines.join()).toContain('"got":{"result":7}');
});

test('a parallel state is complete when all of its regions are, and a machine has output', () => {
  const region = (event: string) => ({
    initial: 'i',
    states: { i: { on: { [event]: 'f' } }, f: { type: 'final' } },
  });
  const config = {
    type: 'parallel',
    states: { p: region('A'), q: region('B') },
    context: { n: 3 },
    output: ({ context }: { context: object }) => context,
  };
  expect(agree(machine(config), 'A', 'B').join()).toContain('"status":"done","output":{"n":3}');
});
