import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { documents, root } from './documents.ts';

const folder = join(root, '.statehive', 'docs', 'types');

test('every piece of TypeScript in the documents type-checks as it stands', () => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pieces = documents().flatMap(({ name, blocks }) =>
    blocks
      .filter(({ language }) => language === 'ts')
      .map(({ line, text }) => ({ file: `${basename(name, '.md')}-line-${line}.ts`, text })),
  );
  for (const { file, text } of pieces) writeFileSync(join(folder, file), `${text}\n`);
  writeFileSync(join(folder, 'tsconfig.json'), settings);
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const { stdout } = spawnSync(tsc, ['-p', folder], { encoding: 'utf8', cwd: folder });
  expect(pieces.length).toBeGreaterThan(10);
  expect(stdout).toBe('');
});

const settings = JSON.stringify({
  extends: join(root, 'tsconfig.json'),
  include: ['*.ts'],
});
