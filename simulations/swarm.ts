/**
 * What becomes of many hives and pipelines that share what they need? Each pipeline runs while it
 * holds a permit of one semaphore; hives decide on their packs side by side. Expected: all is done,
 * never more pipelines run than there are permits, and with fewer permits pipelines wait longer,
 * while hives, which need none, do not notice.
 */
import { filter, map, merge } from 'rxjs';
import {
  count,
  defineSimulation,
  exponential,
  fifo,
  gamma,
  last,
  latency,
  levelSeries,
  spans,
  summary,
  timeAverage,
} from 'statehive';
import {
  ARTIFACT_BUFFERS,
  ARTIFACT_FORMATS,
  knowledgeOf,
  layeredStages,
  permitHolderMachine,
  pipelineMachine,
  queenMachine,
  RUN_MODES,
  readPacks,
  semaphoreMachine,
  swarmMetrics,
  TIMEOUT_KINDS,
  type TimeoutKind,
  type TimeoutPolicy,
} from 'statehive/machines';
import { z } from 'zod';

const holderMachine = permitHolderMachine.provide({ actors: { work: pipelineMachine } });

/** A gamma time of this shape has a coefficient of variation of 1/2. */
const SHAPE = 4;
const gammaOf = (mean: number) => gamma({ shape: SHAPE, scale: mean / SHAPE });

export default defineSimulation({
  name: 'swarm',
  summary: 'Many hives and pipelines at once; pipelines share the permits of a semaphore.',
  params: z.object({
    hives: z.int().min(0).default(3).describe('how many hives there are'),
    agents: z.int().min(1).default(6).describe('how many agents a hive has'),
    packs: z.string().default('well-known').describe('what hives decide on'),
    pipelines: z.int().min(0).default(8).describe('how many pipelines there are'),
    stages: z.int().min(1).default(6).describe('how many stages a pipeline has'),
    depth: z.int().min(1).default(3).describe('in how many layers'),
    mode: z.enum(RUN_MODES).default('batched').describe('one stage at a time, or all ready ones'),
    artifacts: z.enum(ARTIFACT_FORMATS).default('binary').describe('how they are written down'),
    buffers: z.enum(ARTIFACT_BUFFERS).default('fresh').describe('of each artifact, or shared'),
    permits: z.int().min(1).default(3).describe('how many pipelines may run at a time'),
    leaseMs: z.number().positive().default(100).describe('how long a permit lasts unrenewed'),
    waitMs: z.number().positive().default(60_000).describe('how long a pipeline waits for one'),
    serviceMs: z.number().positive().default(20).describe('mean time that a stage works'),
    timeouts: z.enum(TIMEOUT_KINDS).default('adaptive').describe('of each attempt of a stage'),
    failureProbability: z.number().min(0).max(1).default(0.02).describe('of a stage’s attempt'),
    latencyMs: z.number().positive().default(1).describe('mean one-way delay'),
  }),
  network: ({ latencyMs }) => [latency(exponential({ mean: latencyMs })), fifo()],
  checking: {
    params: { hives: 0, pipelines: 2, permits: 1, stages: 1, depth: 1, timeouts: 'fixed' },
  },
  compose({ swarm, params }) {
    const { permits, leaseMs, waitMs, agents, mode, artifacts, buffers, stages, depth } = params;
    const semaphore = swarm.spawn(semaphoreMachine, { input: { permits, leaseMs } });
    const work = {
      stages: layeredStages({
        stages,
        depth,
        service: gammaOf(params.serviceMs),
        failureProbability: params.failureProbability,
      }),
      timeouts: timeoutsOf(params),
      mode,
      artifacts,
      buffers,
    };
    const input = { semaphore, waitMs, work };
    const holders = [
      ...swarm.populate(holderMachine, params.pipelines, () => ({ input, recover: () => input })),
    ];
    const knowledge = knowledgeOf({
      packs: readPacks(params.packs),
      detection: 'hashed',
      strategy: 'union',
      rules: {},
      quorum: 'weighted',
    });
    const startup = gammaOf(5);
    const traits = { startup, effort: gammaOf(0.002), doubt: 0.2, crashesAfterMs: undefined };
    const terms = { spawn: 'parallel', deadlineMs: 250, lookupMs: 0.002 } as const;
    const queens = [
      ...swarm.populate(queenMachine, params.hives, () => ({
        input: { knowledge, agents, traitsOf: () => traits, ...terms },
      })),
    ];
    const working = swarm.where(
      holders,
      (one) => one.status === 'active' && one.matches('working'),
    );
    const holdersLeft = swarm.where(holders, ({ status }) => status === 'active');
    const queensAtWork = swarm.where(queens, (queen) => !queen.matches('resting'));
    const isOver = () => holdersLeft.size === 0 && queensAtWork.size === 0;
    return { semaphore, holders, queens, working, isOver };
  },
  measure({ swarm, actors: { semaphore, queens } }) {
    const { emissions$ } = swarm;
    const levels$ = merge(
      swarm.emitted(semaphore, 'queued'),
      swarm.emitted(semaphore, 'granted'),
      swarm.emitted(semaphore, 'released'),
      swarm.emitted(semaphore, 'expired'),
    );
    const waiting$ = levels$.pipe(map(({ waiting }) => waiting));
    const lastOf = (type: string) =>
      last(
        emissions$.pipe(
          filter(({ event }) => event.type === type),
          map(({ atMs }) => atMs),
        ),
      );
    return {
      pipelinesEndedAtMs: lastOf('permitEnded'),
      hivesEndedAtMs: last(
        emissions$.pipe(
          filter(({ event }) => event.type === 'phaseEnded' && event.phase === 'generate'),
          map(({ atMs }) => atMs),
        ),
      ),
      permitWaitMs: summary(
        spans(emissions$, {
          begins: ({ actor, event }) => (event.type === 'permitAsked' ? actor : undefined),
          ends: ({ actor, event }) => (event.type === 'permitHeld' ? actor : undefined),
        }),
      ),
      permitsInUse: timeAverage(levels$.pipe(map(({ inUse }) => inUse))),
      pipelinesWaiting: timeAverage(waiting$),
      pipelinesWaitingOverTime: levelSeries(waiting$),
      stagesProcessed: swarmMetrics(emissions$).tasksProcessed,
      phases: count(swarm.emitted(queens, 'phaseEnded')),
      envelopes: count(swarm.envelopes$),
    };
  },
  properties: {
    never: {
      // Whose lease has run out is overtaken, as its token tells.
      'more pipelines run with a permit that counts than there are': ({ params, actors }) => {
        const { leases } = actors.semaphore.getSnapshot().context;
        const running = [...actors.working].filter((holder) => {
          const { context } = holder.getSnapshot();
          return leases.some(({ token }) => token === context.token);
        });
        return running.length > params.permits;
      },
    },
    eventually: {
      'all is done': { withinMs: 3_600_000, holds: ({ actors: { isOver } }) => isOver() },
    },
  },
  until: ({ actors: { isOver } }) => isOver(),
  report: ({ actors: { holders, queens } }) => ({
    pipelines: holders.map((holder) => holder.getSnapshot().output?.outcome ?? null),
    decisions: queens.map((queen) => queen.getSnapshot().context.decisions.length),
  }),
});

function timeoutsOf(of: {
  readonly timeouts: TimeoutKind;
  readonly serviceMs: number;
}): TimeoutPolicy {
  const timeoutMs = 10 * of.serviceMs;
  if (of.timeouts === 'fixed') return { kind: 'fixed', timeoutMs };
  return { kind: 'adaptive', initialMs: timeoutMs, minMs: 1 };
}
