import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, statehive } from './statehive.ts';

const made = folderOf('made');
const given = folderOf('given', { 'packs.json': '[{"name": }]' });

test('--json prints one object on stdout and nothing else anywhere', async () => {
  const flags = ['--agents', '16', '--strategy', 'union', '--quorum', 'majority'];
  const how = ['--detection', 'hashed', '--spawn', 'parallel', '--seed', '7', '--json'];
  const { code, stdout, stderr } = await statehive(['run', 'hive', ...flags, ...how]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({
    simulation: 'hive',
    seed: 7,
    params: { agents: 16, quorum: 'majority', packs: 'well-known' },
    engine: 'compiled',
    outcome: 'completed',
    violations: [],
    report: {
      packs: 10,
      pairs: 45,
      conflicts: { version: 0, namespace: 0, class: 43, property: 29 },
      resolved: 72,
      agents: 16,
    },
  });
  expect(result.traceHash).toMatch(/^[0-9a-f]{16}$/);
  const numbers = [result.simulatedMs, result.wallMs, result.events, result.report.agreement];
  expect(numbers.every((value) => value > 0)).toBe(true);
});

test('--out writes the composed packs, and leaves nothing beside them', async () => {
  const file = join(made, 'composed.json');
  const { code, stderr } = await statehive(['run', 'hive', '--seed', '7', '--out', file]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `Wrote ${file}.\n` });
  expect(JSON.parse(readFileSync(file, 'utf8')).packs).toHaveLength(10);
  expect(readdirSync(made)).toEqual(['composed.json']);
});

test('a folder that is missing is told before the run', async () => {
  const file = join(given, 'none', 'composed.json');
  const { code, stdout, stderr } = await statehive(['run', 'hive', '--out', file]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('does the folder exist');
});

test.runIf(existsSync('/dev/full'))('a full disk is told after the result', async () => {
  const { code, stdout, stderr } = await statehive(['run', 'hive', '--out', '/dev/full']);
  expect(code).toBe(2);
  expect(stdout).toContain('completed');
  expect(stderr).toContain('/dev/full was not written: ENOSPC');
});

test('a packs file that is no JSON is named, with place and remedy', async () => {
  const { code, stdout, stderr } = await statehive(['run', 'hive', '--packs', 'packs.json'], given);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/packs\.json: line 1, column 11: this is not JSON/);
});
