import { expect, expectTypeOf, test } from 'vitest';
import {
  assign,
  createActor,
  createMachine,
  getInitialSnapshot,
  getNextSnapshot,
  initialTransition,
  type SnapshotFrom,
  setup,
  transition,
} from 'xstate';
import { compile, compileMachine } from '../../../src/actors/compiled/compile.ts';
import { UnsupportedFeatureError } from '../../../src/actors/compiled/unsupported-feature-error.ts';

const lamp = setup({
  types: {
    context: {} as { presses: number },
    events: {} as { type: 'PRESS' } | { type: 'BREAK'; why: string },
    input: {} as { presses: number },
    emitted: {} as { type: 'CLICK' },
    tags: {} as 'lit',
  },
}).createMachine({
  id: 'lamp',
  context: ({ input }) => ({ presses: input.presses }),
  initial: 'off',
  states: {
    off: {
      on: {
        PRESS: { target: 'on', actions: assign({ presses: ({ context }) => context.presses + 1 }) },
      },
    },
    on: { tags: 'lit', meta: { colour: 'yellow' }, on: { PRESS: 'off', BREAK: 'broken' } },
    broken: { type: 'final' },
  },
});

test('compiled logic keeps the types of its machine', () => {
  const actor = createActor(compile(lamp), { input: { presses: 0 } });
  expectTypeOf(actor.getSnapshot()).toEqualTypeOf<SnapshotFrom<typeof lamp>>();
  expectTypeOf(actor.send)
    .parameter(0)
    .toEqualTypeOf<{ type: 'PRESS' } | { type: 'BREAK'; why: string }>();
  // @ts-expect-error: input is required, and of the machine's type
  createActor(compile(lamp), { input: { presses: 'none' } });
});

test('a machine is compiled once', () => {
  expect(compileMachine(lamp)).toBe(compileMachine(lamp));
});

test('a snapshot answers as XState’s own', () => {
  const actor = createActor(compile(lamp), { input: { presses: 4 } }).start();
  actor.send({ type: 'PRESS' });
  const snapshot = actor.getSnapshot();
  expect(snapshot.matches('on')).toBe(true);
  expect(snapshot.hasTag('lit')).toBe(true);
  expect(snapshot.can({ type: 'BREAK', why: 'age' })).toBe(true);
  expect(snapshot.getMeta()).toEqual({ 'lamp.on': { colour: 'yellow' } });
  expect(snapshot.machine).toBe(lamp);
  expect(snapshot.context).toEqual({ presses: 5 });
});

test('an event that changes nothing leaves the very same snapshot', () => {
  const actor = createActor(compile(lamp), { input: { presses: 0 } }).start();
  const before = actor.getSnapshot();
  actor.send({ type: 'BREAK', why: 'off already' });
  expect(actor.getSnapshot()).toBe(before);
});

test('a snapshot that a user writes to does not change other actors', () => {
  const nested = createMachine({
    initial: 'a',
    states: { a: { initial: 'b', states: { b: {} } } },
  });
  const first = createActor(compile(nested)).start().getSnapshot();
  (first.value as Record<string, string>).a = 'spoilt';
  expect(createActor(compile(nested)).start().getSnapshot().value).toEqual({ a: 'b' });
});

test('each assignment makes a new context', () => {
  const actor = createActor(compile(lamp), { input: { presses: 0 } }).start();
  const { context } = actor.getSnapshot();
  actor.send({ type: 'PRESS' });
  expect(context).toEqual({ presses: 0 });
});

test('what XState persisted a compiled actor restores, and the other way round', () => {
  const options = { input: { presses: 0 } };
  const original = createActor(lamp, options).start();
  original.send({ type: 'PRESS' });
  const snapshot = original.getPersistedSnapshot();
  const compiled = createActor(compile(lamp), { ...options, snapshot }).start();
  expect(compiled.getPersistedSnapshot()).toEqual(snapshot);
  compiled.send({ type: 'PRESS' });
  const back = createActor(lamp, { ...options, snapshot: compiled.getPersistedSnapshot() });
  expect(back.getSnapshot().value).toBe('off');
});

test('XState’s pure functions take compiled logic', () => {
  const logic = compile(lamp);
  const [initial] = initialTransition(logic, { presses: 1 });
  const [next] = transition(logic, initial, { type: 'PRESS' });
  expect(next.value).toBe('on');
  const plain = getNextSnapshot(logic, getInitialSnapshot(logic, { presses: 1 }), {
    type: 'PRESS',
  });
  expect(plain.context).toEqual({ presses: 2 });
});

test('contexts of changing shape are copied whole', () => {
  const growing = createMachine({
    context: { n: 0 } as Record<string, unknown>,
    on: {
      ADD: { actions: assign(({ event }) => ({ [event.key as string]: event.value })) },
      COUNT: { actions: assign({ n: ({ context }) => (context.n as number) + 1 }) },
    },
  });
  const actor = createActor(compile(growing)).start();
  const keys = Array.from({ length: 20 }, (_, at) => `key${at % 10}`);
  for (const key of keys) {
    actor.send({ type: 'ADD', key, value: key.length });
    actor.send({ type: 'COUNT' });
  }
  const expected = Object.fromEntries(keys.map((key) => [key, key.length]));
  expect(actor.getSnapshot().context).toEqual({ n: 20, ...expected });
});

test('a context key that would set the prototype is copied as XState copies it', () => {
  const odd = createMachine({
    context: JSON.parse('{"n":0,"__proto__":1}') as { n: number },
    on: { COUNT: { actions: assign({ n: ({ context }) => context.n + 1 }) } },
  });
  const contexts = [odd, compile(odd)].map((logic) => {
    const actor = createActor(logic as typeof odd).start();
    actor.send({ type: 'COUNT' });
    return Object.keys(actor.getSnapshot().context);
  });
  expect(contexts[1]).toEqual(contexts[0]);
});

test('a foreign kind of action is refused by machine, state and feature', () => {
  const foreign = Object.assign(() => {}, { type: 'my.action', resolve: () => [] });
  const machine = createMachine({ id: 'm', initial: 'a', states: { a: { entry: foreign } } });
  const refused = {
    machine: 'm',
    state: 'm.a',
    feature: "an action of an unknown kind ('my.action')",
  };
  expect(() => compile(machine)).toThrow(UnsupportedFeatureError);
  expect(() => compile(machine)).toThrow(expect.objectContaining(refused));
});

test('a foreign kind of guard is refused by machine, state and feature', () => {
  const foreign = Object.assign(() => true, { check: () => true });
  const machine = createMachine({ id: 'm', on: { GO: { guard: foreign, target: '.' } } } as never);
  expect(() => compile(machine)).toThrow(UnsupportedFeatureError);
});
