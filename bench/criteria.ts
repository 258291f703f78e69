/**
 * What is asked of the figures. `asked` is the floor; `goal` is what the project wants of itself,
 * on this machine; `Rust` is what other code for the same work took elsewhere, on a machine of this
 * size, so that it can only be roughly compared.
 */
import { growthOf } from './report/growth.ts';
import {
  type Criterion,
  casesAt,
  type FigureAddress,
  figureAt,
} from './runner/criteria/criterion.ts';
import { gainCriteria } from './runner/criteria/gains.ts';
import { medianErrorOf } from './runner/median-error.ts';
import type { BenchResult, Figure, FigureKind } from './runner/result.ts';
import type { Suite } from './suite.ts';

type Place = Omit<FigureAddress, 'kind'>;

const place = (
  suite: string,
  scenario: string,
  params: Place['params'],
  figure: string,
): Place => ({
  suite,
  scenario,
  params,
  figure,
});
const consensus = place('hive', 'consensus_latency', { packs: 10 }, 'consensus');
const spawning = place('hive', 'agent_spawning', { agents: 8, spawn: 'parallel' }, 'spawning');
const spawnPhase = 'spawning, 8 agents: from the first spawn to all ready';
const wholeSpawning = 'spawning, 8 agents: with making the swarm and its queen';
const reading = place('primitives', 'snapshot_reads', { readers: 100 }, 'epoch');
const throughput = place('hive', 'orchestration_throughput', { hives: 100 }, 'all hives');
const pipeline = place('swarm', 'pipeline_execution', { stages: 6, mode: 'batched' }, 'pipeline');
const detection = place(
  'hive',
  'conflict_detection',
  { packs: 20, detection: 'hashed' },
  'detection',
);
const memoryOf = (agents: number) => place('hive', 'memory_overhead', { agents }, 'all');
const aggregation = place('primitives', 'commutative_aggregation', { proposals: 100 }, 'set');
const integrated = place('primitives', 'integrated', { hives: 100 }, 'computing all hives');

const asked: readonly Criterion[] = [
  ...bothTimes(consensus, 'p50', { claim: 'consensus, 10 packs, p50', below: 100 }),
  ...bothTimes(consensus, 'p99', { claim: 'consensus, 10 packs, p99', below: 500 }),
  // The modelled swarm takes no time to be made.
  timed(spawning, 'p50', { claim: spawnPhase, below: 50, from: 'asked', kind: 'simulated' }),
  timed(spawning, 'p50', { claim: wholeSpawning, below: 50, from: 'asked', kind: 'wall' }),
  perOperation(reading, 'p99', { claim: 'a snapshot read, p99', from: 'asked', below: 1e-3 }),
  perSecond(throughput, { claim: 'whole hives, sustained', from: 'asked', above: 100 }),
  ...bothTimes(pipeline, 'p50', { claim: 'pipeline, 6 stages, p50', below: 200 }),
  ...bothTimes(detection, 'p50', { claim: 'conflict detection, 20 packs', below: 200 }),
  {
    claim: 'memory, 100 agents, p99',
    from: 'asked',
    kind: 'memory',
    suite: 'hive',
    target: { below: 10e6 },
    unit: 'bytes',
    measured: (run) => valueAt(run, memoryOf(100), 'memory', 'p99'),
  },
  perOperation(aggregation, 'p50', {
    claim: '100 proposals aggregated',
    from: 'asked',
    below: 0.01,
  }),
  {
    // -1 is linear: twice the agents take half the time. A little is lost to messages.
    claim: 'detection by 2 to 16 agents: time grows as agents to the power of',
    from: 'asked',
    kind: 'simulated',
    suite: 'hive',
    target: { below: -0.9 },
    unit: 'exponent',
    measured: scaling,
  },
  {
    claim: 'standard error of the median of blocks, worst CPU figure',
    from: 'asked',
    kind: 'cpu',
    suite: 'hive',
    target: { below: 5 },
    unit: '%',
    measured: worstError,
  },
];

const goals: readonly Criterion[] = [
  wall(consensus, 'p50', { claim: 'consensus, 10 packs, p50', below: 2 }),
  wall({ ...spawning, figure: 'spawn phase' }, 'p50', { claim: spawnPhase, below: 0.05 }),
  perOperation(reading, 'p99', { claim: 'a snapshot read, p99', from: 'goal', below: 1e-4 }),
  {
    claim: 'memory, the second 100 agents of 200',
    from: 'goal',
    kind: 'memory',
    suite: 'hive',
    target: { below: 20e3 },
    unit: 'bytes',
    measured(run) {
      const [all, half] = [200, 100].map((n) => valueAt(run, memoryOf(n), 'memory', 'p50'));
      return all === undefined || half === undefined ? undefined : all - half;
    },
  },
  perSecond(integrated, { claim: 'integrated orchestrations', from: 'goal', above: 1_000 }),
];

/** All criteria: those written here, the goals of comparisons, and the references of the cases. */
export function criteriaOf(suites: readonly Suite[]): Criterion[] {
  // Of `check`, what there is to be beside depends on what the host has installed.
  const everywhere = suites.filter(({ name }) => name !== 'check');
  return [...asked, ...everywhere.flatMap(gainCriteria), ...goals, ...suites.flatMap(references)];
}

function references({ name: suite, scenarios }: Suite): Criterion[] {
  return scenarios.flatMap(({ name: scenario, cases }) =>
    cases('full').flatMap(({ params, reference }) => {
      if (reference === undefined) return [];
      const at = { suite, scenario, params, figure: reference.figure };
      const [[name, size] = []] = Object.entries(params);
      const claim = `${scenario.replaceAll('_', ' ')}, ${name} ${size}`;
      return [perOperation(at, 'p50', { claim, from: 'Rust', below: reference.ns / 1e6 })];
    }),
  );
}

interface Asking {
  readonly claim: string;
  /** In ms. */
  readonly below: number;
}

type Percentile = 'p50' | 'p99';

function bothTimes(at: Place, percentile: Percentile, asking: Asking): Criterion[] {
  return (['simulated', 'wall'] as const).map((kind) =>
    timed(at, percentile, { ...asking, from: 'asked', kind }),
  );
}

function wall(at: Place, percentile: Percentile, asking: Asking): Criterion {
  return timed(at, percentile, { ...asking, from: 'goal', kind: 'wall' });
}

function timed(
  at: Place,
  percentile: Percentile,
  { claim, below, from, kind }: Asking & Pick<Criterion, 'from' | 'kind'>,
): Criterion {
  return {
    ...{ claim, from, kind, suite: at.suite, target: { below }, unit: 'ms' },
    measured: (run) => valueAt(run, at, kind, percentile),
  };
}

/** Of one operation; percentiles are those of calls, each the mean of its operations. */
function perOperation(
  at: Place,
  percentile: Percentile,
  { claim, from, below }: Asking & Pick<Criterion, 'from'>,
): Criterion {
  return {
    ...{ claim, from, kind: 'wall', suite: at.suite, target: { below }, unit: 'ms' },
    measured(run) {
      const found = figureAt(run, { ...at, kind: 'wall' });
      return found && found.figure[percentile] / found.of.operations;
    },
  };
}

function perSecond(
  at: Place,
  { claim, from, above }: Pick<Criterion, 'claim' | 'from'> & { readonly above: number },
): Criterion {
  return {
    ...{ claim, from, kind: 'wall', suite: at.suite, target: { above }, unit: '/s' },
    measured: (run) => figureAt(run, { ...at, kind: 'wall' })?.figure.opsPerSecond ?? undefined,
  };
}

function valueAt(run: BenchResult, at: Place, kind: FigureKind, percentile: Percentile) {
  return figureAt(run, { ...at, kind })?.figure[percentile];
}

function scaling(run: BenchResult): number | undefined {
  const all = casesAt(run, 'hive', 'parallel_agents');
  const cases = all.filter(({ params }) => params.of === 'detection');
  const points = cases.flatMap(({ params, figures }) => {
    const simulated = figures.find(
      ({ name, kind }) => name === 'detection' && kind === 'simulated',
    );
    return simulated === undefined ? [] : [[Number(params.agents), simulated.p50] as const];
  });
  return points.length < 3 ? undefined : growthOf(points).exponent;
}

/** Of the median of blocks. */
function worstError(run: BenchResult): number | undefined {
  const errors = run.suites
    // Whose ways are timed as they are, whatever the host does.
    .filter(({ suite }) => suite !== 'check')
    .flatMap(({ scenarios }) => scenarios.flatMap(({ cases }) => cases))
    .flatMap(({ figures }) => figures.filter(({ kind }) => kind === 'cpu'))
    .map(({ blocks }: Figure) => medianErrorOf(blocks));
  return errors.length === 0 ? undefined : Math.max(...errors);
}
