/**
 * Do threads that increment a shared number under a lock lose increments? Each thread takes the lock
 * as soon as no other one has it, reads the number, writes one more than it read, and releases the
 * lock. Expected: never, and no two threads are ever between lock and release; 5, 17 and 61 states
 * for 1, 2 and 3 threads, and 5, 9 and 13 up to renaming them. The model is the example
 * `increment_lock` of stateright (J. Nadal). A thread reads by looking at the memory, and spins while it
 * waits; its write is on its way until the memory takes it.
 */
import { defineSimulation, exponential, latency, type Population, sample } from 'statehive';
import { type ActorRefFrom, type AnyActorRef, assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

const memoryMachine = setup({
  types: { context: {} as { value: number }, events: {} as { type: 'WRITE'; value: number } },
}).createMachine({
  id: 'memory',
  context: { value: 0 },
  on: { WRITE: { actions: assign({ value: ({ event }) => event.value }) } },
});

type Memory = ActorRefFrom<typeof memoryMachine>;
interface Holder {
  readonly memory: Memory;
  readonly others: (thread: AnyActorRef) => boolean;
}

const readFrom = ({ memory }: { memory: Memory }) => memory.getSnapshot().context.value;

const threadMachine = setup({
  types: {
    context: {} as Holder & { me: AnyActorRef; read: number | null },
    input: {} as Holder,
  },
  delays: { step: () => sample(exponential({ mean: 10 })) },
  guards: {
    isFree: ({ context: { others, me } }) => !others(me),
    isWritten: ({ context }) => readFrom(context) === context.read! + 1,
  },
  actions: {
    read: assign({ read: ({ context }) => readFrom(context) }),
    write: sendTo(
      ({ context }) => context.memory,
      ({ context }) => ({ type: 'WRITE', value: context.read! + 1 }),
    ),
  },
}).createMachine({
  id: 'thread',
  context: ({ input, self }) => ({ ...input, me: self, read: null }),
  initial: 'waiting',
  states: {
    waiting: {
      after: {
        step: [
          { guard: 'isFree', target: 'locked' },
          { target: 'waiting', reenter: true },
        ],
      },
    },
    locked: { tags: 'critical', after: { step: 'writing' } },
    writing: {
      tags: 'critical',
      entry: ['read', 'write'],
      initial: 'onItsWay',
      states: {
        onItsWay: {
          after: {
            step: [
              { guard: 'isWritten', target: '#thread.released' },
              { target: 'onItsWay', reenter: true },
            ],
          },
        },
      },
    },
    released: { type: 'final' },
  },
});

export default defineSimulation({
  name: 'increment-lock',
  summary: 'Threads increment a shared number, each while it has the lock.',
  params: z.object({
    threads: z.int().min(1).default(2).describe('how many increment the number'),
  }),
  network: () => [latency(exponential({ mean: 5 }))],
  compose({ swarm, params }) {
    const memory = swarm.spawn(memoryMachine);
    const isCritical = (thread: ActorRefFrom<typeof threadMachine>) =>
      thread.getSnapshot().hasTag('critical');
    const others = (self: AnyActorRef) =>
      [...threads].some((thread) => thread !== self && isCritical(thread));
    const input = { memory, others };
    const threads: Population<typeof threadMachine> = swarm.populate(
      threadMachine,
      params.threads,
      () => ({ input }),
    );
    return { memory, threads, isCritical };
  },
  properties: {
    always: {
      'one at most has the lock': ({ actors: { threads, isCritical } }) =>
        [...threads].filter(isCritical).length <= 1,
    },
    sometimes: {
      'every write counts': ({ params, actors: { memory } }) =>
        memory.getSnapshot().context.value === params.threads,
    },
  },
});
