import { complete, createSwarm, type Population } from 'statehive';
import { type GossipStyle, gossiperMachine } from 'statehive/machines';
import { expect, test } from 'vitest';

/** A swarm of gossipers of which the first is told the rumour at 0 ms, and who says what when. */
function gossipers(style: GossipStyle, count: number) {
  const swarm = createSwarm({ seed: 7 });
  const gossip = { style, topology: complete(count), at: (index: number) => all.at(index) };
  const all: Population<typeof gossiperMachine> = swarm.populate(
    gossiperMachine,
    count,
    (index) => ({ input: { gossip, index } }),
  );
  const sent: string[] = [];
  swarm.envelopes$.subscribe(({ sentAtMs, from, to, event }) =>
    sent.push(`${sentAtMs} ${from} ${event.type} ${to}`),
  );
  all.at(0).send({ type: 'RUMOUR' });
  const state = (index: number) => all.at(index).getSnapshot().value;
  return { swarm, all, sent, state };
}

test('a gossiper that pushes tells it first in the round after it was told', async () => {
  const { swarm, sent, state } = gossipers('push', 2);
  await swarm.runFor(0.5);
  expect(state(0)).toBe('told');
  await swarm.runFor(1);
  expect([state(0), state(1)]).toEqual(['aware', 'told']);
  await swarm.runFor(1);
  expect(sent).toEqual([
    '0 outside RUMOUR gossiper-0',
    '1 gossiper-0 RUMOUR gossiper-1',
    '2 gossiper-0 RUMOUR gossiper-1',
    '2 gossiper-1 RUMOUR gossiper-0',
  ]);
});

test('a gossiper that pulls asks until it is answered, and then no more', async () => {
  const { swarm, sent } = gossipers('pull', 2);
  await swarm.runFor(5);
  expect(sent).toEqual([
    '0 outside RUMOUR gossiper-0',
    '1 gossiper-1 ASK gossiper-0',
    '1 gossiper-0 RUMOUR gossiper-1',
  ]);
});

test('a gossiper that was told in this round does not answer in it', async () => {
  const { swarm, all, sent } = gossipers('pull', 3);
  await swarm.runFor(0);
  // At 0 ms: the first has been told in this very round.
  all.at(0).send({ type: 'ASK', from: all.at(2) });
  await swarm.runFor(0.5);
  expect(sent.filter((line) => line.includes('gossiper-0 RUMOUR'))).toEqual([]);
});

test('a gossiper says once that it has heard it, however often it is told', async () => {
  const { swarm, all } = gossipers('push-pull', 5);
  const heard: string[] = [];
  swarm.emissions$.subscribe(({ actor, event }) => heard.push(`${actor} ${event.type}`));
  await swarm.runFor(20);
  expect(all.size).toBe(5);
  expect(heard.sort()).toEqual([0, 1, 2, 3, 4].map((index) => `gossiper-${index} heard`));
});

test('a gossiper calls each of the others equally often, and never itself', async () => {
  const { swarm, sent } = gossipers('push', 4);
  await swarm.runFor(2_000);
  const calls = sent.filter((line) => line.includes(' gossiper-1 RUMOUR'));
  expect(calls.filter((line) => line.endsWith('gossiper-1'))).toEqual([]);
  for (const peer of [0, 2, 3]) {
    const share = calls.filter((line) => line.endsWith(`gossiper-${peer}`)).length / calls.length;
    // Some 2,000 draws: four standard errors of a third.
    expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 2_000));
  }
});
