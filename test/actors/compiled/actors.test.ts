import { expect, test } from 'vitest';
import {
  assign,
  createMachine,
  forwardTo,
  fromCallback,
  fromTransition,
  sendParent,
  sendTo,
  spawnChild,
  stopChild,
} from 'xstate';
import { agree } from './both-engines.ts';
import type { Observer } from './observer.ts';

const child = (observer: Observer) =>
  createMachine({
    id: 'child',
    initial: 'a',
    context: ({ input }: { input: unknown }) => ({ input }),
    entry: () => observer.note('child enters'),
    exit: () => observer.note('child exits'),
    states: {
      a: {
        on: {
          PING: { actions: sendParent({ type: 'PONG' }) },
          END: 'over',
          FAIL: { actions: fail },
        },
      },
      over: { type: 'final', output: 'bye' },
    },
    output: ({ event }: { event: { output: unknown } }) => event.output,
  } as never);

function fail(): never {
  throw new Error('child failed');
}

const invoking = (handlers: object) => (observer: Observer) =>
  createMachine(
    {
      context: {},
      initial: 'busy',
      states: {
        busy: {
          invoke: { id: 'kid', src: 'child', input: 5, ...handlers },
          on: { '*': { actions: forwardTo('kid') }, PONG: 'heard', LEAVE: 'away' },
        },
        heard: {},
        away: {},
      },
    } as never,
    { actors: { child: child(observer) } } as never,
  );

test('an invoked machine answers its parent', () => {
  expect(agree(invoking({}), 'PING').join()).toContain('"value":"heard"');
});

test('an invoked machine that ends reports its output', () => {
  const onDone = {
    target: 'heard',
    actions: assign({ got: ({ event }: never) => (event as { output: unknown }).output }),
  };
  expect(agree(invoking({ onDone }), 'END').join()).toContain('"context":{"got":"bye"}');
});

test('an error of an invoked machine goes to onError', () => {
  expect(agree(invoking({ onError: 'away' }), 'FAIL').join()).toContain('"value":"away"');
});

test('an error of an invoked machine that nobody handles is its parent’s', () => {
  const define = (observer: Observer) =>
    createMachine(
      {
        invoke: { id: 'kid', src: 'child' },
        on: { GO: { actions: sendTo('kid', { type: 'FAIL' }) } },
      } as never,
      { actors: { child: child(observer) } } as never,
    );
  expect(agree(define, 'GO').join()).toContain('"status":"error","error":"Error(child failed)"');
});

test('snapshots of an invoked actor reach onSnapshot', () => {
  const define = () =>
    createMachine(
      {
        context: { seen: 0 },
        invoke: {
          id: 'kid',
          src: 'sum',
          onSnapshot: {
            actions: assign({
              seen: ({ context }: { context: { seen: number } }) => context.seen + 1,
            }),
          },
        },
        on: { GO: { actions: sendTo('kid', { type: 'ADD' }) } },
      } as never,
      { actors: { sum: fromTransition((sum: number) => sum + 1, 0) } } as never,
    );
  expect(agree(define, 'GO', 'GO').join()).toContain('"seen":3');
});

test('leaving the state stops what it invoked, after what was sent to it', () => {
  const define = (observer: Observer) =>
    createMachine(
      {
        initial: 'a',
        states: {
          a: {
            invoke: { id: 'kid', src: 'echo' },
            exit: sendTo('kid', { type: 'LAST' }),
            on: { GO: 'b' },
          },
          b: {},
        },
      } as never,
      {
        actors: {
          echo: fromCallback(({ receive }) => {
            receive((event) => observer.note('received', event));
            return () => observer.note('stopped');
          }),
        },
      } as never,
    );
  const lines = agree(define, 'GO');
  expect(lines.findIndex((line) => line.startsWith('received'))).toBeLessThan(
    lines.indexOf('stopped '),
  );
});

test('an entry action may send to the actor that its state is about to invoke', () => {
  const define = (observer: Observer) =>
    createMachine(
      { entry: sendTo('kid', { type: 'EARLY' }), invoke: { id: 'kid', src: 'echo' } } as never,
      {
        actors: {
          echo: fromCallback(({ receive }) => receive((event) => observer.note('received', event))),
        },
      } as never,
    );
  expect(agree(define)).toContain('received {"type":"EARLY"}');
});

test('a child spawned in an assignment lives in context and among the children', () => {
  const define = (observer: Observer) =>
    createMachine(
      {
        context: ({ spawn }: never) => ({
          kid: (spawn as (src: string, options: object) => unknown)('child', { id: 'kid' }),
        }),
        on: { STOP: { actions: stopChild('kid') } },
      } as never,
      { actors: { child: child(observer) } } as never,
    );
  const lines = agree(define, 'STOP');
  expect(lines.some((line) => line.startsWith('child kid'))).toBe(true);
  expect(lines.some((line) => line.startsWith('child exits'))).toBe(false);
});

test('two actors of one system id are an error', () => {
  const spawn = spawnChild('child', { systemId: 'one' } as never);
  const define = (observer: Observer) =>
    createMachine(
      { on: { GO: { actions: spawn } } } as never,
      { actors: { child: child(observer) } } as never,
    );
  expect(agree(define, 'GO', 'GO').join()).toContain("Actor with system ID 'one' already exists.");
});
