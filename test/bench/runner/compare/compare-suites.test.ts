import { describe, expect, test } from 'vitest';
import { compareSuites } from '../../../../bench/runner/compare/compare-suites.ts';
import { LocalSide, type Side } from '../../../../bench/runner/compare/side.ts';
import { contestOf } from '../../../../bench/runner/contest/contest.ts';
import type { Case, Scenario, Suite } from '../../../../bench/suite.ts';

const TURNS = 20_000;

/** The same work each time, and as much of it as there are turns. */
function spin(turns: number): string {
  let sum = 1;
  for (let turn = 0; turn < turns; turn++) sum = Math.imul(sum ^ turn, 0x01000193);
  return sum === 0 ? 'never' : 'spun';
}

const spinning = (turns: number): Case => ({
  params: { size: 1 },
  does: 'spinning',
  work: () => ({ hash: spin(turns) }),
});

const scenario = (name: string, subject: Case, more: Partial<Scenario> = {}): Scenario => ({
  name,
  shows: 'nothing',
  cases: () => [subject],
  ...more,
});

const suitesOf = (...scenarios: Scenario[]): Suite[] => [{ name: 'toys', scenarios }];

function compare(before: Suite[], now: Suite[], signal?: AbortSignal) {
  return compareSuites(now, {
    effort: 'quick',
    before: () => new LocalSide(before, 'quick'),
    now: () => new LocalSide(now, 'quick'),
    allowance: 0.1,
    ...(signal !== undefined && { signal }),
  });
}

describe('of two builds, measured in turns', () => {
  const before = suitesOf(
    scenario('slowed', spinning(TURNS)),
    scenario('unchanged', spinning(TURNS)),
  );
  const now = suitesOf(
    scenario('slowed', spinning(1.2 * TURNS)),
    scenario('unchanged', spinning(TURNS)),
  );

  test('a scenario slowed by a fifth is caught, and one unchanged is not, ten times of ten', async () => {
    const caught: string[][] = [];
    for (let time = 0; time < 10; time++) {
      const slower = (await compare(before, now)).figures.filter(
        ({ verdict }) => verdict === 'slower',
      );
      caught.push(slower.map(({ scenario }) => scenario));
    }
    expect(caught).toEqual(Array(10).fill(['slowed']));
  });

  test('one that takes a sixth less is faster', async () => {
    const [slowed] = (await compare(now, before)).figures;
    expect(slowed).toMatchObject({ verdict: 'faster', kind: 'cpu', figure: 'spinning' });
  });
});

/** A build of which each next process takes so much longer than usual, as luck has it. */
function lucky(times: readonly number[]): () => Side {
  let launches = 0;
  return () => {
    const turns = TURNS * times[launches++ % times.length]!;
    return new LocalSide(suitesOf(scenario('lucky', spinning(turns))), 'quick');
  };
}

test('what is slower in some processes, for as long as they live, is not slower by that', async () => {
  const { figures } = await compareSuites(suitesOf(scenario('lucky', spinning(TURNS))), {
    effort: 'quick',
    before: lucky([1]),
    now: lucky([2, 1, 0.6, 1]),
    allowance: 0.1,
  });
  expect(figures).toMatchObject([{ verdict: 'unclear', launches: 64 }]);
});

test('what comes to another hash is not the same work', async () => {
  const other = { ...spinning(TURNS), work: () => ({ hash: `${spin(TURNS)} and more` }) };
  const { figures } = await compare(
    suitesOf(scenario('other', other)),
    suitesOf(scenario('other', spinning(TURNS))),
  );
  expect(figures).toMatchObject([{ isSameWork: false }]);
});

test('of a contest, the way is compared that others are set beside', async () => {
  const contest: Case = {
    params: {},
    isContest: true,
    work: () => ({ hash: spin(TURNS), wallMs: { own: 1, peer: 2 } }),
  };
  const comparisons = [{ figure: 'own', beside: 'peer' }];
  const suites = suitesOf(scenario('contest', contest, { comparisons }));
  const { figures } = await compare(suites, suites);
  expect(figures.map(({ figure, kind }) => ({ figure, kind }))).toEqual([
    { figure: 'own', kind: 'wall' },
  ]);
});

test('ways that are others’ are not measured where each is by itself', async () => {
  const peer = { name: 'peer', run: () => Promise.reject(new Error('The peer was asked.')) };
  const own = { name: 'own', run: () => ({ checksum: spin(TURNS) }) };
  const comparisons = [{ figure: 'own', beside: 'peer' }];
  const contest = { params: {}, ...contestOf([own, peer]) };
  const suites = suitesOf(scenario('contest', contest, { comparisons }));
  const { figures } = await compare(suites, suites);
  expect(figures.map(({ figure }) => figure)).toEqual(['own']);
});

test('a contest in which no way is set beside another is left out', async () => {
  const contest = { params: {}, ...contestOf([{ name: 'peer', run: () => ({ checksum: '' }) }]) };
  const suites = suitesOf(scenario('contest', contest));
  const { figures, leftOut } = await compare(suites, suites);
  expect(figures).toEqual([]);
  expect(leftOut).toMatchObject([
    { scenario: 'contest', reason: expect.stringMatching(/none of its ways/) },
  ]);
});

test('a scenario that is new, or whose calls are counted, is left out, and told with why', async () => {
  const now = suitesOf(
    scenario('new', spinning(TURNS)),
    scenario('counted', { ...spinning(TURNS), calls: 1 }),
  );
  const { figures, leftOut } = await compare(suitesOf(scenario('counted', spinning(TURNS))), now);
  expect(figures).toEqual([]);
  expect(leftOut).toMatchObject([
    { scenario: 'counted', what: 'all', reason: expect.stringMatching(/counted/) },
    { scenario: 'new', what: 'all', reason: expect.stringMatching(/only this build/) },
  ]);
});

test('a comparison that was ended early has no scenario that was not finished', async () => {
  const suites = suitesOf(scenario('spinning', spinning(TURNS)));
  expect((await compare(suites, suites, AbortSignal.abort())).figures).toEqual([]);
});
