import { interval, map, type SchedulerLike, take } from 'rxjs';
import { now, random, sample, uniform } from 'statehive';
import {
  type AnyEventObject,
  assign,
  emit,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  sendParent,
  setup,
} from 'xstate';

const reject = (n: number) => Promise.reject(new Error(`no ${n}`));

const promise = fromPromise(async ({ input }: { input: number }) => {
  for (let turn = 0; turn < input % 3; turn++) await null;
  return input % 4 === 3 ? reject(input) : { kept: input };
});

interface Line {
  readonly input: number;
  readonly receive: (listener: (event: AnyEventObject) => void) => void;
  readonly sendBack: (event: AnyEventObject) => void;
}

const callback = fromCallback(({ receive, sendBack, input }: Line) => {
  if (input % 5 === 4) throw new Error('no callback');
  receive(({ type }) => sendBack({ type: 'NEWS', n: type.length + input }));
  return () => sendBack({ type: 'NEWS', n: -1 });
});

const observable = fromObservable(({ input }: { input: SchedulerLike }) =>
  interval(4, input).pipe(take(3)),
);

const events = fromEventObservable(({ input }: { input: SchedulerLike }) =>
  interval(3, input).pipe(
    take(2),
    map((n) => ({ type: 'NEWS', n })),
  ),
);

const tally = fromTransition((sum: number, event: AnyEventObject) => {
  if (event.type === 'BREAK') throw new Error('no sum');
  return sum + 1;
}, 0);

/** Ends after a while with an output, or by an error, and tells its parent of what it is told. */
const worker = setup({
  types: { input: {} as number, context: {} as { n: number }, output: {} as number },
  guards: { isWilling: () => true },
  delays: { work: () => sample(uniform({ min: 1, max: 8 })) },
}).createMachine({
  id: 'worker',
  context: ({ input }) => ({ n: input ?? 0 }),
  initial: 'working',
  entry: emit(({ context }) => ({ type: 'said', what: ['worker', context.n, now()] })),
  exit: sendParent(({ context }) => ({ type: 'NEWS', n: context.n + 100 })),
  states: {
    working: {
      on: {
        ASK: { actions: sendParent(({ context }) => ({ type: 'NEWS', n: context.n })) },
        NEXT: { actions: assign({ n: () => random().integer(0, 9) }) },
        BREAK: {
          actions: () => {
            throw new Error('worn out');
          },
        },
        GO: { guard: 'isWilling', target: 'done' },
      },
      after: { work: 'done' },
    },
    done: { type: 'final' },
  },
  output: ({ context }) => context.n,
});

/** The logics that the machines of the pool invoke and spawn. */
export const children = { promise, callback, observable, events, tally, worker };
