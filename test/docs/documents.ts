import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Block, blocksOf } from './blocks.ts';

export const root = resolve(import.meta.dirname, '../..');

/** A document of the project that a reader follows. */
export interface Document {
  /** As `docs/how-to/network.md`. */
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** All documents: the README, what is beside it, and everything below `docs/`. */
export function documents(): Document[] {
  const below = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const names = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...below.filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
  ];
  return names.map((name) => {
    const file = join(root, name);
    const text = readFileSync(file, 'utf8');
    return { name, file, text, blocks: blocksOf(text) };
  });
}

/**
 * An empty folder, inside the repository so that files in it find the package. Each call makes
 * another, for two runs of the tests may go on at once.
 */
export function emptyFolder(): string {
  const parent = join(root, '.statehive');
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, 'docs-'));
}
