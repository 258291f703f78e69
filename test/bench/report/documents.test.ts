import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { criteriaOf } from '../../../bench/criteria.ts';
import { documentedRun, withSuites, withTables } from '../../../bench/report/documents.ts';
import { markdownTable } from '../../../bench/report/markdown.ts';
import { suites } from '../../../bench/suites.ts';
import { toyRun } from '../toy-run.ts';

const folder = 'docs/performance';
const names = readdirSync(folder).filter((name) => name.endsWith('.md'));

// When it fails: `npm run bench -- --document NAME` makes the tables from a saved run.
test.each(names)('the tables of %s are those of the run that is kept', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  expect(withTables(text, documentedRun(folder), criteriaOf(suites))).toBe(text);
});

describe('a document', () => {
  test('gets its tables between markers, and keeps what is around them', async () => {
    const text = 'Before.\n\n<!-- bench: suite toys -->\nold\n<!-- /bench -->\n\nAfter.\n';
    const made = withTables(text, await toyRun(), []);
    expect(made).toMatch(/^Before\.\n\n<!-- bench: suite toys -->\n\n### `growing`\n/);
    expect(made).toMatch(/\| size 1, way old +\| the "rest", <all> +\| simulated +\|/);
    expect(made).toMatch(/\n<!-- \/bench -->\n\nAfter\.\n$/);
    expect(made).not.toContain('old\n<!--');
  });

  test('shows how figures grow', async () => {
    const text = '<!-- bench: growth -->\n<!-- /bench -->';
    expect(withTables(text, await toyRun(), [])).toMatch(
      /toys \/ growing, new +\| the "rest", <all> +\| simulated +\| size 1 to 8 +\| 2\.00 ± 0\.\d\d +\| O\(n²\)/,
    );
  });

  test.each([
    { marker: 'suite other', says: "The run has no suite for 'suite other'." },
    { marker: 'pies toys', says: "There is no table 'pies'." },
  ])('that asks for $marker is refused', async ({ marker, says }) => {
    const run = await toyRun();
    const text = `<!-- bench: ${marker} -->\n<!-- /bench -->`;
    expect(() => withTables(text, run, [])).toThrow(says);
  });
});

test('a run gets the suites that are asked for from another run, and keeps the others', async () => {
  const run = await toyRun();
  const [toys] = run.suites;
  const others = { ...run, suites: [toys!, { ...toys!, suite: 'others' }] };
  const later = { ...run, suites: others.suites.map(({ suite }) => ({ suite, scenarios: [] })) };
  const { suites } = withSuites(others, later, ['others', 'no such suite']);
  expect(suites).toEqual([toys, { suite: 'others', scenarios: [] }]);
});

test('a table is aligned, and what would end a cell is escaped', () => {
  expect(
    markdownTable([
      ['a', 'long'],
      ['x|y', '1'],
    ]),
  ).toBe(['| a    | long |', '| ---- | ---- |', '| x\\|y | 1    |'].join('\n'));
});
