/**
 * How long does a pipeline take, and how much of it survives its failures? Stages that depend on
 * each other are run one at a time or all that are ready at once; what they make is written down and
 * read again; attempts that fail, crash or are late are tried again. Expected: with constant times and
 * no failures a batched run takes as long as its critical path, a sequential one the sum of all stages
 * (J. E. Kelley, Critical-path planning and scheduling, 1961). A stage that fails for good takes all
 * that depend on it along, and nothing else.
 */
import { filter, map } from 'rxjs';
import {
  constant,
  count,
  type Distribution,
  defineSimulation,
  exponential,
  fifo,
  gamma,
  last,
  latency,
  spans,
  summary,
  timeAverage,
} from 'statehive';
import {
  ARTIFACT_BUFFERS,
  ARTIFACT_FORMATS,
  criticalPath,
  layeredStages,
  type PipelineEmission,
  pipelineMachine,
  RUN_MODES,
  stageGraph,
  TIMEOUT_KINDS,
} from 'statehive/machines';
import { z } from 'zod';

const SERVICES = ['constant', 'gamma', 'exponential'] as const;

/** The simulation of another pipeline, as one that is broken. */
export const pipelineWith = (running: typeof pipelineMachine) =>
  defineSimulation({
    name: 'pipeline',
    summary: 'Stages that depend on each other run one at a time, or all that are ready at once.',
    params: z.object({
      stages: z.int().min(1).max(10_000).default(6).describe('how many stages there are'),
      depth: z.int().min(1).default(3).describe('in how many layers: 1 for none after another'),
      mode: z.enum(RUN_MODES).default('batched').describe('one stage at a time, or all ready ones'),
      artifacts: z
        .enum(ARTIFACT_FORMATS)
        .default('json')
        .describe('how artifacts are written down'),
      buffers: z.enum(ARTIFACT_BUFFERS).default('fresh').describe('of each artifact, or shared'),
      records: z.int().min(0).default(20).describe('how many records an artifact has'),
      serviceMs: z.number().positive().default(20).describe('mean time that a stage works'),
      service: z.enum(SERVICES).default('gamma').describe('how it varies'),
      failureProbability: z.number().min(0).max(1).default(0.05).describe('of each attempt'),
      attempts: z.int().min(1).default(3).describe('how many a stage has'),
      backoffMs: z.number().nonnegative().default(5).describe('pause before the second; doubles'),
      timeouts: z.enum(TIMEOUT_KINDS).default('fixed').describe('of each attempt'),
      timeoutMs: z.number().positive().default(200).describe('the timeout, or what it is at first'),
      runs: z.int().min(1).default(1).describe('how often the pipeline is run, one after another'),
      latencyMs: z.number().nonnegative().default(1).describe('mean one-way delay'),
    }),
    network: ({ latencyMs }) =>
      latencyMs === 0 ? [] : [latency(exponential({ mean: latencyMs })), fifo()],
    checking: { params: { stages: 2, depth: 2, attempts: 2, records: 1 } },
    compose({ swarm, params }) {
      const { stages: wanted, depth, failureProbability, records, mode, artifacts } = params;
      const { buffers, attempts, backoffMs, timeouts: kind, timeoutMs, runs } = params;
      const service = serviceOf(params.service, params.serviceMs);
      const stages = layeredStages({ stages: wanted, depth, service, failureProbability, records });
      const timeouts =
        kind === 'fixed'
          ? ({ kind, timeoutMs } as const)
          : ({ kind, initialMs: timeoutMs, minMs: 1, maxMs: 60_000 } as const);
      const pipeline = swarm.spawn(running, {
        input: { stages, mode, artifacts, buffers, timeouts, attempts, backoffMs, runs },
      });
      return { pipeline, graph: stageGraph(stages) };
    },
    measure({ swarm, actors: { pipeline } }) {
      const ended$ = swarm.emitted(pipeline, 'stageEnded');
      const outcomes = (outcome: Ended['outcome']) =>
        count(ended$.pipe(filter((ended) => ended.outcome === outcome)));
      const timed$ = swarm.emissions$.pipe(
        filter(({ actor }) => actor === swarm.address(pipeline)),
      );
      return {
        // When the last run has ended.
        endedAtMs: last(
          timed$.pipe(
            filter(({ event }) => event.type === 'runEnded'),
            map(({ atMs }) => atMs),
          ),
        ),
        attemptMs: summary(
          spans(timed$, {
            begins: ({ event }) => (event.type === 'stageStarted' ? event.stage : undefined),
            ends: ({ event }) => (event.type === 'stageEnded' ? event.stage : undefined),
          }),
        ),
        succeeded: outcomes('succeeded'),
        failed: outcomes('failed'),
        timedOut: outcomes('timedOut'),
        skipped: count(swarm.emitted(pipeline, 'stageSkipped')),
        running: timeAverage(
          timed$.pipe(
            map(({ event }) => event as PipelineEmission),
            filter((event) => 'running' in event),
            map(({ running }) => running),
          ),
        ),
      };
    },
    properties: {
      always: {
        'one stage at a time runs when sequential': ({ params, actors: { pipeline } }) =>
          params.mode === 'batched' || pipeline.getSnapshot().context.progress.counts.running <= 1,
      },
      eventually: {
        'it ends': {
          withinMs: 3_600_000,
          holds: ({ actors: { pipeline } }) => pipeline.getSnapshot().status === 'done',
        },
      },
    },
    report({ params, actors: { pipeline, graph } }) {
      const { output } = pipeline.getSnapshot();
      const stages = Object.values(output?.progress ?? {});
      const artifacts = stages.flatMap(({ artifact }) => artifact ?? []);
      return {
        outcome: output?.outcome ?? null,
        stages: Object.fromEntries(
          Object.entries(output?.progress ?? {}).map(([name, { status }]) => [name, status]),
        ),
        artifactBytes: artifacts.reduce((sum, { bytes }) => sum + bytes.length, 0),
        // What a run takes at least when each stage takes as long as in the mean.
        criticalPathMs: criticalPath(graph, () => params.serviceMs),
        sumMs: params.stages * params.serviceMs,
      };
    },
    explain: ({ outcome, stages, artifactBytes, criticalPathMs, sumMs }) => [
      `The last run has ${outcome ?? 'not ended'}: ${tally(Object.values(stages))}.`,
      `Its artifacts have ${artifactBytes} bytes. In the mean, its longest way is`,
      `${criticalPathMs} ms of work, and all stages together ${sumMs} ms.`,
    ],
  });

export default pipelineWith(pipelineMachine);

type Ended = Extract<PipelineEmission, { readonly type: 'stageEnded' }>;

function serviceOf(kind: (typeof SERVICES)[number], mean: number): Distribution {
  if (kind === 'constant') return constant(mean);
  // A coefficient of variation of 1/2.
  return kind === 'gamma' ? gamma({ shape: 4, scale: mean / 4 }) : exponential({ mean });
}

function tally(statuses: readonly string[]): string {
  return [...new Set(statuses)]
    .map((status) => `${statuses.filter((each) => each === status).length} ${status}`)
    .join(', ');
}
