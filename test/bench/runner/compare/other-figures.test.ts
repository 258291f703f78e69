import { describe, expect, test } from 'vitest';
import { compareSuites } from '../../../../bench/runner/compare/compare-suites.ts';
import { LocalSide, type Side } from '../../../../bench/runner/compare/side.ts';
import type { Case, Comparison, Suite } from '../../../../bench/suite.ts';

function compare(before: Case, now: Case, comparisons: readonly Comparison[] = []) {
  const suitesOf = (subject: Case): Suite[] => [
    {
      name: 'toys',
      scenarios: [{ name: 'toy', shows: 'it', comparisons, cases: () => [subject] }],
    },
  ];
  return compareSuites(suitesOf(now), {
    effort: 'quick',
    before: () => new LocalSide(suitesOf(before), 'quick'),
    now: () => new LocalSide(suitesOf(now), 'quick'),
    allowance: 0.1,
  });
}

describe('what the modelled swarm takes', () => {
  const resting = (ms: number): Case => ({
    params: {},
    work: (seed) => ({ hash: String(seed), simulatedMs: { rest: ms * seed } }),
  });

  test.each([
    { ms: 12, verdict: 'slower', ratio: 1.2 },
    { ms: 10.5, verdict: 'same', ratio: 1.05 },
    { ms: 10, verdict: 'same', ratio: 1 },
    { ms: 8, verdict: 'faster', ratio: 0.8 },
  ])('is compared exactly: $ms ms after 10 ms is $verdict', async ({ ms, verdict, ratio }) => {
    const { figures, leftOut } = await compare(resting(10), resting(ms));
    const [found] = figures.filter(({ kind }) => kind === 'simulated');
    expect(found).toMatchObject({ figure: 'rest', verdict, noise: 0 });
    expect(found!.ratio.value).toBeCloseTo(ratio, 9);
    expect(found!.ratio.low).toBe(found!.ratio.high);
    expect(leftOut).toEqual([]);
  });

  test('comes from where a full run takes it from', async () => {
    const simulated = (ms: number): Case => ({
      params: {},
      work: () => ({ hash: 'a' }),
      simulate: async () => ({ hash: 'a', simulatedMs: { rest: ms } }),
    });
    const { figures } = await compare(simulated(1), simulated(2));
    expect(figures).toMatchObject([{ kind: 'cpu' }, { kind: 'simulated', verdict: 'slower' }]);
  });
});

describe('memory', () => {
  const MEGABYTE = 1_000_000;
  const holding = (bytes: number): Case => ({
    params: {},
    work: () => ({ hash: 'a' }),
    hold: async () => {
      const held: Uint8Array[] = [new Uint8Array(bytes)];
      return { hash: 'a', release: () => void held.pop() };
    },
  });

  test('that a case keeps is weighed in each launch: a third more is slower, which is to say larger', async () => {
    const { figures } = await compare(holding(3 * MEGABYTE), holding(4 * MEGABYTE));
    const [found] = figures.filter(({ kind }) => kind === 'memory');
    expect(found).toMatchObject({ figure: 'all', verdict: 'slower' });
    expect(found!.ratio.value).toBeCloseTo(4 / 3, 1);
  });

  test('that a way of its own takes up is compared, and that of its baseline is not', async () => {
    const taking = (own: number): Case => ({
      params: {},
      isContest: true,
      work: () => ({ hash: 'a', wallMs: { own: 1, peer: 1 }, bytes: { own, peer: 1 } }),
    });
    const { figures } = await compare(taking(10), taking(12), [{ figure: 'own', beside: 'peer' }]);
    expect(figures.filter(({ kind }) => kind === 'memory')).toMatchObject([
      { figure: 'own', verdict: 'slower' },
    ]);
  });
});

test('what a build of before cannot tell is left out, and told', async () => {
  const full: Case = {
    params: {},
    work: () => ({ hash: 'a', simulatedMs: { rest: 1 } }),
    hold: async () => ({ hash: 'a', release: () => undefined }),
  };
  const suites: Suite[] = [
    { name: 'toys', scenarios: [{ name: 'toy', shows: 'it', cases: () => [full] }] },
  ];
  const old = (): Side => {
    const side = new LocalSide(suites, 'quick');
    return {
      prepare: async (at, { warmUpMs, cpuMs }) => side.prepare(at, { warmUpMs, cpuMs }),
      block: (at, calls) => side.block(at, calls),
      close: () => side.close(),
    };
  };
  const { figures, leftOut } = await compareSuites(suites, {
    ...{ effort: 'quick', allowance: 0.1, before: old },
    now: () => new LocalSide(suites, 'quick'),
  });
  expect(figures.map(({ kind }) => kind)).toEqual(['cpu']);
  expect(leftOut.map(({ what }) => what)).toEqual(['simulated', 'memory']);
  expect(leftOut[0]!.reason).toContain('the saved build does not tell it');
});
