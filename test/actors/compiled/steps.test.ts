import { expect, test } from 'vitest';
import { and, enqueueActions, not, or, raise, stateIn } from 'xstate';
import { agree } from './both-engines.ts';
import { counting, isOdd, machine, valueAfter } from './small-machines.ts';

test('guards combine, take params and see the state', () => {
  const guards = {
    isOdd,
    isOver: ({ context }: { context: { n: number } }, params: { limit: number }) =>
      context.n > params.limit,
  };
  const one = (guard: unknown) => ({ guard, target: 'b' });
  const config = {
    context: { n: 1 },
    initial: 'a',
    states: {
      a: {
        on: {
          AND: one(and(['isOdd', { type: 'isOver', params: { limit: 0 } }] as never)),
          OR: one(or([not('isOdd'), stateIn('a')] as never)),
          NOT: one(not('isOdd')),
          IN: one(stateIn({ b: 'c' })),
          COMPUTED: one({
            type: 'isOver',
            params: ({ context }: { context: { n: number } }) => ({ limit: context.n }),
          }),
        },
      },
      b: {},
    },
  };
  const define = machine(config, { guards });
  const values = ['AND', 'OR', 'NOT', 'IN', 'COMPUTED'].map((type) =>
    valueAfter(agree(define, type)),
  );
  expect(values).toEqual(['b', 'b', 'a', 'a', 'a']);
});

test('an error in a guard stops the actor and names the guard', () => {
  const guard = () => {
    throw new Error('no');
  };
  const lines = agree(
    machine({ on: { GO: { guard: 'broken', target: '.' } } }, { guards: { broken: guard } }),
    'GO',
  );
  expect(lines.join()).toContain("Unable to evaluate guard 'broken'");
});

test('an error in an action leaves state and context as they were before the event', () => {
  const fail = () => {
    throw new Error('no');
  };
  const lines = agree(
    machine({
      context: { n: 0 },
      initial: 'a',
      states: { a: { on: { GO: { target: 'b', actions: [counting, fail] } } }, b: {} },
    }),
    'GO',
  );
  expect(valueAfter(lines)).toBe('a');
  expect(lines.at(-1)).toContain('timers');
  expect(lines.join()).toContain(
    '"status":"error","error":"Error(no)","value":"a","context":{"n":0}',
  );
});

test('eventless transitions run until none is enabled', () => {
  const config = {
    context: { n: 1 },
    initial: 'a',
    states: {
      a: { always: { guard: isOdd, target: 'b', actions: counting } },
      b: { always: { guard: isOdd, target: 'a' } },
    },
  };
  expect(valueAfter(agree(machine(config)))).toBe('b');
});

test('an endless loop of eventless transitions is an error once there is a limit', () => {
  const config = {
    options: { maxIterations: 10 },
    initial: 'idle',
    states: { idle: { on: { GO: 'a' } }, a: { always: 'b' }, b: { always: 'a' } },
  };
  expect(agree(machine(config), 'GO').join()).toContain('Infinite loop detected');
});

test('delayed transitions are fixed, named or computed, and end with their state', () => {
  const delays = {
    short: 5,
    computed: ({ context }: { context: { n: number } }) => context.n * 10,
  };
  const after = (delay: string | number) => ({ after: { [delay]: 'late' }, on: { LEAVE: 'away' } });
  const define = (delay: string | number) =>
    machine(
      { context: { n: 2 }, initial: 'a', states: { a: after(delay), late: {}, away: {} } },
      { delays },
    );
  expect([5, 'short', 'computed'].map((delay) => valueAfter(agree(define(delay), 10)))).toEqual([
    'late',
    'late',
    'a',
  ]);
  expect(valueAfter(agree(define(5), 'LEAVE', 10))).toBe('away');
});

test('enqueued actions run after the function that enqueues them, assignments in order', () => {
  const queue = enqueueActions(({ enqueue, check }) => {
    enqueue(counting as never);
    if (check(isOdd as never)) enqueue.raise({ type: 'ODD' } as never);
    enqueue.assign({ m: ({ context }: never) => (context as { n: number }).n } as never);
  });
  const lines = agree(
    machine({
      context: { n: 1 },
      initial: 'a',
      states: { a: { on: { GO: { actions: queue }, ODD: 'b' } }, b: {} },
    }),
    'GO',
  );
  expect(lines.join()).toContain('"value":"b","context":{"n":2,"m":2}');
});

test('raised events come before eventless transitions have run out, and before outer events', () => {
  const config = {
    context: { n: 0 },
    initial: 'a',
    states: {
      a: {
        on: {
          GO: { actions: [raise({ type: 'X' }), raise({ type: 'Y' })] },
          X: { actions: counting },
          Y: [{ guard: isOdd, target: 'b' }],
        },
      },
      b: {},
    },
  };
  expect(valueAfter(agree(machine(config), 'GO'))).toBe('b');
});

test('of conflicting eventless transitions inspectors hear of the one that is taken', () => {
  const inner = {
    initial: 'x',
    states: { x: {}, y: {} },
    always: { guard: stateIn('#x'), target: '.y' },
  };
  const region = { ...inner, states: { x: { id: 'x' }, y: {} } };
  const config = {
    initial: 'both',
    states: {
      both: { type: 'parallel', states: { p: region, q: {} }, always: '#out' },
      out: { id: 'out' },
    },
  };
  agree(machine(config));
});
