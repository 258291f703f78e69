import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { documents, emptyFolder, root } from './documents.ts';

test('every piece of TypeScript in the documents type-checks as it stands', () => {
  const folder = emptyFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
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
