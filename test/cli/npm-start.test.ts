import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ended } from './statehive.ts';

test('npm start shows everybody the same hive', { timeout: 60_000 }, async () => {
  const root = resolve(import.meta.dirname, '../..');
  const env = { ...process.env, NO_COLOR: '1' };
  const { code, stdout } = await ended(spawn('npm', ['start'], { cwd: root, env }));
  expect(code).toBe(0);
  expect(stdout).toContain('10 packs make 45 pairs');
  expect(stdout).toContain('43 class collisions');
  expect(stdout).toContain('again: statehive run hive --seed 7');
});
