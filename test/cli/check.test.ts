import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ended, start, statehive } from './statehive.ts';

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

test('a violation is told as steps and as a diagram, and exits with 1', async () => {
  const flags = ['--threads', '2', '--mermaid'];
  const { code, stdout } = await statehive(['check', 'increment', ...flags]);
  expect(code).toBe(1);
  expect(stdout).toContain("'every write counts' (always), after 4 steps:");
  expect(stdout).toMatch(/sequenceDiagram\n {2}participant a0 as thread-\d\n/);
});

test('what is saved is replayed to the same violation', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'statehive-')), 'found.json');
  const saved = await statehive(['check', 'increment', '--threads', '2', '--save', file]);
  expect(saved.stderr).toBe(`Wrote ${file}. Replay it: statehive replay ${file}\n`);
  const { code, stdout } = await statehive(['replay', file]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/ 4 memory takes WRITE \{"value":1\} from thread-\d/);
  expect(stdout).toContain("reproduced: 'every write counts' (always), after 4 of 4 steps");
  const printed = await statehive(['replay', file, '--json']);
  expect(JSON.parse(printed.stdout)).toMatchObject({ isReproduced: true });
});

test('with symmetry it says which actors count as alike', async () => {
  const flags = ['--managers', '2', '--symmetry'];
  const { stdout } = await statehive(['check', 'two-phase-commit', ...flags]);
  expect(stdout).toContain("symmetry: the 2 actors 'manager' count as alike\n34 states");
});

test('Ctrl-C ends a check with what there is, and exit code 130', async () => {
  const child = start(['check', 'two-phase-commit', '--managers', '14', '--json']);
  // The first line of progress comes after two seconds: by then it explores for sure.
  child.stderr?.once('data', () => child.kill('SIGINT'));
  const { code, stdout, stderr } = await ended(child);
  expect(code).toBe(130);
  const { outcome, isComplete, unique, properties } = JSON.parse(stdout);
  expect({ outcome, isComplete }).toEqual({ outcome: 'aborted', isComplete: false });
  expect(unique).toBeGreaterThan(1_000);
  expect(properties[0]).toMatchObject({ verdict: 'pending' });
  expect(stderr).toMatch(/states of [\d,]+ generated, depth \d+, [\d,]+ waiting, [\d,]+ states\/s/);
});

test('a flag that is wrong exits with 2', async () => {
  const { code, stderr } = await statehive(['check', 'increment', '--network', 'carrier-pigeon']);
  expect(code).toBe(2);
  expect(stderr).toContain('unordered, duplicating, ordered');
});
