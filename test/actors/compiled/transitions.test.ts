import { expect, test } from 'vitest';
import { createMachine } from 'xstate';
import { agree } from './both-engines.ts';
import type { Observer } from './observer.ts';
import { counting, machine, valueAfter } from './small-machines.ts';

test('an event takes the innermost transition that is enabled', () => {
  const nested = {
    initial: 'a',
    on: { GO: '.b' },
    states: { a: { initial: 'x', states: { x: { on: { GO: 'y' } }, y: {} } }, b: {} },
  };
  expect(valueAfter(agree(machine(nested), 'GO'))).toEqual({ a: 'y' });
  expect(valueAfter(agree(machine(nested), 'GO', 'GO'))).toBe('b');
});

test('parallel regions take the same event each on its own', () => {
  const toggle = { initial: 'off', states: { off: { on: { T: 'on' } }, on: { on: { T: 'off' } } } };
  const lines = agree(machine({ type: 'parallel', states: { p: toggle, q: toggle } }), 'T');
  expect(valueAfter(lines)).toEqual({ p: 'on', q: 'on' });
});

test('of two transitions that leave the same state the inner one wins', () => {
  const config = {
    initial: 'both',
    states: {
      both: {
        type: 'parallel',
        states: {
          p: { on: { GO: '#out' } },
          q: { initial: 'i', states: { i: { on: { GO: 'j' } }, j: {} } },
        },
      },
      out: { id: 'out' },
    },
  };
  expect(valueAfter(agree(machine(config), 'GO'))).toBe('out');
});

test('exit, transition and entry actions run in the order of the tree', () => {
  const define = (observer: Observer) => {
    const say = (what: string) => () => observer.note(what);
    const leaf = (name: string) => ({ entry: say(`+${name}`), exit: say(`-${name}`) });
    return createMachine({
      initial: 'a',
      states: {
        a: {
          ...leaf('a'),
          initial: 'x',
          states: { x: leaf('x') },
          on: { GO: { target: 'b', actions: say('go') } },
        },
        b: {
          ...leaf('b'),
          initial: { target: 'y', actions: say('initial') },
          states: { y: leaf('y') },
        },
      },
    } as never);
  };
  const said = agree(define, 'GO').filter((line) => /^([+-].|go|initial) $/.test(line));
  expect(said.map((line) => line.trim())).toEqual([
    '+a',
    '+x',
    '-x',
    '-a',
    'go',
    '+b',
    'initial',
    '+y',
  ]);
});

test('a reentering transition leaves and enters its own source', () => {
  const config = (reenter: boolean) => ({
    context: { n: 0 },
    initial: 'a',
    states: {
      a: {
        entry: counting,
        initial: 'x',
        states: { x: { on: { GO: 'y' } }, y: {} },
        on: { AGAIN: { target: '.x', reenter } },
      },
    },
  });
  expect(agree(machine(config(true)), 'GO', 'AGAIN').join()).toContain('"context":{"n":2}');
  expect(agree(machine(config(false)), 'GO', 'AGAIN').join()).not.toContain('"context":{"n":2}');
});

test('wildcards come after exact descriptors, the longer before the shorter', () => {
  const config = {
    initial: 'a',
    states: {
      a: { on: { '*': 'any', 'a.*': 'some', 'a.b.*': 'more', 'a.b': 'exact' } },
      any: {},
      some: {},
      more: {},
      exact: {},
    },
  };
  const targets = ['a.b', 'a.b.c', 'a.c', 'z'].map((type) =>
    valueAfter(agree(machine(config), type)),
  );
  expect(targets).toEqual(['exact', 'more', 'some', 'any']);
});

test('more event types than are remembered still find their wildcard', () => {
  const config = { context: { n: 0 }, on: { 'a.*': { actions: counting } } };
  const events = Array.from({ length: 50 }, (_, at) => `a.${at}`);
  expect(agree(machine(config), ...events).at(-5)).toContain('"n":50');
});
