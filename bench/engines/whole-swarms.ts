import { constant, type EngineName, type RunResult, run } from 'statehive';
import { layeredStages } from 'statehive/machines';
import { pipeline, semaphore, swarm } from 'statehive/simulations';
import { firstPacks, knowledgeOver } from '../hive/packs.ts';
import { runHives } from '../hive/run-hives.ts';
import { runOrchestrations } from '../primitives/run-orchestrations.ts';
import { contestOf } from '../runner/contest/contest.ts';
import type { Case, Effort, Reached, Scenario } from '../suite.ts';
import { handOnPermits } from './by-hand/permits.ts';
import { makeArtifacts } from './by-hand/pipeline.ts';

/** Work for a whole swarm. */
interface Work {
  readonly swarm: string;
  readonly size: string;
  inSwarm(engine: EngineName): Promise<Reached>;
  /** The same, and nothing else, where that is short: no clock, no messages, no figures, no checks. */
  byHand?(): Reached;
}

const SEED = 1;
const SERVICE_MS = 20;

/** What whole runs take under either engine: what machines do themselves is the same in both. */
export const wholeSwarms: Scenario = {
  name: 'whole_swarms',
  shows: 'what whole runs take, of which the machines are only a part',
  seeds: 0,
  comparisons: [
    { figure: 'compiled swarm', beside: 'xstate swarm' },
    ...['pipeline', 'pipelines at once', 'permits'].map((swarm) => ({
      params: { swarm },
      figure: 'compiled swarm',
      beside: 'hand-written',
    })),
  ],
  cases: (effort) => works(effort).map(wholeSwarm),
};

function works(effort: Effort): readonly Work[] {
  const isQuick = effort === 'quick';
  return [
    stagesInLayers(isQuick ? 6 : 15, 3),
    stagesInLayers(isQuick ? 6 : 24, isQuick ? 2 : 8),
    pipelinesAtOnce(isQuick ? 2 : 20),
    permitsHandedOn(isQuick ? 5 : 50),
    hiveOver(isQuick ? 1 : 10),
    allTogether(isQuick ? 1 : 10),
  ];
}

function wholeSwarm({ swarm, size, inSwarm, byHand }: Work): Case {
  return {
    params: { swarm, size },
    does: 'all ways',
    ...contestOf([
      { name: 'compiled swarm', times: 3, run: () => inSwarm('compiled') },
      { name: 'xstate swarm', run: () => inSwarm('xstate') },
      ...(byHand === undefined ? [] : [{ name: 'hand-written', times: 20, run: byHand }]),
    ]),
  };
}

function stagesInLayers(stages: number, depth: number): Work {
  const params = { stages, depth, records: 20, failureProbability: 0 };
  const definitions = layeredStages({ ...params, service: constant(SERVICE_MS) });
  return {
    swarm: 'pipeline',
    size: `${stages} stages in ${depth} layers`,
    async inSwarm(engine) {
      const ran = await run(pipeline, { params, engine, seed: SEED });
      return { ...reached(ran), checksum: String(ran.report!.artifactBytes) };
    },
    byHand: () => ({ checksum: String(makeArtifacts(definitions, 'json')) }),
  };
}

function pipelinesAtOnce(pipelines: number): Work {
  const [stages, depth] = [6, 3];
  const params = { pipelines, stages, depth, permits: pipelines, hives: 0, failureProbability: 0 };
  const definitions = layeredStages({ stages, depth, service: constant(SERVICE_MS) });
  return {
    swarm: 'pipelines at once',
    size: `${pipelines} pipelines`,
    async inSwarm(engine) {
      const ran = await run(swarm, { params, engine, seed: SEED });
      return { ...reached(ran), checksum: String(ran.metrics.stagesProcessed) };
    },
    byHand() {
      for (let nth = 0; nth < pipelines; nth++) makeArtifacts(definitions, 'binary');
      return { checksum: String(pipelines * stages) };
    },
  };
}

function permitsHandedOn(permits: number): Work {
  const holders = 4 * permits;
  return {
    swarm: 'permits',
    size: `${permits} permits, ${holders} holders`,
    async inSwarm(engine) {
      const ran = await run(semaphore, { params: { permits, holders }, engine, seed: SEED });
      return { ...reached(ran), checksum: String(ran.metrics.done) };
    },
    byHand: () => ({ checksum: String(handOnPermits(permits, holders)) }),
  };
}

function hiveOver(packs: number): Work {
  const knowledge = knowledgeOver(firstPacks(packs));
  return {
    swarm: 'hive',
    size: `${packs} packs`,
    async inSwarm(engine) {
      const { hash } = await runHives(knowledge, { engine }, SEED);
      return { checksum: hash, trace: hash };
    },
  };
}

function allTogether(hives: number): Work {
  return {
    swarm: 'all together',
    size: `${hives} hives`,
    inSwarm: async (engine) =>
      reached(await runOrchestrations({ hives, artifacts: 'json', engine, seed: SEED })),
  };
}

/** @throws Error if the run did not get to its end */
function reached({ outcome, reason, traceHash }: RunResult): Reached {
  if (outcome !== 'completed') throw new Error(reason);
  return { checksum: traceHash, trace: traceHash };
}
