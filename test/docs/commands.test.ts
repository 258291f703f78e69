import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Block } from './blocks.ts';
import { type Document, documents, emptyFolder } from './documents.ts';
import { comparable } from './printed.ts';
import { notRunHere, shell } from './shell.ts';

// `UPDATE_DOCS=1 npx vitest run test/docs` writes what the commands print into the documents.
const updates = process.env.UPDATE_DOCS !== undefined;

/** A command, and the block after it that shows what it prints. */
interface Step {
  readonly command: Block;
  readonly shown: Block | undefined;
}

const followed = documents()
  .map((document) => ({ document, steps: stepsOf(document) }))
  .filter(({ steps }) => steps.length > 0);

describe.each(followed)('$document.name', ({ document, steps }) => {
  test('its commands print what it shows', { timeout: 120_000 }, async () => {
    const folder = emptyFolder();
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const lines: (string | string[])[] = document.text.split('\n');
    for (const { command, shown } of steps) {
      saveFilesBefore(document, command, folder);
      const printed = await shell(command.text, folder);
      if (shown === undefined) continue;
      if (updates) replaceBlock(lines, shown, printed);
      else expect(comparable(printed), command.text).toBe(comparable(shown.text));
    }
    if (updates) writeFileSync(document.file, lines.flat().join('\n'));
  });
});

function stepsOf({ blocks }: Document): Step[] {
  return blocks.flatMap((command, at) => {
    if (command.language !== 'sh' || notRunHere.test(command.text)) return [];
    const next = blocks[at + 1];
    return [{ command, shown: next?.language === 'text' ? next : undefined }];
  });
}

// A document may show a file more than once, each time a little further.
function saveFilesBefore({ blocks }: Document, command: Block, folder: string): void {
  for (const block of blocks) {
    if (block.savedAs === undefined || block.line > command.line) continue;
    writeFileSync(join(folder, block.savedAs), `${block.text}\n`);
  }
}

// The lines after it keep their numbers: what was there before is emptied, not taken out.
function replaceBlock(lines: (string | string[])[], block: Block, printed: string): void {
  const before = block.text === '' ? 0 : block.text.split('\n').length;
  for (let at = 0; at < before; at += 1) lines[block.line + at] = [];
  const at = before === 0 ? block.line - 1 : block.line;
  const kept = before === 0 ? [lines[at] as string] : [];
  lines[at] = [...kept, ...printed.trimEnd().split('\n')];
}
