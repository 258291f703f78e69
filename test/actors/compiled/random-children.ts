import { assign, createMachine, fromCallback, fromTransition, sendParent, sendTo } from 'xstate';
import type { Observer } from './observer.ts';

/** The logics that a random machine may spawn and invoke; none of them waits for a promise. */
export function childLogics(observer: Observer): Record<string, unknown> {
  return {
    counter: counter(observer),
    finisher: finisher(observer),
    echo: echo(observer),
    sum: fromTransition((sum: number, event) => (event.type === 'K0' ? sum + 1 : sum), 0),
    failing: failing(observer),
    thrower: fromTransition((_state: object, event) => {
      throw new Error(`cannot take ${event.type}`);
    }, {}),
  };
}

function counter(observer: Observer): unknown {
  return createMachine({
    id: 'counter',
    context: ({ input }: { input: unknown }) => ({ k: Number(input ?? 0) }),
    entry: () => observer.note('counter starts'),
    exit: () => observer.note('counter exits'),
    on: {
      K0: { actions: assign({ k: ({ context }: { context: { k: number } }) => context.k + 1 }) },
      K1: { actions: sendParent(observer.event('R0', 'counter')) },
    },
    after: { 15: { actions: sendParent(observer.event('R1', 'counter later')) } },
  } as never);
}

function finisher(observer: Observer): unknown {
  return createMachine({
    id: 'finisher',
    initial: 'busy',
    output: ({ event }: { event: { output: unknown } }) => ({ done: event.output }),
    states: {
      busy: {
        on: { K0: 'over', '*': { actions: sendTo(({ self }) => self, observer.event('K0', 'x')) } },
        after: { 20: 'over' },
        exit: () => observer.note('finisher leaves busy'),
      },
      over: { type: 'final', output: 'finished' },
    },
  } as never);
}

function echo(observer: Observer): unknown {
  return fromCallback(({ receive, sendBack }) => {
    observer.note('echo starts');
    receive((event) => {
      observer.burn();
      sendBack({ type: event.type === 'K0' ? 'R0' : 'R1', by: 'echo' });
    });
    return () => observer.note('echo stops');
  });
}

function failing(observer: Observer): unknown {
  return createMachine({
    id: 'failing',
    on: {
      '*': {
        actions: () => {
          observer.note('failing fails');
          throw new Error('child failed');
        },
      },
    },
  } as never);
}
