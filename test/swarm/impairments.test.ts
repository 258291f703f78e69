import { constant, createSwarm, latency } from 'statehive';
import { describe, expect, test } from 'vitest';
import { engines, recorder, teller } from './stand-ins.ts';

describe.each(engines)('on the %s engine', (engine) => {
  const told = () => {
    const swarm = createSwarm({ seed: 7, engine, network: [latency(constant(4))] });
    const to = swarm.spawn(recorder);
    const from = swarm.spawn(teller, { input: { to } });
    return { swarm, to, from, heard: () => to.getSnapshot().context.heard };
  };

  test('deliveries to a paused actor wait, then come in order', async () => {
    const { swarm, to, heard } = told();
    await swarm.runFor(20);
    swarm.pause(to);
    await swarm.runFor(25);
    expect(heard()).toEqual([[14, 1]]);
    swarm.resume(to);
    await swarm.runFor(10);
    expect(heard()).toEqual([
      [14, 1],
      [45, 2],
      [45, 3],
      [45, 4],
      [54, 5],
    ]);
    expect(swarm.lostCount).toBe(0);
  });

  test('timers of a paused actor wait as well, and are armed anew from when they came', async () => {
    const { swarm, from, heard } = told();
    await swarm.runFor(5);
    swarm.pause(from);
    await swarm.runFor(30);
    swarm.resume(from);
    await swarm.runFor(20);
    // Its timer of 10 ms fired at 35 instead, the next at 45.
    expect(heard()).toEqual([
      [39, 1],
      [49, 2],
    ]);
  });

  test('what waits for a paused actor is lost when it crashes', async () => {
    const { swarm, to, heard } = told();
    swarm.pause(to);
    await swarm.runFor(25);
    swarm.crash(to);
    expect(swarm.lostCount).toBe(2);
    swarm.restart(to, { state: 'kept' });
    await swarm.runFor(10);
    expect(heard()).toEqual([[34, 3]]);
  });

  test('an actor that is paused before it starts, starts when it resumes', async () => {
    const { swarm, from, heard } = told();
    swarm.pause(from);
    await swarm.runFor(7);
    swarm.resume(from);
    await swarm.runFor(15);
    expect(heard()).toEqual([[21, 1]]);
  });

  test('a partition loses what is sent across, not what is in flight, until it is healed', async () => {
    const { swarm, from, heard } = told();
    await swarm.runFor(12);
    swarm.partition({ from: [swarm.address(from)] });
    await swarm.runFor(20);
    swarm.heal();
    await swarm.runFor(13);
    expect(heard()).toEqual([
      [14, 1],
      [44, 4],
    ]);
    expect(swarm.lostCount).toBe(2);
  });

  test('a one-way partition lets the other way through', async () => {
    const { swarm, heard } = told();
    swarm.partition({ from: ['recorder'], to: ['teller'], oneWay: true });
    await swarm.runFor(15);
    expect(heard()).toEqual([[14, 1]]);
    swarm.partition({ from: ['teller'], to: ['recorder'], oneWay: true });
    await swarm.runFor(20);
    expect(heard()).toEqual([[14, 1]]);
  });

  test('a swarm without a network can be partitioned', async () => {
    const swarm = createSwarm({ seed: 7, engine });
    const to = swarm.spawn(recorder);
    swarm.spawn(teller, { input: { to } });
    swarm.partition({ from: ['tell*'] });
    await swarm.runFor(15);
    swarm.heal();
    await swarm.runFor(10);
    expect(to.getSnapshot().context.heard).toEqual([[20, 2]]);
  });
});
