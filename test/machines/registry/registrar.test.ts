import { check, constant, createSwarm, exponential, fifo, latency } from 'statehive';
import {
  changesOf,
  PRIORITIES,
  type RegistryChange,
  registrarMachine,
  schedulerMachine,
  schedulingHint,
  snapshotCellMachine,
  workerMachine,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { publishing } from '../broken/registrar.ts';

function swarmOf(engine: 'compiled' | 'xstate' = 'compiled') {
  const network = [latency(exponential({ mean: 1 })), fifo()];
  const swarm = createSwarm({ seed: 7, engine, network });
  const input = { initial: { done: 0 }, variant: 'epoch' } as const;
  const cell = swarm.spawn(snapshotCellMachine, { input });
  const scheduler = swarm.spawn(schedulerMachine, { input: {} });
  swarm.populate(workerMachine, 3, () => ({ input: { scheduler, service: constant(1) } }));
  const registrar = swarm.spawn(registrarMachine, { input: { scheduler, cell, windowMs: 2 } });
  const published: number[] = [];
  swarm.emitted(registrar, 'published').subscribe(({ version }) => published.push(version));
  const registry = () => cell.getSnapshot().context.current;
  return { swarm, cell, registrar, published, registry };
}

/** Changes of which each needs what the next one needs too. */
const chain = (length: number): RegistryChange[] =>
  Array.from({ length }, (_, nth) => ({
    hint: schedulingHint(PRIORITIES[nth % 4]!, 'hot', 'light'),
    proposal: {
      id: `c${nth}`,
      action: nth % 2 === 0 ? 'merge' : 'exclude',
      priority: PRIORITIES[nth % 4]!,
      resources: [`r${nth}`, `r${nth + 1}`],
    },
  }));

test('all changes are published, each once, in as many versions as it tells', async () => {
  const { swarm, registrar, published, registry } = swarmOf();
  registrar.send({ type: 'CARRY_OUT', changes: chain(40) });
  await swarm.runFor(2_000);
  const { version, value } = registry();
  expect(value).toEqual({ done: 40, of: 40, actions: { merge: 20, exclude: 20 } });
  expect(published).toEqual([version]);
  // Neighbours never go together, so that one round cannot do.
  expect(version).toBeGreaterThan(1);
});

test('a change that is done twice is published once', async () => {
  const { swarm, registrar, registry } = swarmOf();
  const changes = chain(3);
  registrar.send({ type: 'CARRY_OUT', changes });
  for (const { hint, proposal } of [...changes, ...changes]) {
    registrar.send({ type: 'DONE', task: { id: proposal.id, hint } });
  }
  await swarm.runFor(500);
  expect(registry().value).toMatchObject({ done: 3, of: 3 });
});

test('a round that is told twice is entered once, and is no version of its own', async () => {
  const { swarm, registrar, published, registry } = swarmOf();
  const changes = chain(3);
  registrar.send({ type: 'CARRY_OUT', changes });
  const merged = { proposals: changes.slice(0, 1).map(({ proposal }) => proposal) };
  for (let times = 0; times < 2; times++) {
    registrar.send({
      type: 'AGGREGATED',
      round: 1,
      merged: { ...merged, priority: 'critical' },
      rejected: [],
      conflictRatio: 0,
    });
  }
  await swarm.runFor(5);
  expect(registry()).toMatchObject({ version: 1, value: { done: 1, of: 3 } });
  await swarm.runFor(500);
  expect(registry().value).toMatchObject({ done: 3, of: 3 });
  expect(published).toEqual([registry().version]);
});

test('in every behaviour all is published, each change once, though two messages arrive twice', async () => {
  const { outcome, properties } = await check(publishing(registrarMachine), {
    faults: { duplications: 2 },
  });
  expect(properties.map(({ verdict }) => verdict)).toEqual(['held', 'held', 'held']);
  expect(outcome).toBe('complete');
});

test('no changes are published at once', async () => {
  const { swarm, registrar, published, registry } = swarmOf();
  registrar.send({ type: 'CARRY_OUT', changes: [] });
  await swarm.runFor(10);
  expect(published).toEqual([0]);
  expect(registry().version).toBe(0);
});

test('both engines do the same, to the hash', async () => {
  const hashes: string[] = [];
  for (const engine of ['compiled', 'xstate'] as const) {
    const { swarm, registrar, published } = swarmOf(engine);
    registrar.send({ type: 'CARRY_OUT', changes: chain(10) });
    await swarm.runFor(500);
    expect(published).toHaveLength(1);
    hashes.push(swarm.traceHash);
  }
  expect(hashes[0]).toBe(hashes[1]);
});

describe('the changes of a hive’s decisions', () => {
  const between = { a: { name: 'foaf', position: 0 }, b: { name: 'org', position: 1 } };
  const decision = { by: 'quorum', agreement: 1, tally: {}, electorate: 6 };

  test('need the definitions in conflict, and are as urgent as the conflict', () => {
    const changes = changesOf(
      [
        { kind: 'class', key: 'k1', subject: 'Agent', ...between },
        { kind: 'namespace', key: 'k2', subject: 'http://x/', ...between },
      ] as unknown as Parameters<typeof changesOf>[0],
      [
        { conflictKey: 'k1', resolution: 'merge', ...decision },
        { conflictKey: 'k2', resolution: 'exclude', ...decision, by: 'default' },
      ] as unknown as Parameters<typeof changesOf>[1],
    );
    expect(changes).toEqual([
      {
        hint: schedulingHint('normal', 'hot', 'moderate'),
        proposal: {
          id: 'k1',
          action: 'merge',
          priority: 'normal',
          resources: ['foaf:Agent', 'org:Agent'],
        },
      },
      {
        hint: schedulingHint('high', 'warm', 'minimal'),
        proposal: { id: 'k2', action: 'exclude', priority: 'high', resources: ['foaf', 'org'] },
      },
    ]);
  });

  test('are refused when a decision is missing', () => {
    expect(() =>
      changesOf([{ key: 'k' }] as unknown as Parameters<typeof changesOf>[0], []),
    ).toThrow('There are 0 decisions on 1 conflicts');
  });
});
