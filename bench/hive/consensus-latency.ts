import type { Case, Scenario } from '../suite.ts';
import { firstPacks, knowledgeOver } from './packs.ts';
import { runHives } from './run-hives.ts';

const FULL = [1, 3, 5, 10, 20];
const QUICK = [1, 3];

/**
 * `whole hive` is from packs in memory to a configuration that is validated; reading the packs is
 * not in it. `consensus` is the resolve phase alone: asking, judging, voting, counting. What it
 * does not show: disputes that a deadline has to end, for all agents answer in time.
 */
export const consensusLatency: Scenario = {
  name: 'consensus_latency',
  shows: 'how long 12 agents take to agree on all conflicts, and the whole hive with it',
  floors: [
    { params: { packs: 10 }, figure: 'consensus', percentile: 'p50', below: 100 },
    { params: { packs: 10 }, figure: 'consensus', percentile: 'p99', below: 500 },
    { params: { packs: 10 }, figure: 'whole hive', percentile: 'p50', below: 100 },
    { params: { packs: 10 }, figure: 'whole hive', percentile: 'p99', below: 500 },
  ],
  cases: (effort) => (effort === 'quick' ? QUICK : FULL).map(consensusOf),
};

function consensusOf(count: number): Case {
  const packs = firstPacks(count);
  return {
    params: { packs: count },
    does: 'whole hive',
    async work(seed) {
      const { hash, simulatedMs, phases } = await runHives(knowledgeOver(packs), {}, seed);
      return {
        hash,
        wallMs: { consensus: phases.resolve!.wallMs },
        simulatedMs: { 'whole hive': simulatedMs, consensus: phases.resolve!.simulatedMs },
      };
    },
  };
}
