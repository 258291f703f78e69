import { script } from 'statehive';
import { TIMEOUT_KINDS, type TimeoutKind } from 'statehive/machines';
import type { Case, Scenario } from '../suite.ts';
import { runPipeline } from './pipeline-run.ts';
import { caseOf } from './variants.ts';

const SIZES = { full: [50, 200, 1_000], quick: [100, 1_000] };
/** Of one pipeline, one after another: what a run has learned serves the next. */
const RUNS = { full: 25, quick: 3 };
/** One report in ten is lost; latencies are exponential, with a mean of 5 ms. */
const faults = script([{ kind: 'loss', atMs: 0, probability: 0.1 }]);
const LATENCY_MS = 5;
/** So many that no stage is given up. */
const ATTEMPTS = 20;

/**
 * Nobody asked for a number: not to be slower is the goal. Both begin with the same timeout, so that
 * only what is learned makes a difference. A lost report is noticed when the timeout has run out.
 */
export const adaptiveTimeouts: Scenario = {
  name: 'adaptive_timeouts',
  shows: 'what it gains to learn timeouts (RFC 6298) when reports are late or lost',
  seeds: 20,
  comparisons: [
    {
      ...{ figure: 'adaptive', beside: 'fixed', kind: 'simulated', goal: 1 },
      otherwise:
        'a fixed timeout near what stages take cannot be bettered; one that adapts leaves room for late ones, and doubles when one is lost',
    },
    // What is saved is waiting, which costs this machine nothing.
    { figure: 'adaptive', beside: 'fixed' },
  ],
  cases: (effort) => SIZES[effort].map((timeoutMs) => pipelineOf(timeoutMs, RUNS[effort])),
};

function pipelineOf(timeoutMs: number, runs: number): Case {
  const common = { attempts: ATTEMPTS, latencyMs: LATENCY_MS, failureProbability: 0 };
  const runWith = (timeouts: TimeoutKind, seed: number) =>
    runPipeline({ ...common, timeoutMs, runs, timeouts }, { seed, faults });
  const way = (name: TimeoutKind) => ({ name, run: () => runWith(name, 1) });
  return caseOf({
    params: { 'first timeout, ms': timeoutMs },
    ways: [way('fixed'), way('adaptive')],
    async simulate(seed) {
      const took: Record<string, number> = {};
      for (const kind of TIMEOUT_KINDS) took[kind] = (await runWith(kind, seed)).simulatedMs;
      return took;
    },
  });
}
