import fc from 'fast-check';
import { constant } from 'statehive';
import { layeredStages, type Run, type StageStatus, stageGraph } from 'statehive/machines';
import { expect, test } from 'vitest';
import { chunkedArray, itemAt, withItem } from '../../../machines/pipeline/chunked-array.ts';
import {
  changed,
  countOf,
  nextStage,
  noProgress,
  progressByName,
  progressOf,
  skippedBy,
} from '../../../machines/pipeline/progress.ts';

const runOf = (stages: number, depth: number): Run => {
  const graph = stageGraph(layeredStages({ stages, depth, service: constant(1) }));
  return { graph, progress: noProgress(graph) };
};

/** What happens to the stages of a run: which of those that it can happen to, and what. */
const anySteps = fc.array(
  fc.tuple(fc.nat(), fc.constantFrom('start', 'succeed', 'rest', 'ready', 'fail')),
  { maxLength: 200 },
);

const FROM = { succeed: 'running', rest: 'running', ready: 'resting', fail: 'running' } as const;
const TO = { succeed: 'succeeded', rest: 'resting', ready: 'waiting', fail: 'failed' } as const;

function after(run: Run, steps: readonly [number, keyof typeof FROM | 'start'][]): Run {
  const { graph } = run;
  let { progress } = run;
  const change = (name: string, status: StageStatus) => {
    progress = changed({ graph, progress }, name, { status });
  };
  for (const [nth, step] of steps) {
    if (step === 'start') {
      const next = nextStage({ graph, progress }, 'batched');
      if (next !== undefined) change(next.name, 'running');
      continue;
    }
    const able = Object.entries(progressByName({ graph, progress })).filter(
      ([, { status }]) => status === FROM[step],
    );
    if (able.length === 0) continue;
    const [name] = able[nth % able.length]!;
    change(name, TO[step]);
    if (step !== 'fail') continue;
    for (const each of skippedBy({ graph, progress }, name)) change(each, 'skipped');
  }
  return { graph, progress };
}

test('what is kept of a run is what going through all stages comes to', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), anySteps, (depth, steps) => {
      const run = after(runOf(70, depth), steps);
      const stages = progressByName(run);
      const all = Object.values(stages);
      for (const status of ['waiting', 'running', 'resting', 'succeeded', 'failed', 'skipped']) {
        const counted = all.filter((each) => each.status === status).length;
        expect(countOf(run.progress, status as StageStatus)).toBe(counted);
      }
      const first = run.graph.order.find(
        ({ name, after }) =>
          stages[name]?.status === 'waiting' &&
          after.every((before) => stages[before]?.status === 'succeeded'),
      );
      expect(nextStage(run, 'batched')).toBe(first);
    }),
  );
});

test('to change a stage copies a small share of the stages', () => {
  const run = runOf(10_000, 10);
  const [first] = run.graph.order;
  const progress = changed(run, first!.name, { status: 'succeeded' });
  const parts = [
    [run.progress.stages, progress.stages],
    [run.progress.awaited, progress.awaited],
  ] as const;
  for (const [before, now] of parts) {
    const shared = now.filter((chunk, nth) => chunk === before[nth]).length;
    expect(now.length - shared).toBeLessThanOrEqual(2);
    expect(now.length + Math.max(...now.map(({ length }) => length))).toBeLessThan(250);
  }
  expect(progress.ready.length).toBeLessThan(350);
  expect(progressOf(run, first!.name)?.status).toBe('waiting');
});

test('an array in chunks is the array with some items replaced', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 300 }), fc.nat(), (items, nth) => {
      const at = nth % items.length;
      const array = chunkedArray(items);
      expect(withItem(array, at, -1).flat()).toEqual(items.with(at, -1));
      expect(array.flat()).toEqual(items);
      expect(itemAt(array, at)).toBe(items[at]);
    }),
  );
});
