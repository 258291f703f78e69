import { RUN_MODES, type RunMode } from 'statehive/machines';
import type { Case, Scenario } from '../suite.ts';
import { runPipeline } from './pipeline-run.ts';
import { caseOf } from './variants.ts';

const SIZES = { full: [6, 10, 15], quick: [3, 6] };
/** 25% less time. */
const GOAL = 1 / 0.75;
const beside = { figure: 'batched', beside: 'sequential', goal: GOAL };

/** Stages of 20 ms in three layers, whose artifacts are written and read: those of a layer need not wait. */
export const batchedStages: Scenario = {
  name: 'batched_stages',
  shows: 'what it gains to run all stages at once that are ready, instead of one at a time',
  seeds: 30,
  comparisons: [
    { ...beside, kind: 'simulated' },
    { ...beside, otherwise: 'one thread computes the same stages, in whichever order they are' },
  ],
  cases: (effort) => SIZES[effort].map(pipelineOf),
};

function pipelineOf(stages: number): Case {
  const runIn = (mode: RunMode, seed: number) =>
    runPipeline({ stages, depth: 3, mode, failureProbability: 0 }, { seed });
  const way = (name: RunMode) => ({ name, run: () => runIn(name, 1) });
  return caseOf({
    params: { stages },
    ways: [way('sequential'), way('batched')],
    async simulate(seed) {
      const took: Record<string, number> = {};
      for (const mode of RUN_MODES) took[mode] = (await runIn(mode, seed)).simulatedMs;
      return took;
    },
  });
}
