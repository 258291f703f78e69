import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { documents } from './documents.ts';

test.each(documents())('every link of $name leads to a file', ({ file, text }) => {
  const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, to]) => to!);
  const missing = targets.filter((to) => !existsSync(resolve(dirname(file), to)));
  expect(missing).toEqual([]);
});
