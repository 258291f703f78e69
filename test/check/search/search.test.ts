import {
  chaos,
  evidenceFor,
  parseScriptFile,
  type RunScript,
  replayScript,
  runDiagram,
  script,
  search,
  shrink,
} from 'statehive';
import { describe, expect, test } from 'vitest';
import { engines } from '../../swarm/stand-ins.ts';
import { gapless, redundant } from './fragile.ts';

const limits = { simulatedMs: 500 };
const someLoss = chaos({
  crashes: 2,
  pauses: 2,
  slowDowns: 2,
  loss: 0.3,
  duplication: 0.3,
  untilMs: 400,
});
const manyCrashes = chaos({
  crashes: 6,
  pauses: 3,
  partitions: 2,
  maxDown: 2,
  actors: ['teller-*'],
  untilMs: 400,
});

describe('search', () => {
  test('finds nothing where there is nothing', async () => {
    const { findings, runs, properties } = await search(gapless, {
      seeds: { first: 1, last: 5 },
      limits,
    });
    expect([findings, runs]).toEqual([[], 5]);
    expect(properties).toEqual([
      { name: 'no number is missing', kind: 'always', verdicts: { held: 5 } },
      { name: 'ten are heard', kind: 'sometimes', verdicts: { reached: 5 } },
    ]);
  });

  test('finds the seeds that break a property, with the faults that did', async () => {
    const told: number[] = [];
    const { findings, properties } = await search(gapless, {
      seeds: { first: 1, last: 20 },
      faults: someLoss,
      limits,
      onRun: ({ done }) => told.push(done),
    });
    expect(findings.length).toBeGreaterThan(10);
    for (const { breakage, faults } of findings) {
      expect(breakage).toEqual({ kind: 'always', what: 'no number is missing' });
      expect(faults.length).toBeGreaterThan(0);
    }
    expect(properties[0]?.verdicts.violated).toBe(findings.length);
    expect(told).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  });

  test('stops when it is aborted', async () => {
    const controller = new AbortController();
    const { runs } = await search(gapless, {
      seeds: { first: 1, last: 1_000 },
      limits,
      signal: controller.signal,
      onRun: ({ done }) => done === 3 && controller.abort(),
    });
    expect(runs).toBe(3);
  });

  test('wants a last seed that is not before the first', async () => {
    await expect(search(gapless, { seeds: { first: 2, last: 1 } })).rejects.toThrow(
      'There are no seeds from 2 to 1.',
    );
  });
});

describe.each(engines)('shrink on the %s engine', (engine) => {
  const firstFinding = async (
    simulation: typeof gapless | typeof redundant,
    faults: typeof someLoss,
    params = {},
  ) => {
    const seeds = { first: 1, last: 200 };
    const { findings } = await search(simulation as typeof gapless, {
      seeds,
      faults,
      engine,
      limits,
      params,
    });
    return findings.reduce((most, one) => (one.faults.length > most.faults.length ? one : most));
  };

  test('finds the one fault of a bug that one fault shows', async () => {
    const finding = await firstFinding(gapless, someLoss);
    expect(finding.faults.length).toBeGreaterThan(3);
    const shrunk = await shrink(gapless, finding, { engine, limits });
    expect(shrunk.finding.breakage).toEqual(finding.breakage);
    expect(shrunk.finding.faults).toHaveLength(1);
    const { atMs, forMs } = shrunk.finding.faults[0]!;
    expect([Number.isInteger(atMs), Number.isInteger(forMs)]).toEqual([true, true]);
  });

  test('keeps the two faults that a bug needs, and makes them short', async () => {
    const params = { tellers: 2 };
    const finding = await firstFinding(redundant, manyCrashes, params);
    const { finding: least } = await shrink(redundant, finding, { engine, limits, params });
    expect(least.faults.map(({ kind }) => kind)).toEqual(['crash', 'crash']);
    const one = script(least.faults).faults[0]!;
    const other = least.faults[1]!;
    expect(other.atMs).toBeLessThan(one.atMs + one.forMs!);
    expect(one.atMs).toBe(0);
    expect(one.forMs! + other.forMs!).toBeLessThan(finding.faults[0]!.forMs! + 3);
  });

  test('takes no more runs than it may', async () => {
    const finding = await firstFinding(gapless, someLoss);
    expect((await shrink(gapless, finding, { engine, limits, maxRuns: 3 })).runs).toBe(3);
  });

  test('leaves what replays to the same trace hash, from the text of a file', async () => {
    const { finding } = await shrink(gapless, await firstFinding(gapless, someLoss), {
      engine,
      limits,
    });
    const limited = { ...gapless, limits };
    const { file } = await evidenceFor(limited, finding, { engine, name: 'gapless' });
    const read = parseScriptFile(JSON.stringify(file), 'gapless.json') as RunScript;
    expect(read).toEqual(file);
    const replayed = await replayScript(limited, read);
    expect(replayed).toMatchObject({ isReproduced: true, parting: undefined });
    expect(replayed.result.traceHash).toBe(finding.traceHash);
  });
});

describe('a replay of what has changed', () => {
  test('tells between which steps it parts', async () => {
    const { findings } = await search(gapless, {
      seeds: { first: 1, last: 3 },
      faults: script([{ kind: 'loss', probability: 1, atMs: 101, forMs: 10 }]),
      limits,
    });
    const { file } = await evidenceFor(gapless, findings[0]!, { name: 'gapless', limits });
    const params = { ...file.params, latencyMs: 5 };
    const { parting, isReproduced } = await replayScript(gapless, { ...file, params });
    expect(isReproduced).toBe(true);
    // The first timer fires and sends in step 3, and the latency is in what is sent.
    expect([parting?.same?.step, parting?.other?.step]).toEqual([2, 3]);
  });

  test('tells that it is mended', async () => {
    const { findings } = await search(gapless, {
      seeds: { first: 1, last: 1 },
      faults: script([{ kind: 'loss', probability: 1, atMs: 101, forMs: 10 }]),
      limits,
    });
    const { file } = await evidenceFor(gapless, findings[0]!, { name: 'gapless', limits });
    const { isReproduced } = await replayScript({ ...gapless, limits }, { ...file, faults: [] });
    expect(isReproduced).toBe(false);
  });
});

test('the diagram shows who told whom when, what was lost and what went wrong', async () => {
  const { findings } = await search(gapless, {
    seeds: { first: 1, last: 1 },
    faults: script([{ kind: 'crash', actor: 'recorder', atMs: 101, forMs: 10 }]),
    limits,
  });
  const options = { name: 'gapless', limits, steps: 6 };
  const { happenings } = await evidenceFor(gapless, findings[0]!, options);
  expect(runDiagram(happenings)).toBe(`sequenceDiagram
  participant a0 as recorder
  participant a1 as teller-0
  Note over a0: 101 ms: crash recorder
  a1-xa0: NOTE n=10, lost at 104 ms: its recipient is down
  Note over a1: 110 ms: xstate.after.10.teller.telling
  Note over a0: 111 ms: restart recorder state "kept"
  Note over a0: 111 ms: xstate.init
  a1->>a0: NOTE n=11 (110 ms to 114 ms)`);
});

describe('a script file that is none says why', () => {
  test.each([
    ['{', /^x\.json is no JSON: /],
    ['[]', /^x\.json is no script as '--save' writes it: /],
    ['{"kind":"statehive.script","by":"run","seed":"7"}', /'seed': .*number/],
  ])('%s', (text, remedy) => {
    expect(() => parseScriptFile(text, 'x.json')).toThrow(remedy);
  });

  test('also of its faults', async () => {
    const { findings } = await search(gapless, {
      seeds: { first: 1, last: 1 },
      faults: script([{ kind: 'crash', actor: 'recorder', atMs: 101, forMs: 10 }]),
      limits,
    });
    const { file } = await evidenceFor(gapless, findings[0]!, { name: 'gapless', limits });
    const wrong = { ...file, faults: [{ kind: 'crash', actor: 'recorder', atMs: -1 }] };
    expect(() => parseScriptFile(JSON.stringify(wrong), 'x.json')).toThrow(
      /^x\.json: Fault 1, .*'atMs': .*>=0/,
    );
  });
});
