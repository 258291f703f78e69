/**
 * Do threads that increment a shared number without a lock lose increments? Each thread reads the
 * number, and writes one more than it read. Expected: the number is less than the number of writes as
 * soon as there are two threads; 3, 13 and 84 states for 1, 2 and 3 threads, and 3, 8 and 22 up to
 * renaming them. The model is the example `increment` of stateright (J. Nadal). A thread reads by looking at
 * the memory; its write is on its way until the memory takes it.
 */
import { defineSimulation, exponential, latency, type Population, sample } from 'statehive';
import { type ActorRefFrom, assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

const memoryMachine = setup({
  types: {
    context: {} as { value: number; writes: number },
    events: {} as { type: 'WRITE'; value: number },
  },
}).createMachine({
  id: 'memory',
  context: { value: 0, writes: 0 },
  on: {
    WRITE: {
      actions: assign(({ context, event }) => ({
        value: event.value,
        writes: context.writes + 1,
      })),
    },
  },
});

type Memory = ActorRefFrom<typeof memoryMachine>;

const threadMachine = setup({
  types: {
    context: {} as { memory: Memory; read: number | null },
    input: {} as { memory: Memory },
  },
  delays: { read: () => sample(exponential({ mean: 10 })) },
}).createMachine({
  id: 'thread',
  context: ({ input: { memory } }) => ({ memory, read: null }),
  initial: 'starting',
  states: {
    starting: { after: { read: 'writing' } },
    writing: {
      entry: [
        assign({ read: ({ context }) => context.memory.getSnapshot().context.value }),
        sendTo(
          ({ context }) => context.memory,
          ({ context }) => ({ type: 'WRITE', value: context.read! + 1 }),
        ),
      ],
    },
  },
});

export default defineSimulation({
  name: 'increment',
  summary: 'Threads increment a shared number without a lock.',
  params: z.object({
    threads: z.int().min(1).default(2).describe('how many increment the number'),
  }),
  network: () => [latency(exponential({ mean: 5 }))],
  compose({ swarm, params }) {
    const memory = swarm.spawn(memoryMachine);
    const threads: Population<typeof threadMachine> = swarm.populate(
      threadMachine,
      params.threads,
      () => ({ input: { memory } }),
    );
    return { memory, threads };
  },
  properties: {
    always: {
      'every write counts': ({ actors: { memory } }) => {
        const { value, writes } = memory.getSnapshot().context;
        return value === writes;
      },
    },
    sometimes: {
      'all have written': ({ params, actors: { memory } }) =>
        memory.getSnapshot().context.writes === params.threads,
    },
  },
});
