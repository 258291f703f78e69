import { type Address, createSwarm, type EngineName, type Swarm } from 'statehive';
import { describe, expect, test } from 'vitest';
import { assign, sendTo, setup } from 'xstate';

type Word = { type: 'WORD'; said: string };

const listener = setup({
  types: { context: {} as { heard: string[] }, events: {} as Word },
}).createMachine({
  id: 'listener',
  context: { heard: [] },
  on: {
    WORD: {
      actions: assign({ heard: ({ context, event }) => [...context.heard, event.said] }),
    },
  },
});

/** Says some words at once, and others after a while. */
const speaker = setup({
  types: { context: {} as { to: Address<Word> }, input: {} as { to: Address<Word> } },
  actions: {
    say: sendTo(
      ({ context }) => context.to,
      (_, said: string) => ({ type: 'WORD', said }),
    ),
    sayLater: sendTo(
      ({ context }) => context.to,
      (_, said: string) => ({ type: 'WORD', said }),
      { delay: 5 },
    ),
  },
}).createMachine({
  id: 'speaker',
  context: ({ input }) => input,
  entry: [
    { type: 'sayLater', params: 'first' },
    { type: 'say', params: 'now' },
    { type: 'sayLater', params: 'second' },
  ],
});

const converse = async (engine: EngineName, watch: (swarm: Swarm) => void = () => {}) => {
  const swarm = createSwarm({ seed: 1, engine });
  watch(swarm);
  const to = swarm.spawn(listener);
  swarm.spawn(speaker, { id: 'a', input: { to } });
  swarm.spawn(speaker, { id: 'b', input: { to } });
  await swarm.runFor(10);
  return { hash: swarm.traceHash, events: swarm.events, heard: to.getSnapshot().context.heard };
};

describe.each<EngineName>(['compiled', 'xstate'])('without a network (%s)', (engine) => {
  test('words arrive in the order in which they were said, or their timers armed', async () => {
    const { heard } = await converse(engine);
    expect(heard).toEqual(['now', 'now', 'first', 'second', 'first', 'second']);
  });

  test('it makes no difference who observes what', async () => {
    const alone = await converse(engine);
    const watching = await converse(engine, (swarm) => {
      swarm.envelopes$.subscribe();
      swarm.transitions$.subscribe();
    });
    const following = await converse(engine, (swarm) => swarm.transitions$.subscribe());
    expect([watching, following]).toEqual([alone, alone]);
  });

  test('an observer of transitions is told of the envelopes that an observer of envelopes sees', async () => {
    const seen: unknown[] = [];
    const told: unknown[] = [];
    const note = ({ from, to, event, sentAtMs, dueAtMs }: Record<string, unknown>) =>
      [from, to, event, sentAtMs, dueAtMs] as const;
    await converse(engine, (swarm) => {
      swarm.envelopes$.subscribe((envelope) => seen.push(note(envelope as never)));
    });
    await converse(engine, (swarm) => {
      swarm.transitions$.subscribe(({ envelope }) => {
        if (envelope !== undefined) told.push(note(envelope as never));
      });
    });
    expect(told).toEqual(seen);
    expect(told).toHaveLength(6);
    expect(told[2]).toEqual(['a', 'listener', { type: 'WORD', said: 'first' }, 5, 5]);
  });

  test('a delayed word for an actor that was stopped meanwhile is a dead letter', async () => {
    const swarm = createSwarm({ seed: 1, engine });
    const letters: unknown[] = [];
    swarm.deadLetters$.subscribe(({ atMs, from, to, reason }) => {
      letters.push([atMs, from, to, reason]);
    });
    const to = swarm.spawn(listener);
    swarm.spawn(speaker, { id: 'a', input: { to } });
    await swarm.runFor(1);
    swarm.stop(to);
    await swarm.runFor(10);
    expect(letters).toEqual([
      [5, 'a', 'listener', 'it was stopped'],
      [5, 'a', 'listener', 'it was stopped'],
    ]);
  });
});

test('both engines come to the same', async () => {
  expect(await converse('compiled')).toEqual(await converse('xstate'));
});
