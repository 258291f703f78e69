import { execFile } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Case, Effort, Scenario } from '../suite.ts';
import type { GossipRun } from './gossip-run.ts';

const AGENTS = { full: [10_000, 100_000, 1_000_000], quick: [100, 1_000] };
/** A run of a million agents takes minutes. */
const callsOf = (agents: number, effort: Effort) =>
  effort === 'quick' || agents === 1_000_000 ? 1 : 3;

const extension = extname(import.meta.url);
const program = fileURLToPath(new URL(`./gossip-run${extension}`, import.meta.url));
/** Without a limit, Node lets garbage pile up as far as the host has memory. */
const limit = '--max-old-space-size=1536';
/** For what has not been built. */
const flags = extension === '.ts' ? ['--import', 'tsx', '--conditions=statehive:source'] : [];

/**
 * Each run has a process of its own, from cold, so that its peak of memory is its alone, under a
 * limit of 1.5 GiB for the older part of the heap. `run` is without the start of that process.
 * `event / log2 n` is what an event takes, divided by the
 * logarithm of the number of agents: where it does not rise, cost grows no faster than log n.
 */
export const gossip: Scenario = {
  name: 'gossip',
  shows: 'how long a rumour takes to be computed until everybody knows it, and how much memory',
  seeds: 0,
  floors: [{ params: { agents: 1_000_000 }, figure: 'peak', percentile: 'p99', below: 2e9 }],
  cases: (effort) => AGENTS[effort].map((agents) => gossipOf(agents, callsOf(agents, effort))),
};

function gossipOf(agents: number, calls: number): Case {
  return {
    params: { agents, style: 'push' },
    does: 'process',
    calls,
    async work(seed) {
      const { hash, events, wallMs, peakBytes } = await runAlone(agents, seed);
      const event = wallMs / events;
      return {
        hash,
        wallMs: { run: wallMs, event, 'event / log2 n': event / Math.log2(agents) },
        bytes: { peak: peakBytes },
      };
    },
  };
}

async function runAlone(agents: number, seed: number): Promise<GossipRun> {
  const args = [limit, ...flags, program, String(agents), 'push', String(seed)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as GossipRun;
}
