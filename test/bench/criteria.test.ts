import { describe, expect, test } from 'vitest';
import { criteriaOf } from '../../bench/criteria.ts';
import { optimisations } from '../../bench/optimisations.ts';
import { documentedRun } from '../../bench/report/documents.ts';
import { criteriaText } from '../../bench/runner/criteria/criteria-text.ts';
import { type Criterion, figureAt, judgedBy } from '../../bench/runner/criteria/criterion.ts';
import { suites } from '../../bench/suites.ts';
import { toyRun } from './toy-run.ts';

const figure = 'the "rest", <all>';
const rest = (target: Criterion['target'], params = {}): Criterion => ({
  ...{ claim: 'rest', from: 'asked', kind: 'simulated', suite: 'toys', target, unit: 'ms' },
  measured: (run) =>
    figureAt(run, { suite: 'toys', scenario: 'growing', params, figure, kind: 'simulated' })?.figure
      .p50,
});

describe('a criterion', () => {
  test('is met below its target, or above it, as it says', async () => {
    const criteria = [{ below: 11 }, { below: 9 }, { above: 9 }, { above: 11 }].map((target) =>
      rest(target),
    );
    const judged = judgedBy(criteria, await toyRun());
    expect(judged.map(({ met }) => met)).toEqual([true, false, true, false]);
  });

  test('that finds no measurement is not met, and the table says so', async () => {
    const judged = judgedBy([rest({ below: 11 }, { size: 3 })], await toyRun());
    expect(judged).toMatchObject([{ measured: null, met: false }]);
    expect(criteriaText(judged)).toMatch(/not measured +NOT MET/);
    expect(criteriaText(judged)).toContain('0 of 1 criteria are met; 1 were not measured.');
  });

  test('that is not met says why, where it can', async () => {
    const why = () => 'one thread computes both';
    const judged = judgedBy(
      [9, 11].map((below) => ({ ...rest({ below }), why })),
      await toyRun(),
    );
    expect(judged.map((each) => each.why)).toEqual(['one thread computes both', null]);
    expect(criteriaText(judged)).toContain('NOT MET: one thread computes both');
  });
});

describe('a criterion that noise leaves open', () => {
  const doubt = () => 'known to ±20.0%';
  const judged = async (criterion: Partial<Criterion>) =>
    judgedBy(
      [9, 11].map((below) => ({ ...rest({ below }), doubt, ...criterion })),
      await toyRun(),
    );

  test('is met or missed as it is measured, and says that it is unclear', async () => {
    const [missed, met] = await judged({});
    expect([missed, met]).toMatchObject([
      { met: false, doubt: doubt() },
      { met: true, doubt: doubt() },
    ]);
    expect(criteriaText([missed!])).toContain('NOT MET, unclear: known to ±20.0%');
    expect(criteriaText([met!])).toContain('met, unclear: known to ±20.0%');
  });

  test('says why it is missed instead, where that is known', async () => {
    const [missed] = await judged({ why: () => 'one thread computes both' });
    expect(criteriaText([missed!])).toContain('NOT MET: one thread computes both');
  });
});

test('the references of the Rust code are criteria', () => {
  const references = criteriaOf(suites).filter(({ from }) => from === 'Rust');
  expect(references.map(({ claim }) => claim)).toContain('proposal merging, proposals 20');
  expect(references.length).toBeGreaterThan(10);
});

test('what is asked of each optimisation is a criterion', async () => {
  const claims = criteriaOf(suites).filter(({ suite }) => suite === 'optimisations');
  const { scenarios } = optimisations;
  for (const { name } of scenarios) {
    const words = name.replaceAll('_', ' ');
    expect(claims.filter(({ claim }) => claim.startsWith(words)).length).toBeGreaterThan(0);
  }
});

test('one claim is one figure, whoever asks for it', async () => {
  const run = documentedRun('docs/performance');
  const judged = judgedBy(criteriaOf(suites), run);
  const measured = new Map<string, Set<number | null>>();
  for (const { claim, kind, measured: value } of judged) {
    const values = measured.get(`${claim}, ${kind}`) ?? new Set();
    measured.set(`${claim}, ${kind}`, values.add(value));
  }
  const several = [...measured].filter(([, values]) => values.size > 1).map(([claim]) => claim);
  expect(several).toEqual([]);
});
