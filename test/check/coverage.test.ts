/** What a plain check covers of each simulation, as the table in docs/explanation/checking.md tells. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, type Simulation, UncheckableError } from 'statehive';
import * as simulations from 'statehive/simulations';
import { describe, expect, test } from 'vitest';

const page = join(import.meta.dirname, '../../docs/explanation/checking.md');
const begin = '| simulation | states | a plain check |';
const updates = process.env.UPDATE_DOCS === '1';

/** Of those that have no end of states, or too many for a test. */
const states = 20_000;

const all = Object.values(simulations as unknown as Record<string, Simulation>).filter(
  (each) => typeof each === 'object' && 'compose' in each,
);

async function rowOf(simulation: Simulation): Promise<string> {
  try {
    const { isComplete, unique, outcome, counterexamples } = await check(simulation, {
      limits: { states },
    });
    const until = simulation.exploreWhile === undefined ? 'complete' : 'complete within its bounds';
    const violated = [...new Set(counterexamples.map(({ property }) => `'${property}'`))];
    const verdict = violated.length > 0 ? `, violates ${violated.join(', ')}` : '';
    const reached =
      outcome === 'violated' && violated.length === 0 ? ', something not reached' : '';
    const count = isComplete ? unique.toLocaleString('en-US') : 'more';
    return `| ${simulation.name} | ${count} | ${isComplete ? until : 'as far as its limits go'}${verdict}${reached} |`;
  } catch (error) {
    if (!(error instanceof UncheckableError)) throw error;
    return `| ${simulation.name} | | refused: ${error.message.replace(/^[^:]*: /, '')} |`;
  }
}

describe('a plain check of each simulation covers what the table says', () => {
  const rows: string[] = [];

  test.each(all.map((each) => [each.name, each] as const))('%s', async (_, simulation) => {
    const row = await rowOf(simulation);
    rows.push(row);
    if (!updates) expect(readFileSync(page, 'utf8')).toContain(`${row}\n`);
  });

  test('and the table has a line for each', () => {
    const text = readFileSync(page, 'utf8');
    const table = text.slice(text.indexOf(begin)).split('\n\n')[0]!;
    const lines = [begin, '| ---------- | -----: | ------------- |', ...rows.sort()];
    if (updates)
      writeFileSync(
        page,
        text.replace(table, () => lines.join('\n')),
      );
    else expect(table.split('\n')).toHaveLength(all.length + 2);
  });
});
