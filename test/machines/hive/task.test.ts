import fc from 'fast-check';
import { countConflicts, DETECTION_METHODS, ROLES, unite } from 'statehive/machines';
import { describe, expect, test } from 'vitest';
import { detectHashed } from '../../../machines/hive/conflicts/detect-hashed.ts';
import type { Pack } from '../../../machines/hive/packs/pack.ts';
import { rolesAmong } from '../../../machines/hive/roles/roles.ts';
import {
  analysisTasks,
  detectionTasks,
  lookupsOf,
  perform,
  type Task,
} from '../../../machines/hive/task.ts';
import { randomPacks } from './random-packs.ts';
import { knowledge, twoPacks } from './stand-ins.ts';
import { allPacks, pack, tenPacks } from './vocabularies.ts';

const detectionOf = (
  tasks: readonly Task[],
  packs: readonly Pack[],
  detection: 'pairwise' | 'hashed',
) =>
  unite(
    tasks.flatMap((task) => {
      const finding = perform(task, knowledge({ packs, detection }));
      return finding.kind === 'detect' ? [finding.detection] : [];
    }),
  );

describe('a detection that is shared out', () => {
  test.each(DETECTION_METHODS)('adds up to the whole, %s, among any number of agents', (method) => {
    fc.assert(
      fc.property(randomPacks, fc.integer({ min: 1, max: 40 }), (packs, agents) => {
        const tasks = detectionTasks(packs, agents, method);
        expect(detectionOf(tasks, packs, method)).toEqual(detectHashed(packs));
      }),
    );
  });

  test.each(DETECTION_METHODS)('of all 66 packs among 100 agents, %s, is exact', (method) => {
    const { pairs, conflicts } = detectionOf(
      detectionTasks(allPacks, 100, method),
      allPacks,
      method,
    );
    expect(pairs).toBe(2_145);
    expect(countConflicts(conflicts)).toEqual({
      version: 0,
      namespace: 1,
      class: 315,
      property: 348,
    });
  });

  test.each([
    ['as many shares as agents', 10, 7, 7],
    ['no more shares than pairs', 10, 100, 45],
    ['one share when there is no agent', 10, 0, 1],
    ['one share when there is no pair', 1, 5, 1],
  ])('has %s', (_, packs, agents, shares) => {
    expect(detectionTasks(tenPacks.slice(0, packs), agents, 'hashed')).toHaveLength(shares);
  });
});

test('a long detection has more shares than agents, none too short for its messages', () => {
  const known = knowledge({ packs: allPacks, detection: 'pairwise' });
  const tasks = detectionTasks(allPacks, 4, 'pairwise');
  expect(tasks.length).toBe(64);
  const lookups = tasks.map((task) => lookupsOf(task, known));
  const mean = lookups.reduce((sum, each) => sum + each) / tasks.length;
  expect(mean).toBeGreaterThan(400);
});

describe('the cost of a detection, in look-ups', () => {
  const cost = (packs: readonly Pack[], agents: number, detection: 'pairwise' | 'hashed') =>
    detectionTasks(packs, agents, detection).map((task) =>
      lookupsOf(task, knowledge({ packs, detection })),
    );
  const total = (costs: readonly number[]) => costs.reduce((sum, each) => sum + each, 0);

  test('is of each name once by hashing, and of the smaller pack of each pair by pairs', () => {
    // Each of the two has three terms and its own name. They make one pair, with a third three.
    const third = pack({ name: 'third', classes: ['A', 'B', 'C', 'D', 'E'] });
    expect(total(cost(twoPacks, 1, 'hashed'))).toBe(8);
    expect(total(cost(twoPacks, 1, 'pairwise'))).toBe(4);
    expect(total(cost([...twoPacks, third], 1, 'hashed'))).toBe(14);
    expect(total(cost([...twoPacks, third], 1, 'pairwise'))).toBe(12);
  });

  test.each(DETECTION_METHODS)('is the same in all, %s, however it is shared out', (method) => {
    const alone = total(cost(tenPacks, 1, method));
    for (const agents of [2, 7, 45]) {
      expect(total(cost(tenPacks, agents, method))).toBeCloseTo(alone, 6);
    }
  });

  test('of 66 packs is more than three times lower by hashing', () => {
    const byHashing = total(cost(allPacks, 1, 'hashed'));
    expect(byHashing * 3).toBeLessThan(total(cost(allPacks, 1, 'pairwise')));
  });
});

describe('an analysis', () => {
  test('is one task for each role that the agents have between them', () => {
    expect(analysisTasks(rolesAmong(2))).toEqual([
      { kind: 'analyse', role: ROLES[0] },
      { kind: 'analyse', role: ROLES[1] },
    ]);
    expect(rolesAmong(1_000)).toEqual(ROLES);
  });

  test('looks every name up once', () => {
    const [task] = analysisTasks(rolesAmong(1));
    expect(lookupsOf(task!, knowledge())).toBe(8);
  });
});
