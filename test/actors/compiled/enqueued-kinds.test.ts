import { createSwarm, type EngineName } from 'statehive';
import { expect, test } from 'vitest';
import {
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  and,
  createMachine,
  enqueueActions,
  fromCallback,
  not,
} from 'xstate';
import { agree } from './both-engines.ts';
import type { Observer } from './observer.ts';

/** Made by hand, as no creator of XState's makes them: an action that knows itself what it does. */
const action = (parts: object) => Object.assign(() => {}, { type: 'my.action', ...parts }) as never;

/** The same for a guard. */
const guard = (check: (snapshot: AnyMachineSnapshot, args: object) => unknown) =>
  Object.assign(() => true, { check }) as never;

type Extra = { internalQueue: object[]; deferredActorIds: string[] | undefined };

/** Counts up, raises an event, has a function called with what it resolved to, and takes another action. */
const busy = (observer: Observer) =>
  action({
    resolve(
      scope: AnyActorScope,
      snapshot: AnyMachineSnapshot,
      args: { context: { n: number }; event: { type: string } },
      params: unknown,
      self: { type: string },
      { internalQueue }: Extra,
    ) {
      observer.note('resolve', args.context, args.event, params, self.type, snapshot.value);
      observer.note('scope', scope.id, scope.self.id === scope.id, typeof scope.sessionId);
      const context = { n: args.context.n + 1 };
      if (context.n < 3) internalQueue.push({ type: 'AGAIN', n: context.n });
      const more = ({ context: now }: { context: object }) => observer.note('more', now);
      scope.defer(() => observer.note('deferred'));
      return [{ ...snapshot, context }, { resolved: context.n }, [more, 'named']];
    },
    execute: (scope: AnyActorScope, params: unknown) => {
      observer.note('execute', params);
      scope.emit({ type: 'executed' });
      scope.logger('logged', params);
    },
  });

const machineOf = (observer: Observer) =>
  createMachine({
    context: { n: 0 },
    initial: 'a',
    states: {
      a: {
        on: {
          GO: { actions: enqueueActions(({ enqueue }) => enqueue(busy(observer))), target: 'b' },
          NAMED: { actions: enqueueActions(({ enqueue }) => enqueue('busy' as never)) },
          WITH: {
            actions: enqueueActions(({ enqueue }) => {
              enqueue({ type: 'busy', params: { given: 1 } } as never);
            }),
          },
        },
      },
      b: { on: { AGAIN: { actions: enqueueActions(({ enqueue }) => enqueue(busy(observer))) } } },
    },
  }).provide({
    actions: { named: () => observer.note('named'), busy: busy(observer) } as never,
  });

test('an enqueued action of its own kind is resolved and executed as under XState', () => {
  const said = agree(machineOf, 'GO', 'NAMED').join('\n');
  expect(said).toContain('resolve {"n":0} {"type":"GO"} undefined my.action a');
  expect(said).toContain('resolve {"n":1} {"type":"AGAIN","n":1} undefined my.action b');
  expect(said).toContain('execute {"resolved":1}');
  expect(said).toContain('more {"n":1}');
});

test('so is one that is enqueued by name, and gets its params', () => {
  expect(agree(machineOf, 'NAMED', 'WITH').join('\n')).toContain(
    'resolve {"n":1} {"type":"WITH"} {"given":1} my.action a',
  );
});

test('one on entry is asked again once the actors that its state invokes are there', () => {
  const late = (observer: Observer) =>
    action({
      resolve: (
        _: unknown,
        snapshot: unknown,
        _args: unknown,
        _params: unknown,
        _a: unknown,
        e: Extra,
      ) => {
        observer.note('deferred ids', e.deferredActorIds);
        return [snapshot, 'resolved'];
      },
      retryResolve: (_: unknown, { children }: AnyMachineSnapshot, params: unknown) =>
        observer.note('retried', Object.keys(children), params),
    });
  const define = (observer: Observer) => {
    const entry = enqueueActions(({ enqueue }) => enqueue(late(observer)));
    const src = fromCallback(() => {});
    return createMachine({
      initial: 'a',
      states: {
        a: { on: { GO: { target: 'b', actions: entry } } },
        b: { entry, on: { GO: 'c' } },
        c: { entry, invoke: { id: 'helper', src } },
      },
    });
  };
  const said = agree(define, 'GO', 'GO').filter((line) => /^(deferred ids|retried)/.test(line));
  expect(said).toEqual([
    'deferred ids undefined',
    'deferred ids []',
    'retried [] resolved',
    'deferred ids ["helper"]',
    'retried ["helper"] resolved',
  ]);
});

test('a guard of its own kind that is checked sees the snapshot, also inside other guards', () => {
  const define = (observer: Observer) => {
    const knowing = guard((snapshot, args) => {
      observer.note('check', snapshot.value, snapshot.context, args, snapshot.status);
      return snapshot.context.n === 1;
    });
    return createMachine({
      context: { n: 1 },
      initial: 'a',
      states: { a: {} },
      on: {
        GO: {
          actions: enqueueActions(({ check, enqueue }) => {
            const answers = [check(knowing), check(not(knowing)), check(and([knowing, knowing]))];
            enqueue(() => observer.note('answers', answers));
          }),
        },
      },
    });
  };
  expect(agree(define, 'GO').join('\n')).toContain('answers [true,false,true]');
});

test('in a swarm, both engines do the same', async () => {
  const play = async (engine: EngineName) => {
    const lines: string[] = [];
    const observer = {
      note: (...told: unknown[]) => lines.push(JSON.stringify(told)),
    } as unknown as Observer;
    const swarm = createSwarm({ seed: 1, engine });
    swarm.emissions$.subscribe(({ event }) => observer.note('emitted', event));
    swarm.logs$.subscribe(({ values }) => observer.note('log', ...values));
    const first = enqueueActions(({ enqueue }) => enqueue(busy(observer)));
    const starting = createMachine({
      id: 'starting',
      context: { n: 5 },
      entry: first as never,
    }).provide({ actions: { named: () => observer.note('named') } as never });
    const actor = swarm.spawn<AnyStateMachine>(machineOf(observer), { id: 'one' });
    swarm.spawn<AnyStateMachine>(starting);
    actor.send({ type: 'GO' });
    actor.send({ type: 'AGAIN' });
    await swarm.runFor(1);
    return { lines, hash: swarm.traceHash, context: actor.getSnapshot().context };
  };
  const compiled = await play('compiled');
  expect(compiled).toEqual(await play('xstate'));
  expect(compiled.context).toEqual({ n: 4 });
});
