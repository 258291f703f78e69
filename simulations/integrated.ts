/**
 * How long is it from packs to a registry that everybody can read? A hive decides on the conflicts
 * between packs; each decision is a task that goes through a scheduler to a worker; what workers
 * have done is proposed, merged as far as nothing is needed twice, staged and committed to a
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
  summary,
} from 'statehive';
import {
  changesOf,
  type Knowledge,
  knowledgeOf,
  QUORUM_RULES,
  queenMachine,
  readPacks,
  registrarMachine,
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

/** Startup and work take gamma times of this shape: a coefficient of variation of 1/2. */
const SHAPE = 4;

const params = z.object({
  packs: z.string().default('well-known').describe('well-known, vocabularies, or a JSON file'),
  only: z.string().default('').describe('names of packs, with commas; all of them when empty'),
  hives: z.int().min(1).max(1_000).default(1).describe('how many orchestrations, all at once'),
  agents: z.int().min(1).default(6).describe('how many agents a hive has'),
  workers: z.int().min(1).default(4).describe('how many workers share the tasks of a hive'),
  readers: z.int().min(0).default(3).describe('how many read the registry of a hive'),
  strategy: z.enum(STRATEGIES).default('union').describe('how packs are composed'),
  quorum: z.enum(QUORUM_RULES).default('weighted').describe('when votes decide'),
  snapshots: z.enum(SNAPSHOT_VARIANTS).default('epoch').describe('shared with readers, or copied'),
  latencyMedianMs: z.number().positive().default(1).describe('median of the one-way delay'),
  latencyP99Ms: z.number().positive().default(5).describe('99th percentile of the one-way delay'),
  startupMs: z.number().positive().default(5).describe('mean time until a new agent is ready'),
  lookupMs: z.number().positive().default(0.002).describe('mean time of one look-up or judgement'),
  taskMs: z.number().positive().default(0.1).describe('mean time of the cheapest task'),
  windowMs: z.number().nonnegative().default(2).describe('how long proposals wait for others'),
  readEveryMs: z.number().positive().default(10).describe('mean pause between two reads'),
});

type Params = z.output<typeof params>;

export default defineSimulation({
  name: 'integrated',
  summary: 'A hive’s decisions go through a scheduler, workers and proposals into a snapshot.',
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
    const orchestrations = Array.from({ length: params.hives }, (_, nth) =>
      orchestrate(swarm, params, { knowledge, nth, generated$ }),
    );
    return { orchestrations, progress: follow(swarm) };
  },
  measure({ swarm, actors: { orchestrations, progress } }) {
    const readers = orchestrations.flatMap((each) => each.readers);
    return {
      // Until the last decision of the last hive can be read.
      publishedMs: final(() => progress.publishedAtMs),
      waitMs: summary(taskWaits(swarm.emissions$)),
      readMs: summary(swarm.emitted(readers, 'read').pipe(map(({ tookMs }) => tookMs))),
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
  report({ actors: { orchestrations } }) {
    const of = orchestrations.map(({ queen, cell, registrar, readers }) => ({
      decisions: queen.getSnapshot().context.decisions.length,
      registry: registrar.getSnapshot().context.registry,
      versions: cell.getSnapshot().context.current.version,
      reads: readers.reduce((sum, reader) => sum + reader.getSnapshot().context.reads, 0),
    }));
    const total = (amounts: readonly number[]) => amounts.reduce((sum, each) => sum + each, 0);
    return {
      orchestrations: of.length,
      decisions: total(of.map(({ decisions }) => decisions)),
      published: total(of.map(({ registry }) => registry.done)),
      versions: total(of.map(({ versions }) => versions)),
      reads: total(of.map(({ reads }) => reads)),
      actions: of[0]?.registry.actions ?? {},
    };
  },
  explain: ({ orchestrations, decisions, published, versions, reads, actions }) => [
    `${orchestrations} hives made ${decisions} decisions. ${published} changes were published`,
    `in ${versions} versions, which readers read ${reads} times. In the first hive's registry:`,
    ...Object.entries(actions).map(([action, changes]) => `  ${changes} ${action}`),
  ],
});

/** Counted as it happens, so that to ask how far it is costs no more for more hives. */
function follow(swarm: Swarm) {
  const progress = {
    /** The last version of each hive that has published all. */
    published: new Map<string, number>(),
    publishedAtMs: 0,
    /** The readers that have read the last version. */
    upToDate: new Set<string>(),
    wentBack: 0,
    /** Reads of a version before the last one was known to be published. */
    readEarly: 0,
  };
  swarm.emissions$.subscribe(({ atMs, actor, event }) => {
    const hive = actor.split('-')[1] ?? '';
    if (event.type === 'published') {
      progress.published.set(hive, event.version);
      progress.publishedAtMs = atMs;
    } else if (event.type === 'read') {
      if (event.wentBack) progress.wentBack += 1;
      if (event.version > 0 && !progress.published.has(hive)) progress.readEarly += 1;
      if (event.version === progress.published.get(hive)) progress.upToDate.add(actor);
    }
  });
  return progress;
}

interface OrchestrationOptions {
  readonly knowledge: Knowledge;
  /** Which of the hives it is, from 0. */
  readonly nth: number;
  /** Tells when a queen has generated her configuration. */
  readonly generated$: Observable<Emission>;
}

/** One hive with a scheduler, workers, a snapshot and readers of its own. */
function orchestrate(
  swarm: Swarm,
  params: Params,
  { knowledge, nth, generated$ }: OrchestrationOptions,
) {
  const { snapshots: variant, windowMs, startupMs, lookupMs } = params;
  const id = (name: string) => `${name}-${nth}`;
  const initial = { done: 0, of: 0, actions: {} };
  const cell = swarm.spawn(snapshotCellMachine, { id: id('cell'), input: { initial, variant } });
  const scheduler = swarm.spawn(schedulerMachine, { id: id('scheduler'), input: {} });
  const service = exponential({ mean: params.taskMs });
  for (let worker = 0; worker < params.workers; worker++) {
    swarm.spawn(workerMachine, { id: `${id('worker')}-${worker}`, input: { scheduler, service } });
  }
  const pause = exponential({ mean: params.readEveryMs });
  const readers = Array.from({ length: params.readers }, (_, reader) =>
    swarm.spawn(snapshotReaderMachine, { id: `${id('reader')}-${reader}`, input: { cell, pause } }),
  );
  const registrar = swarm.spawn(registrarMachine, {
    id: id('registrar'),
    input: { scheduler, cell, windowMs },
  });
  const traits = {
    startup: gamma({ shape: SHAPE, scale: startupMs / SHAPE }),
    effort: gamma({ shape: SHAPE, scale: lookupMs / SHAPE }),
    doubt: 0.2,
    crashesAfterMs: undefined,
  };
  const agents = Array.from({ length: params.agents }, () => traits);
  const queen = swarm.spawn(queenMachine, {
    id: id('queen'),
    input: { knowledge, agents, spawn: 'parallel', deadlineMs: 10_000, lookupMs },
  });
  const decided$ = generated$.pipe(
    filter(({ actor }) => actor === id('queen')),
    map(() => queen.getSnapshot().context),
    map(({ detection, decisions }) => ({
      type: 'CARRY_OUT' as const,
      changes: changesOf(detection.conflicts, decisions),
    })),
  );
  swarm.feed(decided$, registrar);
  return { queen, cell, registrar, readers };
}
