import { createSwarm, type EngineName, type Population } from 'statehive';
import { describe, expect, it } from 'vitest';
import { type AnyActorRef, emit, fromTransition, sendTo, setup } from 'xstate';

/** No machine, and so run by XState on either engine. */
const counter = fromTransition((count: number) => count + 1, 0);

const asking = (counters: Population<typeof counter>) =>
  setup({
    types: {
      events: {} as { type: 'ASK' } | { type: 'ANSWER' },
      emitted: {} as { type: 'answered' },
    },
  }).createMachine({
    on: {
      ASK: {
        actions: sendTo(
          () => {
            counters.at(0);
            return undefined as unknown as AnyActorRef;
          },
          { type: 'ANSWER' },
        ),
      },
      ANSWER: { actions: emit({ type: 'answered' }) },
    },
  });

async function emittedUnder(engine: EngineName): Promise<string[]> {
  const swarm = createSwarm({ seed: 1, engine: engine === 'compiled' ? 'auto' : engine });
  const emitted: string[] = [];
  swarm.emissions$.subscribe(({ actor, event }) => emitted.push(`${actor} ${event.type}`));
  const counters = swarm.populate(counter, 1, () => ({}));
  swarm.spawn(asking(counters), { id: 'asking' }).send({ type: 'ASK' });
  await swarm.runFor(1);
  return emitted;
}

describe('an event that is sent to nobody', () => {
  it.each(['compiled', 'xstate'] as const)(
    'is the sender’s own, whoever it has asked for before (%s)',
    async (engine) => {
      expect(await emittedUnder(engine)).toEqual(['asking answered']);
    },
  );
});
