/**
 * How long is it from packs to a registry that everybody can read? A hive decides on the conflicts
 * between packs. What it has composed goes through a pipeline, is validated, rendered, tested and
 * packaged. Each change in the package is a task that goes through a scheduler to a worker; what
 * workers have done is proposed, merged as far as nothing is needed twice, staged and committed to a
 * snapshot; readers read it all the while. Expected: each decision in the registry once, versions
 * that never go back, and no task that starves, though property conflicts are of low priority.
 */
import { filter, map, type Observable, share } from 'rxjs';
import {
  count,
  defineSimulation,
  type Emission,
  exponential,
  fifo,
  final,
  gamma,
  latency,
  lognormal,
  type Swarm,
  spans,
  summary,
} from 'statehive';
import {
  ARTIFACT_FORMATS,
  followPublications,
  type Knowledge,
  knowledgeOf,
  QUORUM_RULES,
  queenMachine,
  RUN_MODES,
  readPacks,
  registrarMachine,
  releaseMachine,
  releaseRequest,
  releaseTimes,
  SNAPSHOT_VARIANTS,
  STRATEGIES,
  schedulerMachine,
  selectPacks,
  snapshotCellMachine,
  snapshotReaderMachine,
  swarmMetrics,
  taskWaits,
  workerMachine,
} from 'statehive/machines';
import { z } from 'zod';

/** Startup and work take gamma times of a coefficient of variation of 1/2. */
const gammaOf = (mean: number) => gamma({ shape: 4, scale: mean / 4 });

const params = z.object({
  packs: z.string().default('well-known').describe('well-known, vocabularies, or a JSON file'),
  only: z.string().default('').describe('names of packs, with commas; all of them when empty'),
  hives: z.int().min(1).max(1_000).default(1).describe('how many orchestrations, all at once'),
  agents: z.int().min(1).default(6).describe('how many agents a hive has'),
  workers: z.int().min(1).default(4).describe('how many workers share the tasks of a hive'),
  readers: z.int().min(0).default(3).describe('how many read the registry of a hive'),
  strategy: z.enum(STRATEGIES).default('union').describe('how packs are composed'),
  quorum: z.enum(QUORUM_RULES).default('weighted').describe('when votes decide'),
  mode: z.enum(RUN_MODES).default('batched').describe('one stage at a time, or all ready ones'),
  artifacts: z.enum(ARTIFACT_FORMATS).default('json').describe('how artifacts are written down'),
  snapshots: z.enum(SNAPSHOT_VARIANTS).default('epoch').describe('shared with readers, or copied'),
  latencyMedianMs: z.number().positive().default(1).describe('median of the one-way delay'),
  latencyP99Ms: z.number().positive().default(5).describe('99th percentile of the one-way delay'),
  startupMs: z.number().positive().default(5).describe('mean time until a new agent is ready'),
  lookupMs: z.number().positive().default(0.002).describe('mean time of one look-up or judgement'),
  stageMs: z.number().positive().default(5).describe('mean time that a stage works'),
  taskMs: z.number().positive().default(0.1).describe('mean time of the cheapest task'),
  windowMs: z.number().nonnegative().default(2).describe('how long proposals wait for others'),
  readEveryMs: z.number().positive().default(10).describe('mean pause between two reads'),
});

type Params = z.output<typeof params>;

export default defineSimulation({
  name: 'integrated',
  summary:
    'A hive’s decisions go through pipeline, scheduler, workers and proposals into a snapshot.',
  params,
  network: ({ latencyMedianMs, latencyP99Ms }) => [
    latency(lognormal({ median: latencyMedianMs, p99: latencyP99Ms })),
    fifo(),
  ],
  compose({ swarm, params }) {
    const { strategy, quorum } = params;
    const all = readPacks(params.packs);
    const packs = params.only === '' ? all : selectPacks(all, params.only.split(','));
    const knowledge = knowledgeOf({ packs, detection: 'hashed', strategy, rules: {}, quorum });
    // One stream for all, or each hive would look at whatever all the others emit.
    const generated$ = swarm.emissions$.pipe(
      filter(({ event }) => event.type === 'phaseEnded' && event.phase === 'generate'),
      share(),
    );
    const times = timesOf(params);
    const orchestrations = Array.from({ length: params.hives }, (_, nth) =>
      orchestrate(swarm, params, { knowledge, times, nth, generated$ }),
    );
    const registrarOf = (reader: string) => `registrar-${reader.split('-')[1]}`;
    return { orchestrations, progress: followPublications(swarm.emissions$, registrarOf) };
  },
  measure({ swarm, actors: { progress } }) {
    return {
      // Until the last decision of the last hive can be read.
      publishedMs: final(() => progress.publishedAtMs),
      releaseMs: summary(releaseTimes(swarm.emissions$)),
      waitMs: summary(taskWaits(swarm.emissions$)),
      readMs: summary(
        spans(swarm.emissions$, {
          begins: ({ actor, event }) => (event.type === 'asked' ? actor : undefined),
          ends: ({ actor, event }) => (event.type === 'read' ? actor : undefined),
        }),
      ),
      envelopes: count(swarm.envelopes$),
      ...swarmMetrics(swarm.emissions$),
    };
  },
  properties: {
    never: { 'a reader goes back': ({ actors: { progress } }) => progress.wentBack > 0 },
    // What a version at the end alone would never show.
    sometimes: {
      'a part is read before the whole': ({ actors: { progress } }) => progress.readEarly > 0,
    },
    eventually: {
      'all is published': {
        withinMs: 60_000,
        holds: ({ params, actors: { progress } }) => progress.published.size === params.hives,
      },
    },
  },
  until: ({ params: { hives, readers }, actors: { progress } }) =>
    progress.published.size === hives && progress.upToDate.size === hives * readers,
  report({ actors: { orchestrations, progress } }) {
    const sum = (amountOf: (each: Orchestration) => number) =>
      orchestrations.reduce((total, each) => total + amountOf(each), 0);
    const registryOf = ({ registrar }: Orchestration) => registrar.getSnapshot().context.registry;
    return {
      orchestrations: orchestrations.length,
      decisions: sum(({ queen }) => queen.getSnapshot().context.decisions.length),
      published: sum((each) => registryOf(each).done),
      versions: sum(({ cell }) => cell.getSnapshot().context.current.version),
      reads: progress.reads,
      actions: registryOf(orchestrations[0]!).actions,
    };
  },
  explain: ({ orchestrations, decisions, published, versions, reads, actions }) => [
    `${orchestrations} hives made ${decisions} decisions. ${published} changes were published in`,
    `${versions} versions, which readers read ${reads} times. In the first hive's registry:`,
    ...Object.entries(actions).map(([action, changes]) => `  ${changes} ${action}`),
  ],
});

type Orchestration = ReturnType<typeof orchestrate>;

interface OrchestrationOptions {
  readonly knowledge: Knowledge;
  readonly times: ReturnType<typeof timesOf>;
  /** Which of the hives it is, from 0. */
  readonly nth: number;
  /** Tells when a queen has generated her configuration. */
  readonly generated$: Observable<Emission>;
}

/** How long things take: the same distributions in all hives. */
function timesOf({ startupMs, lookupMs, stageMs, taskMs, readEveryMs }: Params) {
  return {
    startup: gammaOf(startupMs),
    effort: gammaOf(lookupMs),
    stage: gammaOf(stageMs),
    task: exponential({ mean: taskMs }),
    pause: exponential({ mean: readEveryMs }),
  };
}

/** One hive with a scheduler, workers, a snapshot and readers of its own. */
function orchestrate(
  swarm: Swarm,
  params: Params,
  { knowledge, times, nth, generated$ }: OrchestrationOptions,
) {
  const { snapshots: variant, windowMs, lookupMs } = params;
  const { startup, effort, stage, task, pause } = times;
  const id = (name: string) => `${name}-${nth}`;
  const initial = { done: 0, of: 0, actions: {} };
  const cell = swarm.spawn(snapshotCellMachine, { id: id('cell'), input: { initial, variant } });
  const scheduler = swarm.spawn(schedulerMachine, { id: id('scheduler'), input: {} });
  for (let worker = 0; worker < params.workers; worker++) {
    swarm.spawn(workerMachine, {
      id: `${id('worker')}-${worker}`,
      input: { scheduler, service: task },
    });
  }
  const readers = Array.from({ length: params.readers }, (_, reader) =>
    swarm.spawn(snapshotReaderMachine, { id: `${id('reader')}-${reader}`, input: { cell, pause } }),
  );
  const registrar = swarm.spawn(registrarMachine, {
    id: id('registrar'),
    input: { scheduler, cell, windowMs },
  });
  const traits = { startup, effort, doubt: 0.2, crashesAfterMs: undefined };
  const queen = swarm.spawn(queenMachine, {
    id: id('queen'),
    input: {
      knowledge,
      agents: params.agents,
      traitsOf: () => traits,
      spawn: 'parallel',
      deadlineMs: 10_000,
      lookupMs,
    },
  });
  const { mode, artifacts } = params;
  const pipeline = { mode, artifacts, service: stage, timeoutMs: 10_000 };
  const input = { registrar, ...pipeline };
  const release = swarm.spawn(releaseMachine, { id: id('release'), input });
  const address = id('queen');
  const decided$ = generated$.pipe(
    filter(({ actor }) => actor === address),
    map(() => releaseRequest(queen.getSnapshot().context)),
  );
  swarm.feed(decided$, release);
  return { queen, cell, registrar, readers };
}
