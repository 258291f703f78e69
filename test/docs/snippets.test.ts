import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Block } from './blocks.ts';
import { type Document, documents, emptyFolder, root } from './documents.ts';

test('every piece of TypeScript in the documents type-checks as it stands', () => {
  const folder = emptyFolder();
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const pieces = documents().flatMap(piecesOf);
  for (const { file, text } of pieces) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  writeFileSync(join(folder, 'tsconfig.json'), settings);
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const { stdout } = spawnSync(tsc, ['-p', folder], { encoding: 'utf8', cwd: folder });
  expect(pieces.length).toBeGreaterThan(10);
  expect(stdout).toBe('');
});

const settings = JSON.stringify({
  extends: join(root, 'tsconfig.json'),
  include: ['**/*.ts'],
});

/** Files that import each other find each other; of one that is shown more than once, the last. */
function piecesOf({ name, blocks }: Document): { readonly file: string; readonly text: string }[] {
  const code = blocks.filter(({ language }) => language === 'ts');
  const isLast = (block: Block) =>
    code.findLast(({ savedAs }) => savedAs === block.savedAs) === block;
  return code.map((block) => {
    const isSaved = block.savedAs !== undefined && isLast(block);
    const file = isSaved ? block.savedAs : `line-${block.line}.ts`;
    return { file: join(basename(name, '.md'), file ?? ''), text: block.text };
  });
}
