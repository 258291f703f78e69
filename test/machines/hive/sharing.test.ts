import { createSwarm } from 'statehive';
import { type SharingInput, sharingMachine } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { type Finding, lookupsOf, perform, type Task } from '../../../machines/hive/task.ts';
import { knowledge, messages, silentActors } from './stand-ins.ts';
import { tenPacks } from './vocabularies.ts';

const known = knowledge({ packs: tenPacks });
const shares = (of: number): Task[] =>
  Array.from({ length: of }, (_, part) => ({ kind: 'detect', packs: tenPacks, part, of }));
const tasks = shares(3);
const findings = tasks.map((task) => perform(task, known));
const lookups = (share: number) => lookupsOf(tasks[share]!, known);
const wrong: Finding = { kind: 'detect', detection: { pairs: 99, conflicts: [] } };

/** Shares three tasks out among agents that answer when the test says so. */
function sharing({
  agents = 3,
  ...fields
}: { agents?: number } & Partial<Omit<SharingInput, 'agents'>> = {}) {
  const swarm = createSwarm({ seed: 7 });
  const work = messages(swarm, 'WORK');
  const terms = { tasks, knowledge: known, deadlineMs: 100, lookupMs: 0.001, ...fields };
  const ref = swarm.spawn(sharingMachine, {
    input: { ...terms, agents: silentActors(swarm, agents) },
  });
  return {
    swarm,
    work,
    answer: (share: number, finding = findings[share]!) =>
      ref.send({ type: 'WORKED', share, finding }),
    output: () => ref.getSnapshot().output,
  };
}

describe('sharing work out', () => {
  test('gives each agent its share', async () => {
    const { swarm, work } = sharing();
    await swarm.runFor(1);
    expect(work.map(({ to, event }) => [to, event.share])).toEqual([
      ['silent-0', 0],
      ['silent-1', 1],
      ['silent-2', 2],
    ]);
  });

  test('begins again with the first agent when there are fewer agents than shares', async () => {
    const { swarm, work } = sharing({ agents: 2 });
    await swarm.runFor(1);
    expect(work.map(({ to }) => to)).toEqual(['silent-0', 'silent-1', 'silent-0']);
  });

  test('gives another to whoever has done one, while there are more than agents should have', async () => {
    const { swarm, work, answer } = sharing({ agents: 2, tasks: shares(12) });
    await swarm.runFor(1);
    expect(work).toHaveLength(8);
    answer(1);
    answer(1);
    await swarm.runFor(1);
    expect(work.slice(8).map(({ to, event }) => [to, event.share])).toEqual([['silent-1', 8]]);
  });

  test('ends with the last answer, and tells the findings in the order of the shares', async () => {
    const { swarm, answer, output } = sharing();
    await swarm.runFor(10);
    for (const share of [2, 0]) answer(share);
    await swarm.runFor(1);
    expect(output()).toBeUndefined();
    answer(1);
    await swarm.runFor(1);
    expect(output()).toEqual({ findings, takenOver: 0 });
  });

  test('without any task ends at once', async () => {
    const { swarm, output } = sharing({ tasks: [] });
    await swarm.runFor(0);
    expect(output()).toEqual({ findings: [], takenOver: 0 });
  });
});

describe('what is missing at the deadline', () => {
  test('is taken over, at its own cost of time', async () => {
    const { swarm, answer, output } = sharing();
    await swarm.runFor(10);
    answer(1);
    const ownMs = (lookups(0) + lookups(2)) * 0.001;
    await swarm.runFor(90 + ownMs - 0.001);
    expect(output()).toBeUndefined();
    await swarm.runFor(0.002);
    expect(output()).toEqual({ findings, takenOver: 2 });
  });

  test('is everything when there is no agent', async () => {
    const { swarm, output } = sharing({ agents: 0 });
    await swarm.runFor(200);
    expect(output()).toEqual({ findings, takenOver: 3 });
  });

  test('is everything when no time is given', async () => {
    const { swarm, output } = sharing({ deadlineMs: 0, lookupMs: 0 });
    await swarm.runFor(0);
    expect(output()).toEqual({ findings, takenOver: 3 });
  });

  test('is not asked for again: an answer that comes too late changes nothing', async () => {
    const { swarm, answer, output } = sharing({ lookupMs: 1 });
    await swarm.runFor(101);
    answer(0, wrong);
    await swarm.runFor(100_000);
    expect(output()).toEqual({ findings, takenOver: 3 });
  });
});

test('a second answer for a share is ignored', async () => {
  const { swarm, answer, output } = sharing();
  answer(0);
  answer(0, wrong);
  answer(1);
  await swarm.runFor(1);
  expect(output()).toBeUndefined();
  answer(2);
  await swarm.runFor(1);
  expect(output()).toEqual({ findings, takenOver: 0 });
});

test('an answer after the end is a dead letter', async () => {
  const { swarm, answer } = sharing();
  for (const share of [0, 1, 2]) answer(share);
  await swarm.runFor(1);
  answer(1);
  await swarm.runFor(1);
  expect(swarm.deadLetterCount).toBe(1);
});
