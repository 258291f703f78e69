import { constant, createSwarm } from 'statehive';
import { contractorMachine, managerMachine } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { messages, silentActors } from '../hive/stand-ins.ts';

const task = (manager: number, sizeMs = 50) => ({ manager, sizeMs });

/** A manager whose contractors say what the test lets them say. */
function tender() {
  const swarm = createSwarm({ seed: 7 });
  const others = silentActors(swarm, 3);
  const contractors = { size: 3, at: (index: number) => others[index]! };
  const deadlines = { bidDeadlineMs: 20, reportDeadlineMs: 10 };
  const input = { task: task(0), contractors, arrival: constant(0), ...deadlines };
  const manager = swarm.spawn(managerMachine, { id: 'manager', input });
  const bid = (contractor: number, readyInMs: number, round = 1) =>
    manager.send({ type: 'BID', contractor, readyInMs, round });
  const announced = messages(swarm, 'TASK_ANNOUNCEMENT');
  const awards = messages(swarm, 'ANNOUNCED_AWARD');
  return { swarm, manager, bid, announced, awards };
}

describe('a manager', () => {
  test('announces its task to all, and awards it to who is ready first', async () => {
    const { swarm, bid, announced, awards } = tender();
    await swarm.runFor(1);
    bid(0, 70);
    bid(2, 50);
    bid(1, 50);
    await swarm.runFor(30);
    expect(announced.map(({ to }) => to)).toEqual(['silent-0', 'silent-1', 'silent-2']);
    expect(awards.map(({ atMs, to }) => [atMs, to])).toEqual([[20, 'silent-1']]);
  });

  test('announces it again when nobody has bid in time', async () => {
    const { swarm, bid, announced, awards } = tender();
    await swarm.runFor(25);
    bid(0, 50, 1); // late: that was the announcement before
    await swarm.runFor(20);
    expect(announced.map(({ event }) => event.round)).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3]);
    expect(awards).toEqual([]);
  });

  test('waits for the report as long as the bid says and some more, then announces again', async () => {
    const { swarm, bid, announced } = tender();
    await swarm.runFor(1);
    bid(0, 50);
    await swarm.runFor(78);
    expect(announced).toHaveLength(3);
    await swarm.runFor(1);
    expect(announced.at(-1)?.atMs).toBe(20 + 50 + 10);
  });

  test('is satisfied with a report, also of one that it has given up', async () => {
    const { swarm, manager, bid } = tender();
    await swarm.runFor(1);
    bid(0, 50);
    await swarm.runFor(90);
    manager.send({ type: 'FINAL_REPORT', contractor: 0 });
    await swarm.runFor(0);
    expect(manager.getSnapshot().matches('satisfied')).toBe(true);
  });
});

describe('a contractor', () => {
  const atWork = () => {
    const swarm = createSwarm({ seed: 7 });
    const others = silentActors(swarm, 3);
    const managers = { size: 3, at: (index: number) => others[index]! };
    const input = { index: 5, managers, slowness: 2 };
    const contractor = swarm.spawn(contractorMachine, { id: 'contractor', input });
    const award = (manager: number) =>
      contractor.send({ type: 'ANNOUNCED_AWARD', task: task(manager) });
    return { swarm, contractor, award };
  };

  test('bids what it takes behind all that it has to do', async () => {
    const { swarm, contractor, award } = atWork();
    const bids = messages(swarm, 'BID');
    contractor.send({ type: 'TASK_ANNOUNCEMENT', task: task(1), round: 4 });
    award(0);
    contractor.send({ type: 'TASK_ANNOUNCEMENT', task: task(2), round: 1 });
    await swarm.runFor(1);
    expect(bids.map(({ to, event }) => [to, event.round, event.readyInMs])).toEqual([
      ['silent-1', 4, 100],
      ['silent-2', 1, 200],
    ]);
  });

  test('does what it is awarded one after the other, and reports on each', async () => {
    const { swarm, award } = atWork();
    const reports = messages(swarm, 'FINAL_REPORT');
    award(2);
    award(0);
    await swarm.runFor(500);
    expect(reports.map(({ atMs, to }) => [atMs, to])).toEqual([
      [100, 'silent-2'],
      [200, 'silent-0'],
    ]);
  });
});
