import { modelTest, operations, registerModel, type Swarm } from 'statehive';
import { describe, expectTypeOf, test } from 'vitest';
import { type ActorRefFrom, setup } from 'xstate';
import { door, doorModel } from '../check/model-based/door.ts';

const nothing = () => undefined;
const events = { PUSH: nothing, LOCK: nothing, UNLOCK: nothing, WAIT: nothing };
const states = { closed: nothing, open: nothing, locked: nothing };

describe('modelTest', () => {
  test('tells meanings the actors of the simulation, and events and states of the model', () => {
    () =>
      modelTest(doorModel, {
        simulation: door,
        events: {
          ...events,
          PUSH: ({ actors, event, params }) => {
            expectTypeOf(event.type).toEqualTypeOf<'PUSH'>();
            expectTypeOf(params).toEqualTypeOf<{ weak: boolean }>();
            actors.door.send({ type: 'PUSH' });
            // @ts-expect-error: no such event of the door
            actors.door.send({ type: 'KICK' });
          },
        },
        states: {
          ...states,
          open: ({ model }) =>
            expectTypeOf(model.value).toEqualTypeOf<'closed' | 'open' | 'locked'>(),
        },
      });
  });

  test('wants a meaning for each event, and knows the states and the parameters', () => {
    const { WAIT: _, ...withoutWait } = events;
    // @ts-expect-error: WAIT means nothing
    () => modelTest(doorModel, { simulation: door, events: withoutWait, states });
    const asked = { simulation: door, events };
    // @ts-expect-error: no such state
    () => modelTest(doorModel, { ...asked, states: { ajar: nothing } });
    // @ts-expect-error: no such parameter
    () => modelTest(doorModel, { ...asked, states, params: { strong: true } });
  });
});

test('operations know what clients emit, and what can be asked of the model', () => {
  const client = setup({
    types: { emitted: {} as { type: 'put'; value: string } | { type: 'done' } },
  }).createMachine({ id: 'client' });
  const clients: ActorRefFrom<typeof client>[] = [];
  const swarm = {} as Swarm;
  const model = registerModel('');
  const results = { done: () => undefined };
  () =>
    operations(swarm, clients, model, {
      calls: { put: ({ value }) => ({ op: 'write', value }) },
      results,
    });
  () =>
    // @ts-expect-error: nobody can ask that of a register
    operations(swarm, clients, model, { calls: { put: () => ({ op: 'erase' }) }, results });
  () =>
    // @ts-expect-error: no client emits that
    operations(swarm, clients, model, { calls: {}, results: { got: () => '' } });
});
