import { conformance } from 'statehive';
import { queue } from 'statehive/simulations';
import { expect, test } from 'vitest';
import { assign, setup } from 'xstate';

/** One server: a job comes, is served at once or waits, and is gone. */
const modelOf = (capacity: number) =>
  setup({
    types: { events: {} as { type: 'ARRIVE' | 'FINISH' }, context: {} as { jobs: number } },
    guards: {
      hasRoom: ({ context }) => context.jobs < capacity,
      isLast: ({ context }) => context.jobs === 1,
    },
    actions: {
      come: assign({ jobs: ({ context }) => context.jobs + 1 }),
      go: assign({ jobs: ({ context }) => context.jobs - 1 }),
    },
  }).createMachine({
    id: 'station-model',
    context: { jobs: 0 },
    initial: 'idle',
    states: {
      idle: { on: { ARRIVE: { target: 'busy', actions: 'come' } } },
      busy: {
        on: {
          ARRIVE: { guard: 'hasRoom', actions: 'come' },
          FINISH: [{ guard: 'isLast', target: 'idle', actions: 'go' }, { actions: 'go' }],
        },
      },
    },
  });

/** A run of the queue, held against a model with room for so many jobs. */
const heldAgainst = (capacity: number) =>
  conformance(modelOf(capacity), {
    simulation: queue,
    params: { jobs: 200, warmUpJobs: 0 },
    seed: 7,
    eventOf({ actor, event }) {
      if (actor !== 'station-1') return undefined;
      if (event.type === 'JOB') return { type: 'ARRIVE' };
      return event.type === 'SERVED' ? { type: 'FINISH' } : undefined;
    },
  });

test('a run that the model allows conforms to it, to its end', async () => {
  const { forbidden, events, result } = await heldAgainst(Number.POSITIVE_INFINITY);
  expect(forbidden).toBeUndefined();
  expect(result.outcome).toBe('completed');
  expect(events).toBeGreaterThan(400);
});

test('of one that it does not, the first step is named that it does not allow', async () => {
  const { forbidden, events } = await heldAgainst(2);
  expect(forbidden).toMatchObject({
    actor: 'station-1',
    event: 'ARRIVE',
    state: '\'busy\' {"jobs":2}',
  });
  expect(forbidden?.step).toBeGreaterThan(events);
});
