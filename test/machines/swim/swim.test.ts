import { constant, createSwarm } from 'statehive';
import { type MembershipUpdate, type SwimInput, swimMachine } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { messages, silentActors } from '../hive/stand-ins.ts';

/** Member 0 of five; the others say what the test lets them say. */
function member(fields: Partial<SwimInput> = {}) {
  const swarm = createSwarm({ seed: 7 });
  const others = silentActors(swarm, 5);
  const group = { size: 5, at: (index: number) => others[index]! };
  const times = { offset: constant(0), periodMs: 100, timeoutMs: 25, suspicionMs: 300 };
  const order = 'round-robin' as const;
  const input: SwimInput = { index: 0, group, ...times, proxies: 2, order, spread: 3, ...fields };
  const ref = swarm.spawn(swimMachine, { id: 'member', input });
  const believed: string[] = [];
  swarm.emitted(ref, 'believed').subscribe(({ member: other, status, incarnation }) => {
    believed.push(`${swarm.nowMs} ${other} ${status} ${incarnation}`);
  });
  const hear = (...updates: readonly MembershipUpdate[]) =>
    ref.send({ type: 'PING', from: 1, period: 1, updates });
  return { swarm, ref, hear, believed };
}

describe('a member', () => {
  test('pings each of the others once in a round', async () => {
    const { swarm } = member({ suspicionMs: 10_000 });
    const pings = messages(swarm, 'PING');
    await swarm.runFor(799);
    const targets = pings.map(({ to }) => to);
    const everybody = ['silent-1', 'silent-2', 'silent-3', 'silent-4'];
    expect(targets.slice(0, 4).sort()).toEqual(everybody);
    expect(targets.slice(4).sort()).toEqual(everybody);
  });

  test('asks others to ping who has not answered in time', async () => {
    const { swarm } = member();
    const [pings, requests] = [messages(swarm, 'PING'), messages(swarm, 'PING_REQUEST')];
    await swarm.runFor(99);
    const target = pings[0]!.to;
    expect(requests.map(({ atMs }) => atMs)).toEqual([25, 25]);
    expect(requests.map(({ to }) => to)).not.toContain(target);
    expect(requests.map(({ event }) => `silent-${event.target}`)).toEqual([target, target]);
  });

  test('suspects who has not answered by the end of the period, and then gives it up', async () => {
    const { swarm, believed } = member();
    const pings = messages(swarm, 'PING');
    await swarm.runFor(400);
    const target = pings[0]!.to.slice(-1);
    expect(believed[0]).toBe(`100 ${target} suspected 0`);
    expect(believed).toContain(`400 ${target} failed 0`);
  });

  test('without suspicion gives it up at once', async () => {
    const { swarm, believed } = member({ suspicionMs: 0 });
    await swarm.runFor(100);
    expect(believed).toHaveLength(1);
    expect(believed[0]).toMatch(/^100 . failed 0$/);
  });

  test('that is answered suspects nobody', async () => {
    const { swarm, ref, believed } = member();
    const pings = messages(swarm, 'PING');
    await swarm.runFor(10);
    const target = Number(pings[0]!.to.slice(-1));
    ref.send({ type: 'ACKNOWLEDGEMENT', target, period: 1, updates: [] });
    await swarm.runFor(95);
    expect(believed).toEqual([]);
  });

  test('pings on behalf of another, and passes the answer on', async () => {
    const { swarm, ref } = member();
    const [pings, answers] = [messages(swarm, 'PING'), messages(swarm, 'ACKNOWLEDGEMENT')];
    ref.send({ type: 'PING_REQUEST', from: 2, period: 9, target: 3, updates: [] });
    await swarm.runFor(1);
    const onBehalf = pings.find(({ event }) => event.onBehalfOf === 2);
    expect(onBehalf).toMatchObject({ to: 'silent-3', event: { period: 9 } });
    ref.send({ type: 'ACKNOWLEDGEMENT', target: 3, period: 9, onBehalfOf: 2, updates: [] });
    await swarm.runFor(1);
    expect(answers).toMatchObject([{ to: 'silent-2', event: { target: 3, period: 9 } }]);
  });
});

describe('a suspicion', () => {
  test('that is denied comes to nothing', async () => {
    const { swarm, hear, believed } = member({ periodMs: 10_000 });
    hear({ member: 2, status: 'suspected', incarnation: 0 });
    await swarm.runFor(100);
    hear({ member: 2, status: 'alive', incarnation: 1 });
    await swarm.runFor(500);
    expect(believed).toEqual(['0 2 suspected 0', '100 2 alive 1']);
  });

  test('of oneself is denied in the next incarnation, along with the answer', async () => {
    const { swarm, hear } = member();
    const answers = messages(swarm, 'ACKNOWLEDGEMENT');
    hear({ member: 0, status: 'suspected', incarnation: 4 });
    await swarm.runFor(1);
    expect(answers[0]?.event.updates).toEqual([{ member: 0, status: 'alive', incarnation: 5 }]);
  });
});
