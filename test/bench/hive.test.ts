import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { hive } from '../../bench/hive.ts';
import type { BenchResult, CaseResult, Figure } from '../../bench/runner/result.ts';
import { runSuites } from '../../bench/runner/run-suites.ts';

const run = promisify(execFile);
const bench = (...args: string[]) =>
  run('node', ['--import', 'tsx', '--conditions=statehive:source', 'bench/main.ts', ...args]);

describe('the small sizes of the hive suite', () => {
  let here: BenchResult;
  let elsewhere: BenchResult;

  beforeAll(async () => {
    here = await runSuites([hive], { effort: 'quick' });
    const { stdout } = await bench('hive', '--quick', '--json');
    elsewhere = JSON.parse(stdout);
  }, 60_000);

  test('cover all seven scenarios', () => {
    expect(here.suites.map(({ suite }) => suite)).toEqual(['hive']);
    expect(here.suites[0]!.scenarios.map(({ name }) => name)).toEqual([
      'consensus_latency',
      'agent_spawning',
      'conflict_detection',
      'configuration_analysis',
      'parallel_agents',
      'memory_overhead',
      'orchestration_throughput',
    ]);
  });

  test('have the same hashes and simulated figures in two processes', () => {
    expect(casesOf(elsewhere).map(reproducible)).toEqual(casesOf(here).map(reproducible));
  });

  test('tell wall, simulated and memory figures apart, all as JSON', () => {
    expect(elsewhere).toMatchObject({ effort: 'quick', node: process.version });
    for (const { figures } of casesOf(elsewhere)) {
      expect(figures[0]).toMatchObject({ kind: 'wall', unit: 'ms' });
      for (const figure of figures) {
        expect(figure).toEqual(shapeOf(figure));
        expect(figure.samples).toBeGreaterThan(1);
        expect(figure.p99).toBeGreaterThanOrEqual(figure.p50);
      }
    }
  });

  test('find the same conflicts by pairs and by hashes', () => {
    const { cases } = scenarioOf(here, 'conflict_detection');
    const hashes = (detection: string) =>
      cases.filter(({ params }) => params.detection === detection).map(({ hash }) => hash);
    expect(hashes('hashed')).toEqual(hashes('pairwise'));
  });

  test('weigh agents: five hundred times as many keep more memory', () => {
    // The heaviest weighing: one is too light, by a whole hive, when the hive of the weighing before
    // it was still held by code that the host was compiling. Some 300 kB is noise, 4,990 agents 1 MB.
    const [few, many] = scenarioOf(here, 'memory_overhead').cases.map(
      ({ figures }) => figures.find(({ name }) => name === 'all')!.p99,
    );
    expect(many! - few!).toBeGreaterThan(400_000);
  });
});

describe('the command line', () => {
  test('refuses an unknown suite, and names those that there are', async () => {
    await expect(bench('hives')).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(
        "There is no suite 'hives'. There are: hive, swarm, phold, engines, scale, primitives, optimisations, check.",
      ),
    });
  });

  test('ends a run early at Ctrl-C, and prints what was finished', async () => {
    const running = bench('hive', '--json');
    running.child.stderr!.once('data', () => running.child.kill('SIGINT'));
    const result: BenchResult = JSON.parse((await running).stdout);
    expect(result).toMatchObject({ isComplete: false, effort: 'full', suites: [] });
  });

  test('says how it is used', async () => {
    const { stdout, stderr } = await bench('--help');
    expect(stdout).toMatch(/^Usage: npm run bench -- /);
    expect(stderr).toBe('');
  });

  test('lists suites and their scenarios', async () => {
    const { stdout } = await bench('hive', '--list');
    expect(stdout).toMatch(/^hive\n {2}consensus_latency: .* \(packs 1, 3, 5, 10, 20\)/);
  });
});

function shapeOf({ kind, opsPerSecond, noise }: Figure) {
  return {
    name: expect.any(String),
    kind: expect.stringMatching(/^(wall|cpu|simulated|memory)$/),
    unit: kind === 'memory' ? 'bytes' : 'ms',
    p50: expect.any(Number),
    p99: expect.any(Number),
    mean: expect.any(Number),
    opsPerSecond: opsPerSecond === null ? null : expect.any(Number),
    relativeMarginOfError: expect.any(Number),
    samples: expect.any(Number),
    noise: noise === null ? null : expect.any(Number),
    blocks: expect.any(Array),
  };
}

function casesOf({ suites }: BenchResult): CaseResult[] {
  return suites.flatMap(({ scenarios }) => scenarios.flatMap(({ cases }) => cases));
}

function scenarioOf({ suites }: BenchResult, name: string) {
  return suites[0]!.scenarios.find((scenario) => scenario.name === name)!;
}

function reproducible({ params, hash, figures }: CaseResult) {
  return { params, hash, simulated: figures.filter(({ kind }) => kind === 'simulated') };
}
