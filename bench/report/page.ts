import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Chart } from './chart.ts';

/** A part of a page: what it shows in words, in charts and in a table. */
export interface Section {
  readonly heading: string;
  readonly text: string;
  /** Sentences below it, one a line. */
  readonly notes?: readonly string[];
  readonly charts?: readonly Chart[];
  /** The first row names the columns. */
  readonly table: readonly (readonly string[])[];
}

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
nav { columns: 3 14rem; font-size: 13px; }
nav > a { display: block; color: inherit; }
ul { padding-left: 1.2rem; font-size: 13px; }
section > table { border-collapse: collapse; margin: 1rem 0; font-size: 13px; }
section > table :is(th, td) { border-bottom: 1px solid #ddd; padding: 0.2rem 0.7rem; text-align: left; }
td { font-variant-numeric: tabular-nums; }
@media (prefers-color-scheme: dark) {
  body { background: #16181c; color: #e4e4e4; }
  section > table :is(th, td) { border-color: #3a3d44; }
  .chart { background: #fff; color: #000; width: fit-content; border-radius: 4px; }
}
`;

/** One page with all it needs in it: charts are drawn by uPlot, which is part of it. */
export function page(title: string, intro: string, sections: readonly Section[]): string {
  const charts = sections.flatMap(({ charts = [] }) => charts);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${file('uplot/dist/uPlot.min.css')}${STYLE}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(intro)}</p>
${contents(sections)}${sections.map(sectionText).join('\n')}
<script>${file('uplot/dist/uPlot.iife.min.js')}</script>
<script>
const charts = ${JSON.stringify(charts).replaceAll('<', '\\u003c')};
document.querySelectorAll('.chart').forEach((place, nth) => {
  const { options, data, labelsEachPlace } = charts[nth];
  const [across] = options.axes;
  // On a logarithmic axis only powers of ten would be labelled.
  if (labelsEachPlace) Object.assign(across, { splits: () => data[0], filter: (_, places) => places });
  new uPlot(options, data, place);
});
</script>
</html>
`;
}

/** Links to all sections; none where there is but one. */
function contents(sections: readonly Section[]): string {
  if (sections.length < 2) return '';
  const links = sections.map(({ heading }, nth) => `<a href="#s${nth}">${escaped(heading)}</a>`);
  return `<nav>${links.join(' ')}</nav>\n`;
}

function sectionText(
  { heading, text, notes = [], charts = [], table }: Section,
  nth: number,
): string {
  const places = charts.map(() => '<div class="chart"></div>').join('\n');
  return `<section id="s${nth}">
<h2>${escaped(heading)}</h2>
<p>${escaped(text)}</p>
${listText(notes)}${places}
<table>
${table.map((row, nth) => rowText(row, nth === 0 ? 'th' : 'td')).join('\n')}
</table>
</section>`;
}

function listText(items: readonly string[]): string {
  if (items.length === 0) return '';
  return `<ul>\n${items.map((item) => `<li>${escaped(item)}</li>`).join('\n')}\n</ul>\n`;
}

function rowText(row: readonly string[], tag: 'th' | 'td'): string {
  return `<tr>${row.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function file(specifier: string): string {
  return readFileSync(createRequire(import.meta.url).resolve(specifier), 'utf8');
}
