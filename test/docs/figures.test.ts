import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as checking from './checking-figures.ts';
import * as engines from './engines-figures.ts';
import { said, withFigures, withRows } from './quotes.ts';

// `UPDATE_DOCS=1 npx vitest run test/docs/figures.test.ts` writes the figures of a new run into the documents.
const updates = process.env.UPDATE_DOCS !== undefined;

test.each([
  ['docs/explanation/checking.md', checking],
  ['docs/explanation/engines.md', engines],
])('the figures of %s are those of docs/performance/run.json', (path, { tables, quotes }) => {
  const text = readFileSync(path, 'utf8');
  const renewed = quotes.reduce(withFigures, tables.reduce(withRows, text));
  if (updates) writeFileSync(path, renewed);
  else expect(text).toBe(renewed);
});

describe('a document that is renewed', () => {
  test('has other figures in a passage, however its lines are broken', () => {
    const text = 'It is 2.5\ntimes as fast, in 1,200 steps.';
    const quote = said`is ${'3.1'} times as fast, in ${'900'} steps.`;
    expect(withFigures(text, quote)).toBe('It is 3.1\ntimes as fast, in 900 steps.');
  });

  test('has other rows in a table, aligned as before', () => {
    const text = 'Of it:\n\n| a | size |\n| --- | ---: |\n| x | 1 |\n| y | 2 |\n\nAnd so on.';
    const made = withRows(text, { header: ['a', 'size'], rows: [['long', '10']] });
    expect(made).toBe('Of it:\n\n| a    | size |\n| ---- | ---: |\n| long |   10 |\n\nAnd so on.');
  });

  test('has to have what is renewed', () => {
    expect(() => withFigures('It is slow.', said`is ${'2'} times`)).toThrow('does not say');
    expect(() => withRows('| a |\n| - |', { header: ['b'], rows: [] })).toThrow('no table of b');
  });
});
