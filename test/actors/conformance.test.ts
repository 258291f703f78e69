import { createSwarm } from 'statehive';
import { describe, expect, test } from 'vitest';
import {
  type AnyStateMachine,
  and,
  assign,
  cancel,
  createActor,
  emit,
  enqueueActions,
  raise,
  sendParent,
  setup,
  stateIn,
} from 'xstate';

type Script = readonly (readonly [atMs: number, type: string])[];
type Seen = readonly (readonly [atMs: number, what: unknown])[];

/** XState's own createActor on a clock that jumps from due time to due time: the truth. */
function truth(machine: AnyStateMachine, script: Script, untilMs: number): Seen {
  let nowMs = 0;
  let timers: { dueMs: number; run: () => void }[] = [];
  const at = (delayMs: number, run: () => void) => {
    const timer = { dueMs: nowMs + delayMs, run };
    timers.push(timer);
    return timer;
  };
  const clearTimeout = (timer: unknown) => {
    timers = timers.filter((other) => other !== timer);
  };
  const seen: [number, unknown][] = [];
  const clock = { setTimeout: (run: () => void, ms: number) => at(ms, run), clearTimeout };
  const actor = createActor(machine, { clock } as object);
  actor.on('*', (event) => seen.push([nowMs, event]));
  actor.subscribe(({ value, context, status, output }) =>
    seen.push([nowMs, { value, context, status, output }]),
  );
  actor.start();
  for (const [atMs, type] of script) at(atMs, () => actor.send({ type }));
  for (;;) {
    const next = timers.reduce((a, b) => (b.dueMs < a.dueMs ? b : a), timers[0]!);
    if (next === undefined || next.dueMs > untilMs) return seen;
    clearTimeout(next);
    nowMs = next.dueMs;
    next.run();
  }
}

async function swarmed(machine: AnyStateMachine, script: Script, untilMs: number): Promise<Seen> {
  const swarm = createSwarm({ seed: 1 });
  const seen: [number, unknown][] = [];
  swarm.emissions$.subscribe(({ atMs, event }) => seen.push([atMs, event]));
  swarm.transitions$.subscribe(({ actor, atMs, snapshot }) => {
    const { value, context, status, output } = snapshot as never;
    if (actor === 'actor') seen.push([atMs, { value, context, status, output }]);
  });
  const actor = swarm.spawn(machine, { id: 'actor', input: undefined });
  for (const [atMs, type] of script) {
    await swarm.runFor(atMs - swarm.nowMs);
    actor.send({ type });
  }
  await swarm.runFor(untilMs - swarm.nowMs);
  return seen;
}

const machines: Record<string, [AnyStateMachine, Script]> = {
  'parallel regions that watch each other': [
    setup({ guards: { isLit: stateIn({ light: 'on' }) } }).createMachine({
      type: 'parallel',
      states: {
        light: {
          initial: 'off',
          states: { off: { on: { SWITCH: 'on' } }, on: { on: { SWITCH: 'off' } } },
        },
        fan: {
          initial: 'off',
          states: {
            off: { always: { guard: 'isLit', target: 'on' } },
            on: { after: { 15: 'tired' } },
            tired: { on: { SWITCH: 'off' } },
          },
        },
      },
    }),
    [
      [3, 'SWITCH'],
      [30, 'SWITCH'],
      [31, 'SWITCH'],
    ],
  ],
  'shallow and deep history': [
    setup({}).createMachine({
      initial: 'work',
      states: {
        work: {
          initial: 'a',
          states: {
            a: { on: { NEXT: 'b' } },
            b: { initial: 'x', states: { x: { on: { NEXT: 'y' } }, y: {} } },
            shallow: { type: 'history' },
            deep: { type: 'history', history: 'deep' },
          },
          on: { PAUSE: 'paused' },
        },
        paused: { on: { SHALLOW: 'work.shallow', DEEP: 'work.deep' } },
      },
    }),
    [
      [1, 'NEXT'],
      [2, 'NEXT'],
      [3, 'PAUSE'],
      [4, 'SHALLOW'],
      [5, 'NEXT'],
      [6, 'PAUSE'],
      [7, 'DEEP'],
    ],
  ],
  'timers, delayed events and cancel': [
    setup({ types: { context: {} as { n: number } } }).createMachine({
      context: { n: 0 },
      initial: 'a',
      states: {
        a: {
          entry: raise({ type: 'TICK' }, { delay: 10, id: 'tick' }),
          on: { TICK: 'b', STOP: { actions: cancel('tick') } },
          after: { 25: 'late' },
        },
        b: {
          after: { 5: { target: 'a', actions: assign({ n: ({ context }) => context.n + 1 }) } },
        },
        late: { type: 'final' },
      },
      output: ({ context }) => context.n,
    }),
    [[32, 'STOP']],
  ],
  'actions, guards and emitted events in their order': [
    setup({
      types: { context: {} as { log: string[] } },
      guards: { isLogged: and([() => true, ({ context }) => context.log.length > 0]) },
    }).createMachine({
      context: { log: [] },
      entry: emit({ type: 'started' }),
      initial: 'p',
      states: {
        p: {
          exit: emit({ type: 'left' }),
          on: {
            GO: [
              { guard: 'isLogged', target: 'q' },
              {
                actions: enqueueActions(({ enqueue, check }) => {
                  if (check(() => true)) enqueue.assign({ log: ['gone'] });
                  enqueue.raise({ type: 'GO' });
                  enqueue.emit({ type: 'enqueued' });
                }),
              },
            ],
          },
        },
        q: { entry: emit(({ context }) => ({ type: 'q', log: context.log })) },
      },
    }),
    [[4, 'GO']],
  ],
  'a child that reports and ends with output': [
    setup({
      types: { context: {} as { got: unknown } },
      actors: {
        child: setup({}).createMachine({
          entry: sendParent({ type: 'HELLO' }),
          initial: 'busy',
          states: { busy: { after: { 12: 'over' } }, over: { type: 'final' } },
          output: () => 'result',
        }),
      },
    }).createMachine({
      context: { got: undefined },
      initial: 'waiting',
      states: {
        waiting: {
          on: { HELLO: { actions: assign({ got: 'hello' }) } },
          invoke: {
            src: 'child',
            onDone: { target: 'served', actions: assign({ got: ({ event }) => event.output }) },
          },
        },
        served: { after: { 1: 'over' } },
        over: { type: 'final' },
      },
    }),
    [[5, 'IGNORED']],
  ],
};

describe("a swarm's actor does what XState's own createActor does", () => {
  test.each(Object.entries(machines))('with %s', async (_name, [machine, script]) => {
    const expected = truth(machine, script, 100);
    expect(expected.length).toBeGreaterThan(3);
    expect(await swarmed(machine, script, 100)).toEqual(expected);
  });
});
