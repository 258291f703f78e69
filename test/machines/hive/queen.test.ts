import { constant, createSwarm } from 'statehive';
import {
  type AgentTraits,
  PHASES,
  type Phase,
  type PhaseEmission,
  type QueenInput,
  queenMachine,
  ROLES,
  validateComposition,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { indicesOf } from '../../../machines/index-set.ts';
import { knowledge, messages, traits } from './stand-ins.ts';
import { tenPacks } from './vocabularies.ts';

interface Hive extends Partial<Omit<QueenInput, 'agents' | 'traitsOf'>> {
  readonly agents: readonly AgentTraits[];
  readonly seed?: number;
}

/** Six agents that take 0.001 ms for a look-up. */
const six = (fields: Partial<AgentTraits> = {}): AgentTraits[] =>
  Array.from({ length: 6 }, () => traits({ effort: constant(0.001), ...fields }));

/** A hive without a network, over the ten well-known packs, with a deadline of 100 ms. */
function createHive({ agents, seed = 7, ...fields }: Hive) {
  const swarm = createSwarm({ seed });
  const work = messages(swarm, 'WORK');
  const queen = swarm.spawn(queenMachine, {
    id: 'queen',
    input: {
      knowledge: knowledge({ packs: tenPacks }),
      agents: agents.length,
      traitsOf: (agent) => agents[agent]!,
      spawn: 'parallel',
      deadlineMs: 100,
      lookupMs: 0.001,
      ...fields,
    },
  });
  const ended: PhaseEmission[] = [];
  const took = new Map<string, number>();
  swarm.emissions$.subscribe(({ event, atMs }) => {
    if (event.type === 'phaseBegan') took.set(event.phase, -atMs);
    if (event.type === 'phaseEnded') took.set(event.phase, took.get(event.phase)! + atMs);
  });
  swarm.emitted(queen, 'phaseEnded').subscribe((each) => ended.push(each));
  const tookMs = (phase: Phase) => took.get(phase);
  return { swarm, queen, work, ended, tookMs, context: () => queen.getSnapshot().context };
}

async function runHive(hive: Hive) {
  const created = createHive(hive);
  await created.swarm.runFor(10_000);
  expect(created.queen.getSnapshot().matches('resting')).toBe(true);
  return created;
}

describe('a queen', () => {
  test('leads her hive through the phases in order, and rests', async () => {
    const { ended } = await runHive({ agents: six() });
    expect(ended.map(({ phase }) => phase)).toEqual(PHASES);
  });

  test('has each role analyse the packs, by an agent of that role', async () => {
    // The last is up first, so that the order in which they report is not that of the roles.
    const agents = six().map((each, agent) => ({ ...each, startup: constant(9 - agent) }));
    const { work, context } = await runHive({ agents });
    const orders = work.filter(({ event }) => event.task.kind === 'analyse');
    expect(orders.map(({ to, event }) => [to, event.task.role])).toEqual(
      ROLES.map((role, agent) => [`queen/agent-${agent}`, role]),
    );
    expect(Object.keys(context().analyses)).toEqual([...ROLES]);
  });

  test('gives the analysis of a role whose agent is not up to another', async () => {
    const agents = six().with(2, traits({ crashesAfterMs: 1 }));
    const { work, context } = await runHive({ agents });
    const order = work.find(({ event }) => event.task.role === ROLES[2]);
    expect(order?.to).toBe('queen/agent-3');
    expect(Object.keys(context().analyses)).toEqual([...ROLES]);
  });

  test('composes what the agents decided, and has it checked', async () => {
    const { context } = await runHive({ agents: six() });
    const { configuration, decisions, left } = context();
    expect(configuration?.settled.map(({ conflictKey }) => conflictKey)).toEqual(
      decisions.map(({ conflictKey }) => conflictKey),
    );
    expect(left).toBe(0);
    expect(validateComposition(configuration!)).toEqual([]);
  });

  test('keeps her agents when she rests', async () => {
    const { swarm } = await runHive({ agents: six() });
    expect(swarm.activeActors).toBe(7);
  });
});

describe('spawning', () => {
  test('in parallel takes as long as the slowest agent', async () => {
    const agents = [3, 9, 5].map((ms) => traits({ startup: constant(ms) }));
    expect((await runHive({ agents, spawn: 'parallel' })).tookMs('spawn')).toBe(9);
  });

  test('in sequence takes as long as all of them together', async () => {
    const agents = [3, 9, 5].map((ms) => traits({ startup: constant(ms) }));
    expect((await runHive({ agents, spawn: 'sequential' })).tookMs('spawn')).toBe(17);
  });

  test('in sequence waits for an agent that never comes only until the deadline', async () => {
    const agents = six().with(1, traits({ crashesAfterMs: 1 }));
    const { tookMs, context } = await runHive({ agents, spawn: 'sequential' });
    expect(tookMs('spawn')).toBe(5 * 5 + 100);
    expect(indicesOf(context().ready)).toEqual([0, 2, 3, 4, 5]);
  });

  test('goes on without agents that are late, and takes them in when they come', async () => {
    const agents = six().with(5, traits({ startup: constant(105.5), effort: constant(0.001) }));
    const { tookMs, context } = await runHive({ agents });
    // The deadline begins anew with the last sign of life, at 5 ms.
    expect(tookMs('spawn')).toBe(105);
    expect(indicesOf(context().ready)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(context().ballots).toBe(6);
  });

  test('counts an agent once that has crashed and reports again', async () => {
    const { swarm, context } = createHive({
      agents: six().with(0, traits({ startup: constant(1) })),
    });
    await swarm.runFor(2);
    const early = swarm.find('queen/agent-0')!;
    swarm.crash(early);
    swarm.restart(early, { state: 'lost' });
    await swarm.runFor(10);
    expect(indicesOf(context().ready)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('an agent that is of no help', () => {
  // By majority of six, four votes decide.
  const slow = traits({ effort: constant(1_000) });
  const dead = traits({ crashesAfterMs: 6 });

  test('does not keep a phase beyond its deadline and what the queen takes over', async () => {
    const agents = six().with(0, slow).with(1, dead);
    const { tookMs, context } = await runHive({ agents });
    // Her own share of work takes less than 20 ms: there are some 3,000 names to look up.
    for (const phase of PHASES) expect(tookMs(phase)).toBeLessThanOrEqual(120);
    expect(context().takenOver).toBeGreaterThan(0);
  });

  test('is missed in the vote, whether it is late or dead: the decisions are the same', async () => {
    const late = await runHive({ agents: six().with(0, slow) });
    const gone = await runHive({ agents: six().with(0, dead) });
    expect(late.context().ballots).toBe(5);
    expect(late.context().decisions).toEqual(gone.context().decisions);
  });

  test('whose votes come after the deadline changes nothing', async () => {
    // One ms for each of 72 questions and 2,000 look-ups: its ballot comes long after.
    const { swarm, context } = createHive({ agents: six().with(0, traits()) });
    const cast = messages(swarm, 'CAST');
    await swarm.runFor(1_000);
    const { decisions } = context();
    expect(decisions).toHaveLength(72);
    expect(cast).toHaveLength(5);
    await swarm.runFor(100_000);
    expect(cast).toHaveLength(6);
    expect(context().decisions).toBe(decisions);
  });

  test('does not stop her, though none is left', async () => {
    const { context, tookMs } = await runHive({ agents: six({ crashesAfterMs: 1 }) });
    expect(tookMs('spawn')).toBe(100);
    expect(tookMs('resolve')).toBe(100);
    expect(indicesOf(context().ready)).toEqual([]);
    expect(context()).toMatchObject({ ballots: 0, left: 0 });
    for (const decision of context().decisions) {
      expect(decision).toMatchObject({ by: 'default', agreement: 0, electorate: 6 });
    }
  });
});

test('a deadline of nothing leaves all work to the queen, and every conflict to the default', async () => {
  const { context, tookMs } = await runHive({ agents: six(), deadlineMs: 0 });
  expect(context()).toMatchObject({ ballots: 0, left: 0 });
  expect(context().detection.conflicts).toHaveLength(72);
  expect(tookMs('spawn')).toBe(0);
  expect(tookMs('resolve')).toBe(0);
});
