import type { Case, Scenario } from '../suite.ts';
import { firstPacks, knowledgeOver } from './packs.ts';
import { runHives } from './run-hives.ts';

const FULL = [4, 8, 16, 32, 1_000];
const QUICK = [4, 8];
const VARIANTS = ['sequential', 'parallel'] as const;

/**
 * From an empty swarm until the last agent has reported that it is ready. Nothing in it is an
 * operating system's thread or process: wall time is that of XState actors and their messages.
 * `spawn phase` leaves out what making the swarm and its queen takes.
 */
export const agentSpawning: Scenario = {
  name: 'agent_spawning',
  shows: 'how long it takes until all agents are ready, spawned one after another or all at once',
  seeds: 30,
  floors: VARIANTS.map((spawn) => ({
    params: { agents: 8, spawn },
    figure: 'spawning',
    percentile: 'p50',
    below: 50,
  })),
  cases: (effort) =>
    (effort === 'quick' ? QUICK : FULL).flatMap((agents) =>
      VARIANTS.map((spawn) => spawningOf(agents, spawn)),
    ),
};

function spawningOf(agents: number, spawn: 'sequential' | 'parallel'): Case {
  const knowledge = knowledgeOver(firstPacks(10));
  return {
    params: { agents, spawn },
    does: 'spawning',
    async work(seed) {
      const { hash, phases } = await runHives(knowledge, { agents, spawn, until: 'spawn' }, seed);
      const { simulatedMs, wallMs } = phases.spawn!;
      return {
        hash,
        wallMs: { 'spawn phase': wallMs },
        simulatedMs: { spawning: simulatedMs },
      };
    },
  };
}
