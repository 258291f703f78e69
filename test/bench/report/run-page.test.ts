import { expect, test } from 'vitest';
import { page as pageOf } from '../../../bench/report/page.ts';
import { runPage } from '../../../bench/report/run-page.ts';
import { toyRun } from '../toy-run.ts';

test('a page has all it needs in it, and asks no network for anything', async () => {
  const page = runPage(await toyRun(), []);
  expect(page).toContain('uPlot=function');
  expect(page).not.toMatch(/<(?:script|link|img)[^>]*(?:src|href)=/);
  expect(page).not.toMatch(/@import|url\(/);
});

test('names are escaped, in tables and in scripts', async () => {
  const page = runPage(await toyRun(), []);
  expect(page).toContain('<td>the "rest", &lt;all&gt;</td>');
  expect(page).not.toContain('<all>');
});

test('a chart has a line for each figure of each variant, over the size', async () => {
  const page = runPage(await toyRun(), []);
  const [, json] = /^const charts = (.*);$/m.exec(page)!;
  const [{ options, data }] = JSON.parse(json!);
  expect(data[0]).toEqual([1, 2, 4, 8]);
  const labels: string[] = options.series.map(({ label }: { label: string }) => label);
  const nth = labels.indexOf('the "rest", <all>, simulated, new');
  expect(data[nth].map((value: number) => Math.round(value))).toEqual([10, 40, 160, 640]);
  expect(labels).toContain('call, wall, old');
});

test('a chart labels each size, between ends that leave room for the points', async () => {
  const [, json] = /^const charts = (.*);$/m.exec(runPage(await toyRun(), []))!;
  const [{ options, labelsEachPlace }] = JSON.parse(json!);
  const [low, high] = options.scales.x.range;
  expect(labelsEachPlace).toBe(true);
  expect([low < 1, high > 8]).toEqual([true, true]);
});

test('a page of several parts begins with a link to each, and one of a single part has none', () => {
  const part = (heading: string) => ({ heading, text: '', table: [['a']] });
  const page = pageOf('Title', '', [part('one'), part('<two>')]);
  expect(page).toContain('<nav><a href="#s0">one</a> <a href="#s1">&lt;two&gt;</a></nav>');
  expect(page).toContain('<section id="s1">\n<h2>&lt;two&gt;</h2>');
  expect(pageOf('Title', '', [part('one')])).not.toContain('<nav>');
});
