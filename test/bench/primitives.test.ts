import { expect, test } from 'vitest';
import { primitives } from '../../bench/primitives.ts';
import { runSuites } from '../../bench/runner/run-suites.ts';

const quickRun = () => runSuites([primitives], { effort: 'quick' });

test('the primitives suite runs in small, and comes to the same each time', async () => {
  const [first, second] = [await quickRun(), await quickRun()];
  const hashes = ({ suites }: typeof first) =>
    suites[0]!.scenarios.map(({ name, cases }) => [name, cases.map(({ hash }) => hash)]);
  expect(hashes(first).map(([name]) => name)).toEqual([
    'snapshot_reads',
    'snapshot_writes',
    'commutative_aggregation',
    'conditional_aggregation',
    'priority_scheduling',
    'scheduler_queue_depth',
    'conflict_detection',
    'proposal_merging',
    'scheduling_hint_sorting',
    'integrated',
  ]);
  expect(hashes(second)).toEqual(hashes(first));
});

test('each primitive is set beside another way to do the same', async () => {
  const { suites } = await quickRun();
  for (const { cases, comparisons } of suites[0]!.scenarios.slice(0, -1)) {
    const [all, own, ...others] = cases[0]!.figures.map(({ name }) => name);
    expect(all).toBe('all ways');
    expect(new Set(comparisons.map(({ figure }) => figure))).toEqual(new Set([own]));
    expect([...new Set(comparisons.map(({ beside }) => beside))]).toEqual(others);
  }
});

test('the references are those of the Rust code, of one operation', () => {
  const references = primitives.scenarios.flatMap(({ name, cases }) =>
    cases('full').flatMap(({ params, reference }) =>
      reference === undefined ? [] : [`${name} ${Object.values(params)[0]}: ${reference.ns}`],
    ),
  );
  expect(references).toContain('scheduling_hint_sorting 5000: 36000');
  expect(references).toContain('snapshot_reads 1000: 10.6');
  expect(references).toContain('priority_scheduling 1000: 150000');
});
