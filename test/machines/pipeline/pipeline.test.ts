import fc from 'fast-check';
import { constant, createSwarm, type Distribution, exponential } from 'statehive';
import {
  type Artifacts,
  criticalPath,
  layeredStages,
  type PipelineInput,
  pipelineMachine,
  progressByName,
  readArtifact,
  type StageDefinition,
  stageGraph,
  timeoutAt,
} from 'statehive/machines';
import { describe, expect, test } from 'vitest';

const stageOf = (
  name: string,
  after: readonly string[] = [],
  more: Partial<StageDefinition> = {},
): StageDefinition => ({
  name,
  after,
  service: constant(10),
  make: (artifacts: Artifacts) => ({ name, of: Object.keys(artifacts) }),
  ...more,
});

const fails = () => {
  throw new Error('no good');
};

function pipelineOf(stages: readonly StageDefinition[], more: Partial<PipelineInput> = {}) {
  const swarm = createSwarm({ seed: 1 });
  const timeouts = { kind: 'fixed', timeoutMs: 1_000 } as const;
  const pipeline = swarm.spawn(pipelineMachine, { input: { stages, timeouts, ...more } });
  const happened: unknown[] = [];
  swarm.emissions$.subscribe(({ atMs, event: { type, stage, outcome } }) => {
    happened.push([
      atMs,
      type,
      ...(stage === undefined ? [] : [stage]),
      ...(outcome ? [outcome] : []),
    ]);
  });
  const statuses = () =>
    Object.fromEntries(
      Object.entries(progressByName(pipeline.getSnapshot().context)).map(([name, { status }]) => [
        name,
        status,
      ]),
    );
  return { swarm, pipeline, happened, statuses };
}

const diamond = [stageOf('a'), stageOf('b', ['a']), stageOf('c', ['a']), stageOf('d', ['b', 'c'])];

describe('stages begin when all that they come after have succeeded', () => {
  test('all that are ready at once when batched', async () => {
    const { swarm, happened } = pipelineOf(diamond);
    await swarm.runFor(100);
    expect(happened).toEqual([
      [0, 'stageStarted', 'a'],
      [10, 'stageEnded', 'a', 'succeeded'],
      [10, 'stageStarted', 'b'],
      [10, 'stageStarted', 'c'],
      [20, 'stageEnded', 'b', 'succeeded'],
      [20, 'stageEnded', 'c', 'succeeded'],
      [20, 'stageStarted', 'd'],
      [30, 'stageEnded', 'd', 'succeeded'],
      [30, 'runEnded', 'succeeded'],
    ]);
  });

  test('one at a time when sequential', async () => {
    const { swarm, happened } = pipelineOf(diamond, { mode: 'sequential' });
    await swarm.runFor(100);
    expect(happened.at(-1)).toEqual([40, 'runEnded', 'succeeded']);
  });
});

test('a batched run takes its critical path, a sequential one the sum, whatever the graph', async () => {
  const anyStages = fc
    .array(
      fc.record({
        ms: fc.integer({ min: 1, max: 50 }),
        after: fc.array(fc.nat(), { maxLength: 3 }),
      }),
      {
        minLength: 1,
        maxLength: 10,
      },
    )
    .map((drawn) =>
      drawn.map(({ ms, after }, nth) => ({
        ms,
        stage: stageOf(`s${nth}`, nth === 0 ? [] : after.map((each) => `s${each % nth}`), {
          service: constant(ms),
        }),
      })),
    );
  await fc.assert(
    fc.asyncProperty(anyStages, async (drawn) => {
      const stages = drawn.map(({ stage }) => stage);
      const timeOf = new Map(drawn.map(({ ms, stage }) => [stage.name, ms]));
      const longest = criticalPath(stageGraph(stages), ({ name }) => timeOf.get(name)!);
      const sum = drawn.reduce((total, { ms }) => total + ms, 0);
      for (const [mode, expected] of [
        ['batched', longest],
        ['sequential', sum],
      ] as const) {
        const { swarm, happened } = pipelineOf(stages, { mode });
        await swarm.runFor(1_000);
        expect(happened.at(-1)).toEqual([expected, 'runEnded', 'succeeded']);
        swarm.close();
      }
    }),
    { numRuns: 50 },
  );
});

test.each(['json', 'binary'] as const)(
  'what a stage has made is written down as %s, and read by those after it',
  async (artifacts) => {
    const stages = [
      stageOf('rows', [], { make: () => [1, 2, 3] }),
      stageOf('sum', ['rows'], {
        make: ({ rows }) => ({ sum: (rows as number[]).reduce((sum, each) => sum + each, 0) }),
      }),
    ];
    const { swarm, pipeline } = pipelineOf(stages, { artifacts });
    await swarm.runFor(100);
    const { artifact } = pipeline.getSnapshot().output!.progress.sum!;
    expect(artifact?.format).toBe(artifacts);
    expect(readArtifact(artifact!)).toEqual({ sum: 6 });
  },
);

describe('a stage that fails', () => {
  test('is tried again after pauses that double, up to the most', async () => {
    const { swarm, happened } = pipelineOf([stageOf('a', [], { make: fails })], {
      attempts: 4,
      backoffMs: 20,
      backoffMsMax: 30,
    });
    await swarm.runFor(1_000);
    const started = happened.filter((each) => (each as unknown[])[1] === 'stageStarted');
    // Each attempt takes 10 ms; the pauses are 20, 30 and 30 ms.
    expect(started.map((each) => (each as unknown[])[0])).toEqual([0, 30, 70, 110]);
    expect(happened.at(-1)).toEqual([120, 'runEnded', 'failed']);
  });

  test('for good has all that depend on it skipped, and all others run', async () => {
    const stages = [
      stageOf('a'),
      stageOf('bad', ['a'], { make: fails }),
      stageOf('after', ['bad']),
      stageOf('later', ['after', 'a']),
      stageOf('other', ['a']),
    ];
    const { swarm, pipeline, statuses } = pipelineOf(stages, { attempts: 1 });
    await swarm.runFor(1_000);
    expect(statuses()).toEqual({
      a: 'succeeded',
      bad: 'failed',
      after: 'skipped',
      later: 'skipped',
      other: 'succeeded',
    });
    const { outcome, progress } = pipeline.getSnapshot().output!;
    expect([outcome, progress.bad?.reason]).toEqual(['partial', 'no good']);
  });

  test('by chance succeeds when tried often enough', async () => {
    const stages = [stageOf('a', [], { failureProbability: 0.5 })];
    const { swarm, statuses } = pipelineOf(stages, { attempts: 50, backoffMs: 0 });
    await swarm.runFor(1_000);
    expect(statuses()).toEqual({ a: 'succeeded' });
  });

  test.each([
    ['json', { rows: [{ ms: Number.NaN }] }, '$.rows[0].ms: NaN'],
    ['binary', { ids: new Set([1]) }, '$.ids: a Set'],
    ['binary', undefined, '$: undefined'],
  ] as const)('may do so because its artifact cannot be written down as %s', async (...args) => {
    const [artifacts, value, part] = args;
    const stages = [stageOf('a', [], { make: () => value })];
    const { swarm, pipeline } = pipelineOf(stages, { attempts: 1, artifacts });
    await swarm.runFor(100);
    const { outcome, progress } = pipeline.getSnapshot().output!;
    expect([outcome, progress.a?.reason]).toEqual(['failed', expect.stringContaining(part)]);
  });
});

describe('a stage that does not report in time', () => {
  test('because it has crashed is tried again by another actor', async () => {
    const { swarm, happened } = pipelineOf([stageOf('a')], {
      timeouts: { kind: 'fixed', timeoutMs: 50 },
      backoffMs: 5,
    });
    await swarm.runFor(1);
    swarm.crash(swarm.find('pipeline/a-1')!);
    await swarm.runFor(1_000);
    expect(happened).toEqual([
      [0, 'stageStarted', 'a'],
      [50, 'stageEnded', 'a', 'timedOut'],
      [55, 'stageStarted', 'a'],
      [65, 'stageEnded', 'a', 'succeeded'],
      [65, 'runEnded', 'succeeded'],
    ]);
  });

  test('is stopped, so that it does nothing any more', async () => {
    let made = 0;
    const slow = stageOf('a', [], { service: constant(60), make: () => (made += 1) });
    const { swarm, statuses } = pipelineOf([slow], {
      timeouts: { kind: 'fixed', timeoutMs: 50 },
      attempts: 2,
    });
    await swarm.runFor(1_000);
    expect(statuses()).toEqual({ a: 'failed' });
    expect(made).toBe(0);
  });

  test('has twice the time at its next attempt when timeouts are adaptive', async () => {
    const { swarm, happened } = pipelineOf([stageOf('a', [], { service: constant(60) })], {
      timeouts: { kind: 'adaptive', initialMs: 40, minMs: 1 },
      backoffMs: 0,
    });
    await swarm.runFor(1_000);
    expect(happened.at(-1)).toEqual([100, 'runEnded', 'succeeded']);
  });
});

test('adaptive timeouts learn over runs, and notice a crash sooner', async () => {
  const noticedAfter = async (timeouts: PipelineInput['timeouts'], service: Distribution) => {
    const { swarm, pipeline } = pipelineOf([stageOf('a', [], { service })], { timeouts, runs: 51 });
    while (pipeline.getSnapshot().context.runsDone < 50) await swarm.runFor(1);
    return timeoutAt(pipeline.getSnapshot().context, 'a').timeoutMs;
  };
  const service = exponential({ mean: 2 });
  const fixed = await noticedAfter({ kind: 'fixed', timeoutMs: 1_000 }, service);
  const adaptive = await noticedAfter({ kind: 'adaptive', minMs: 1 }, service);
  expect(fixed).toBe(1_000);
  expect(adaptive).toBeLessThan(50);
});

test('a pipeline is run as often as it is asked to', async () => {
  const { swarm, happened, pipeline } = pipelineOf(diamond, { runs: 3 });
  await swarm.runFor(1_000);
  const ends = happened.filter((each) => (each as unknown[])[1] === 'runEnded');
  expect(ends.map((each) => (each as unknown[])[0])).toEqual([30, 60, 90]);
  expect(pipeline.getSnapshot().status).toBe('done');
});

test.each([
  [{ attempts: 0 }, 'whole number of attempts'],
  [{ runs: 1.5 }, 'whole number of runs'],
  [{ backoffMs: -1 }, 'finite backoffMs'],
  [{ stages: [stageOf('a', ['b'])] }, "Stage 'a' comes after 'b'"],
  ...[0, Number.POSITIVE_INFINITY, Number.NaN].map(
    (timeoutMs): [Partial<PipelineInput>, string] => [
      { timeouts: { kind: 'fixed', timeoutMs } },
      `A fixed timeout has a finite timeoutMs > 0, not ${timeoutMs}.`,
    ],
  ),
  ...[-1, 1.1, Number.NaN].map((failureProbability): [Partial<PipelineInput>, string] => [
    { stages: [stageOf('a'), stageOf('b', [], { failureProbability })] },
    `Stage 'b' has a failureProbability from 0 to 1, not ${failureProbability}.`,
  ]),
] as [Partial<PipelineInput>, string][])('a pipeline of %j is refused', async (input, message) => {
  const { swarm } = pipelineOf(diamond, input);
  await expect(swarm.runFor(0)).rejects.toThrow(message);
});

test('a stage may be tried more often than a pause can be doubled', async () => {
  const stages = [stageOf('a', [], { make: fails, service: constant(1) })];
  const { swarm, statuses } = pipelineOf(stages, { attempts: 1_100, backoffMs: 0 });
  await swarm.runFor(2_000);
  expect(statuses()).toEqual({ a: 'failed' });
});

test('alike stages have a whole number of records', () => {
  const of = { stages: 1, depth: 1, service: constant(1) };
  expect(() => layeredStages({ ...of, records: Number.NaN })).toThrow(
    'A stage makes a whole number of records >= 0, not NaN.',
  );
});
