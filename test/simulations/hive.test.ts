import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, UsageError } from 'statehive';
import {
  type Configuration,
  QUORUM_RULES,
  STRATEGIES,
  validateComposition,
} from 'statehive/machines';
import { hive } from 'statehive/simulations';
import { afterAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';

type HiveParams = z.input<typeof hive.params>;

async function runHive(params: HiveParams = {}, seed = 7) {
  const result = await run(hive, { params, seed });
  return {
    ...result,
    report: result.report!,
    configuration: result.product as Configuration,
  };
}

/** Pairs and conflicts are known from comparing the packs by other means. */
const truths = {
  'well-known': { packs: 10, pairs: 45, version: 0, namespace: 0, class: 43, property: 29 },
  vocabularies: { packs: 66, pairs: 2_145, version: 0, namespace: 1, class: 315, property: 348 },
} as const;

const packNames = ['well-known', 'vocabularies'] as const;

describe('what a hive finds', () => {
  const cases = packNames.flatMap((packs) =>
    (['pairwise', 'hashed'] as const).map((detection) => [packs, detection] as const),
  );

  test.each(cases)(
    'in the packs %s by %s detection is exactly what is there',
    async (packs, detection) => {
      const { outcome, report } = await runHive({ packs, detection });
      const { packs: size, pairs, ...conflicts } = truths[packs];
      expect(outcome).toBe('completed');
      expect(report).toMatchObject({ packs: size, pairs, conflicts, left: 0 });
      expect(report.resolved).toBe(conflicts.namespace + conflicts.class + conflicts.property);
    },
  );

  test('is the same by both methods, to the last definition', async () => {
    const { configuration } = await runHive({ packs: 'vocabularies', detection: 'pairwise' });
    const hashed = await runHive({ packs: 'vocabularies', detection: 'hashed' });
    expect(configuration.settled.map(({ conflictKey }) => conflictKey)).toEqual(
      hashed.configuration.settled.map(({ conflictKey }) => conflictKey),
    );
  });

  test('does not depend on how the agents are spawned', async () => {
    // Each agent does as many orders as in the other, so it draws the same doubts.
    const parallel = await runHive({ spawn: 'parallel' });
    const sequential = await runHive({ spawn: 'sequential' });
    expect(parallel.report).toEqual(sequential.report);
    expect(parallel.configuration).toEqual(sequential.configuration);
  });
});

test('agents spawned in parallel are ready sooner', async () => {
  for (const seed of [1, 2, 3]) {
    const parallel = await runHive({ spawn: 'parallel' }, seed);
    const sequential = await runHive({ spawn: 'sequential' }, seed);
    // Twelve agents one after the other: more than three times the slowest of twelve at once.
    expect(parallel.metrics.spawnMs! * 3).toBeLessThan(sequential.metrics.spawnMs!);
  }
});

describe('what a hive composes', () => {
  const cases = STRATEGIES.flatMap((strategy) =>
    packNames.map((packs) => [strategy, packs] as const),
  );

  test.each(cases)('by %s of the packs %s has no conflict', async (strategy, packs) => {
    const { outcome, report, configuration } = await runHive({ strategy, packs });
    expect(outcome).toBe('completed');
    expect(report.left).toBe(0);
    expect(validateComposition(configuration)).toEqual([]);
    expect(configuration.strategy).toBe(strategy);
  });

  test('accounts for every definition', async () => {
    const { configuration } = await runHive({ packs: 'vocabularies' });
    const { defined, ...fates } = configuration.counts;
    expect(Object.values(fates).reduce((sum, each) => sum + each, 0)).toBe(defined);
  });

  test('by union loses nothing, by intersection keeps only what is shared', async () => {
    const union = await runHive({ strategy: 'union' });
    const intersection = await runHive({ strategy: 'intersection' });
    expect(union.configuration.counts.excluded).toBe(0);
    expect(intersection.configuration.counts.kept).toBeLessThan(100);
  });

  test('by custom rules follows them where the agents do not agree', async () => {
    // No twelve agents of six roles are of one mind, so each rule is the decision.
    const { configuration } = await runHive({
      strategy: 'custom',
      quorum: 'unanimity',
      rules: {
        rules: [
          { kind: 'class', packs: ['schema', 'foaf'], resolution: 'keep-second' },
          { kind: 'property', resolution: 'exclude' },
        ],
        default: 'keep-first',
      },
    });
    const open = configuration.settled.filter(({ by }) => by === 'default');
    expect(open.length).toBeGreaterThan(50);
    for (const { kind, packs, resolution } of open) {
      const between = packs.join();
      const ofClass = between === 'schema,foaf' ? 'keep-second' : 'keep-first';
      expect(resolution).toBe(kind === 'property' ? 'exclude' : ofClass);
    }
  });
});

describe('how a hive decides', () => {
  test.each(QUORUM_RULES)('by %s: each conflict once, by quorum or by default', async (quorum) => {
    const { outcome, report, configuration } = await runHive({ quorum });
    expect(outcome).toBe('completed');
    expect(configuration.settled).toHaveLength(72);
    const byQuorum = configuration.settled.filter(({ by }) => by === 'quorum').length;
    expect(report.byQuorum).toBe(byQuorum);
    for (const { agreement, electorate } of configuration.settled) {
      expect(agreement).toBeGreaterThanOrEqual(0);
      expect(agreement).toBeLessThanOrEqual(1);
      expect(electorate).toBe(12);
    }
    expect(report.agreement).toBeGreaterThan(0);
    expect(report.agreement).toBeLessThanOrEqual(1);
  });

  test('the more a rule asks for, the less is decided by quorum', async () => {
    const decided = async (quorum: HiveParams['quorum']) =>
      (await runHive({ quorum })).report.byQuorum;
    const byMajority = await decided('majority');
    const bySupermajority = await decided('supermajority');
    expect(byMajority).toBeGreaterThan(bySupermajority);
    expect(bySupermajority).toBeGreaterThan(await decided('unanimity'));
  });

  test('one agent alone is of one mind', async () => {
    const { report } = await runHive({ agents: 1, quorum: 'unanimity' });
    expect(report).toMatchObject({ byQuorum: 72, agreement: 1, votes: 1 });
  });
});

describe('a hive of any size', () => {
  const conflicts = { version: 0, namespace: 0, class: 43, property: 29 };

  test.each([1, 2, 7, 1_000])('as %d agents, settles all conflicts', async (agents) => {
    const { outcome, report } = await runHive({ agents });
    expect(outcome).toBe('completed');
    expect(report).toMatchObject({ agents, ready: agents, pairs: 45, conflicts, left: 0 });
    expect(report.takenOver).toBe(0);
  });

  test('as 10,000 agents, settles all conflicts', { timeout: 120_000 }, async () => {
    const { outcome, report } = await runHive({ agents: 10_000 });
    expect(outcome).toBe('completed');
    expect(report).toMatchObject({ agents: 10_000, ready: 10_000, conflicts, left: 0 });
  });
});

describe('agents that crash', () => {
  test.each([0.2, 0.5, 1])('never stop the queen, though %d of them do', async (crashShare) => {
    for (const seed of [1, 2, 3]) {
      const { outcome, report } = await runHive({ crashShare }, seed);
      expect(outcome).toBe('completed');
      expect(report).toMatchObject({ resolved: 72, left: 0 });
    }
  });

  test('hold no phase up beyond the deadline and the work the queen takes over', async () => {
    const { metrics } = await runHive({ crashShare: 0.5, crashWithinMs: 20, deadlineMs: 40 });
    expect(metrics.consensusMs).toBeLessThanOrEqual(40 + 1e-9);
    // Some 3,100 names at 0.002 ms each, by each of six roles or once in a detection.
    const lookupAllMs = 3_120 * 0.002;
    expect(metrics.analyseMs).toBeLessThanOrEqual(40 + 6 * lookupAllMs);
    expect(metrics.detectMs).toBeLessThanOrEqual(40 + lookupAllMs);
    expect(metrics.validateMs).toBeLessThanOrEqual(40 + lookupAllMs);
  });

  test('are missing from the vote, and count against it', async () => {
    const { report, configuration } = await runHive({ crashShare: 0.5 });
    expect(report.votes).toBeLessThan(12);
    for (const { tally, electorate } of configuration.settled) {
      const votes = Object.values(tally).reduce((sum, line) => sum + line.votes, 0);
      expect(votes).toBe(report.votes);
      expect(electorate).toBe(12);
    }
  });

  test('from the start leave every conflict to the default', async () => {
    const { report, metrics } = await runHive({ crashShare: 1, crashWithinMs: 0 });
    expect(report).toMatchObject({ ready: 0, votes: 0, byQuorum: 0, agreement: 0, left: 0 });
    expect(metrics.spawnMs).toBe(250);
    expect(metrics.consensusMs).toBeCloseTo(250, 9);
  });
});

test('a deadline of nothing leaves all to the queen and to the defaults', async () => {
  const { outcome, report } = await runHive({ deadlineMs: 0 });
  expect(outcome).toBe('completed');
  expect(report).toMatchObject({ votes: 0, byQuorum: 0, agreement: 0, resolved: 72, left: 0 });
});

describe('chance', () => {
  test('is of the seed alone: the same seed gives the same run', async () => {
    const first = await runHive({}, 3);
    const second = await runHive({}, 3);
    expect({ ...second, wallMs: 0 }).toEqual({ ...first, wallMs: 0 });
  });

  test('gives other votes with another seed, when agents doubt', async () => {
    const tallies = async (doubt: number, seed: number) =>
      (await runHive({ doubt }, seed)).configuration.settled.map(({ tally }) => tally);
    expect(await tallies(1, 1)).not.toEqual(await tallies(1, 2));
    expect(await tallies(0, 1)).toEqual(await tallies(0, 2));
  });
});

describe('packs that cannot be used', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const foaf = { name: 'foaf', version: '1.0.6', classes: ['Person'], properties: [] };

  test.each([
    ['malformed', '[{"name": ]', 'line 1, column 11', 'Look there for a missing quote'],
    ['empty', '', 'line 1, column 1', 'Give a JSON array'],
    ['nameless', JSON.stringify([{ ...foaf, name: undefined }]), 'packs[0].name', 'Give the name'],
    [
      'repetitive',
      JSON.stringify([{ ...foaf, classes: ['A', 'A'] }]),
      'packs[0].classes[1]',
      'Remove one of the two',
    ],
  ])(
    'because the file is %s are refused by file, place and remedy',
    async (name, text, place, remedy) => {
      const packs = file(`${name}.json`, text);
      const failing = runHive({ packs });
      await expect(failing).rejects.toThrow(UsageError);
      await expect(runHive({ packs })).rejects.toThrow(`${packs}: ${place}: `);
      await expect(runHive({ packs })).rejects.toThrow(remedy);
    },
  );

  test('because there is no such file are refused with what may be given', async () => {
    const failing = runHive({ packs: join(folder, 'absent.json') });
    await expect(failing).rejects.toThrow(UsageError);
    await expect(runHive({ packs: 'absent.json' })).rejects.toThrow(
      "Give 'well-known', 'vocabularies' or a JSON file of packs.",
    );
  });

  test('are not needed: a single pack has nothing to settle', async () => {
    const { outcome, report } = await runHive({ packs: file('one.json', JSON.stringify([foaf])) });
    expect(outcome).toBe('completed');
    expect(report).toMatchObject({ packs: 1, pairs: 0, resolved: 0, agreement: 1, left: 0 });
  });
});

test.each([
  [{ agents: 0 }, "parameter 'agents'"],
  [{ agents: -3 }, "parameter 'agents'"],
  [{ strategy: 'sum' }, "parameter 'strategy'"],
  [{ deadlineMs: -1 }, "parameter 'deadlineMs'"],
])('parameters that cannot be are refused by name: %o', async (params, message) => {
  const failing = run(hive, { params: params as HiveParams });
  await expect(failing).rejects.toThrow(message);
});
