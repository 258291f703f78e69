import { createSwarm, type EngineName } from 'statehive';
import { describe, expect, it } from 'vitest';
import { emit, sendParent, setup, spawnChild } from 'xstate';

const child = setup({ types: { emitted: {} as { type: 'started' } } }).createMachine({
  entry: [emit({ type: 'started' }), sendParent({ type: 'HELLO' })],
});

const parent = setup({
  actors: { child },
  types: { events: {} as { type: 'HELLO' }, emitted: {} as { type: 'entered' } },
}).createMachine({
  context: ({ spawn }) => ({ first: spawn('child', { id: 'first' }) }),
  entry: [emit({ type: 'entered' }), spawnChild('child', { id: 'second' })],
  invoke: { src: 'child', id: 'third' },
});

async function emittedUnder(engine: EngineName): Promise<{ order: string[]; hash: string }> {
  const swarm = createSwarm({ seed: 1, engine });
  const order: string[] = [];
  swarm.emissions$.subscribe(({ actor, event }) => order.push(`${actor} ${event.type}`));
  swarm.spawn(parent, { id: 'parent' });
  await swarm.runFor(1);
  return { order, hash: swarm.traceHash };
}

describe('the children that an actor has from the start', () => {
  it.each(['compiled', 'xstate'] as const)('start before it acts itself (%s)', async (engine) => {
    expect((await emittedUnder(engine)).order).toEqual([
      'parent/first started',
      'parent/second started',
      'parent/third started',
      'parent entered',
    ]);
  });

  it('start in the same order on both engines', async () => {
    const { hash } = await emittedUnder('compiled');
    expect((await emittedUnder('xstate')).hash).toBe(hash);
  });
});
