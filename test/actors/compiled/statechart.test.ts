import { expect, test } from 'vitest';
import { and, assign, createMachine, enqueueActions, not, or, raise, stateIn } from 'xstate';
import { agree } from './both-engines.ts';
import type { Observer } from './observer.ts';

const counting = assign({ n: ({ context }: { context: { n: number } }) => context.n + 1 });
const isOdd = ({ context }: { context: { n: number } }) => context.n % 2 === 1;

/** The last state value that was seen. */
function valueAfter(lines: string[]): unknown {
  const described = lines.filter((line) => line.startsWith('{"status"'));
  return JSON.parse(described.at(-1)!).value;
}

function machine(config: object, implementations: object = {}) {
  return () => createMachine(config as never, implementations as never);
}

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
