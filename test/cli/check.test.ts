import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { statehive } from './statehive.ts';

test('a check that finds nothing prints verdicts and counts, and exits with 0', async () => {
  const { code, stdout } = await statehive([
    'check',
    'two-phase-commit',
    '--managers',
    '2',
    '--json',
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ unique: 56, depth: 8, outcome: 'complete' });
});

test('a violation is told as steps and as a diagram, is saved, and exits with 1', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'statehive-')), 'replay.mjs');
  const flags = ['--threads', '2', '--mermaid', '--save', file];
  const { code, stdout } = await statehive(['check', 'increment', ...flags]);
  expect(code).toBe(1);
  expect(stdout).toContain("'every write counts' (always), after 4 steps:");
  expect(stdout).toContain('sequenceDiagram');
  expect(readFileSync(file, 'utf8')).toContain('replay(simulation, options, counterexample)');
});

test('a flag that is wrong exits with 2', async () => {
  const { code, stderr } = await statehive(['check', 'increment', '--network', 'carrier-pigeon']);
  expect(code).toBe(2);
  expect(stderr).toContain('unordered, duplicating, ordered');
});
