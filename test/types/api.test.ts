import type { Observable } from 'rxjs';
import {
  type Address,
  type Collector,
  count,
  createSwarm,
  defineSimulation,
  final,
  last,
  type RunResult,
  run,
  type Summary,
  summary,
  timeAverage,
} from 'statehive';
import { describe, expectTypeOf, test } from 'vitest';
import { setup } from 'xstate';
import { z } from 'zod';

type Vote = { type: 'VOTE'; yes: boolean };

const voter = setup({
  types: {
    input: {} as { queen: Address<Vote> },
    events: {} as { type: 'ASK' },
    emitted: {} as { type: 'voted'; yes: boolean } | { type: 'abstained' },
  },
}).createMachine({ id: 'voter' });

const queen = setup({ types: { events: {} as Vote } }).createMachine({ id: 'queen' });

describe('spawn and populate', () => {
  const swarm = createSwarm({ seed: 1 });
  const leader = swarm.spawn(queen);

  test('require the input that a machine requires, of its type', () => {
    swarm.spawn(voter, { id: 'right', input: { queen: leader } });
    // @ts-expect-error: the input is missing
    () => swarm.spawn(voter, { id: 'a' });
    // @ts-expect-error: the options are missing
    () => swarm.spawn(voter);
    // @ts-expect-error: the input is of another type
    () => swarm.spawn(voter, { id: 'b', input: { queen: 'queen' } });
    // @ts-expect-error: the input is missing
    () => swarm.populate(voter, 2, () => ({}));
  });

  test('take a recovery from the context of the machine to its input', () => {
    const counter = setup({
      types: { input: {} as { from: number }, context: {} as { n: number } },
    }).createMachine({ id: 'counter', context: ({ input }) => ({ n: input.from }) });
    swarm.populate(counter, 2, (index) => ({
      input: { from: index },
      recover: (context) => {
        expectTypeOf(context).toEqualTypeOf<{ n: number }>();
        return { from: context.n };
      },
    }));
    // @ts-expect-error: no such input
    () => swarm.spawn(counter, { input: { from: 1 }, recover: ({ n }) => ({ until: n }) });
  });

  test('give references that take the events of their machine alone', () => {
    leader.send({ type: 'VOTE', yes: true });
    // @ts-expect-error: no such event
    () => leader.send({ type: 'VETO' });
    // @ts-expect-error: the event's payload is missing
    () => leader.send({ type: 'VOTE' });
  });

  test('give addresses that fit where their events are expected', () => {
    expectTypeOf(leader).toExtend<Address<Vote>>();
    const wrong = () => swarm.spawn(queen) as Address<Vote>;
    // @ts-expect-error: an address of other events
    wrong satisfies () => Address<{ type: 'OTHER' }>;
  });

  test('let emitted tell what actors emit of one type', () => {
    const voters = swarm.populate(voter, 2, () => ({ input: { queen: leader } }));
    const voted$ = swarm.emitted(voters, 'voted');
    expectTypeOf(voted$).toExtend<Observable<{ type: 'voted'; yes: boolean }>>();
    expectTypeOf<(typeof voted$ extends Observable<infer T> ? T : never)['yes']>().toBeBoolean();
    // @ts-expect-error: they emit no such type
    () => swarm.emitted(voters, 'elected');
  });

  test('let feed take only what the actor takes', () => {
    // @ts-expect-error: a stream of other events
    () => swarm.feed({} as Observable<{ type: 'OTHER' }>, leader);
    () => swarm.feed({} as Observable<Vote>, leader);
  });
});

describe('a simulation', () => {
  const simulation = defineSimulation({
    name: 'typed',
    summary: 'It is typed.',
    params: z.object({ size: z.number().default(3), mode: z.enum(['fast', 'slow']) }),
    compose({ params }) {
      expectTypeOf(params).toEqualTypeOf<{ size: number; mode: 'fast' | 'slow' }>();
      return { size: params.size };
    },
    measure: ({ swarm, actors }) => ({
      envelopes: count(swarm.envelopes$),
      waitMs: summary({} as Observable<number>),
      level: timeAverage({} as Observable<number>),
      latest: last({} as Observable<'a' | 'b'>),
      size: final(() => actors.size),
    }),
    report: ({ actors }) => ({ twice: actors.size * 2 }),
    explain: ({ twice }) => [`${twice}`],
  });

  test('infers parameters, metrics and report of its result', () => {
    type Result = Awaited<ReturnType<typeof typedRun>>;
    const typedRun = () => run(simulation, { params: { mode: 'fast' } });
    expectTypeOf<Result>().toExtend<RunResult>();
    expectTypeOf<Result['params']>().toEqualTypeOf<{ size: number; mode: 'fast' | 'slow' }>();
    expectTypeOf<Result['metrics']>().toEqualTypeOf<{
      readonly envelopes: number;
      readonly waitMs: Summary;
      readonly level: number;
      readonly latest: 'a' | 'b' | null;
      readonly size: number;
    }>();
    expectTypeOf<Result['report']>().toEqualTypeOf<{ twice: number } | undefined>();
  });

  test('refuses parameters of other types and names', () => {
    // @ts-expect-error: not one of the choices
    () => run(simulation, { params: { mode: 'odd' } });
    // @ts-expect-error: of another type
    () => run(simulation, { params: { mode: 'fast', size: '3' } });
    // @ts-expect-error: no such parameter
    () => run(simulation, { params: { mode: 'fast', sise: 3 } });
  });

  test('takes collectors of the user’s own', () => {
    const own: Collector<readonly string[]> = { finish: () => ['x'] };
    const measured = defineSimulation({
      name: 'own',
      summary: 'It has a collector of its own.',
      params: z.object({}),
      compose: () => undefined,
      measure: () => ({ own }),
    });
    const typedRun = () => run(measured);
    expectTypeOf<Awaited<ReturnType<typeof typedRun>>['metrics']['own']>().toEqualTypeOf<
      readonly string[]
    >();
  });
});
