import { compile } from 'statehive';
import { expect, test } from 'vitest';
import { type AnyStateMachine, assign, createActor, createMachine } from 'xstate';

/** What both engines come to when they take an event a few times, so that what is learned is used. */
function contextsOf(machine: AnyStateMachine): object[] {
  return [machine, compile(machine)].map((logic) => {
    const actor = createActor(logic).start();
    for (let times = 0; times < 4; times += 1) actor.send({ type: 'GO' });
    return actor.getSnapshot().context;
  });
}

const machineOf = (context: object, next: object) =>
  createMachine({ context, on: { GO: { actions: assign(next) } } });

test('a context is a plain object of its own properties, in the order of the one before', () => {
  const [expected, context] = contextsOf(machineOf({ b: 1, 2: 'two', a: 2 }, { a: 3, c: 4 }));
  expect(context).toStrictEqual(expected);
  expect(Object.keys(context!)).toEqual(Object.keys(expected!));
  expect(Object.getPrototypeOf(context)).toBe(Object.prototype);
});

test('a context may have properties that all objects inherit', () => {
  const [expected, context] = contextsOf(
    machineOf({ toString: 'text', constructor: 1 }, { toString: 'other', valueOf: 2 }),
  );
  expect(context).toStrictEqual(expected);
  expect(Object.keys(context!)).toEqual(['toString', 'constructor', 'valueOf']);
});

test('a context may have more properties than a function has parameters', () => {
  const wide = Object.fromEntries(Array.from({ length: 70_000 }, (_, at) => [`key${at}`, at]));
  const [expected, context] = contextsOf(machineOf(wide, { key7: 'seven' }));
  expect(context).toStrictEqual(expected);
});
