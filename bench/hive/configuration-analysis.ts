import { parsePacks } from 'statehive/machines';
import { wallNowMs } from '../runner/wall-clock.ts';
import type { Case, Scenario } from '../suite.ts';
import { firstPacks, knowledgeOver } from './packs.ts';
import { runHives } from './run-hives.ts';

const FULL = [1, 5, 10, 20];
const QUICK = [1, 5];

/**
 * From the text of a packs file to what the six roles have to say of it. `reading` is to parse,
 * check and index; no disk is read. `analysis` is the phase of that name. Simulated time passes
 * for the analysis only.
 */
export const configurationAnalysis: Scenario = {
  name: 'configuration_analysis',
  shows: 'how long reading packs takes (parse, check, index), and 12 agents of six roles analysing',
  cases: (effort) => (effort === 'quick' ? QUICK : FULL).map(analysisOf),
};

function analysisOf(count: number): Case {
  const text = JSON.stringify(firstPacks(count));
  return {
    params: { packs: count },
    does: 'read, spawn, analyse',
    async work(seed) {
      const beganAtMs = wallNowMs();
      const knowledge = knowledgeOver(parsePacks(text, 'bench.json'));
      const reading = wallNowMs() - beganAtMs;
      const { hash, phases } = await runHives(knowledge, { until: 'analyse' }, seed);
      const { simulatedMs, wallMs } = phases.analyse!;
      return {
        hash,
        wallMs: { reading, analysis: wallMs },
        simulatedMs: { analysis: simulatedMs },
      };
    },
  };
}
