/** `node gossip-run.js <agents> <style> <seed>`: one run of gossip; prints a JSON object. */
import { run } from 'statehive';
import { gossip } from 'statehive/simulations';

/** What a run in a process of its own came to. */
export interface GossipRun {
  readonly hash: string;
  readonly events: number;
  readonly wallMs: number;
  /** The most that the process has had in memory, all of Node included. */
  readonly peakBytes: number;
}

const [agents, style, seed] = process.argv.slice(2);
const params = { agents: Number(agents), style: style as 'push' };
const { outcome, reason, traceHash, events, wallMs } = await run(gossip, {
  params,
  seed: Number(seed),
  engine: 'compiled',
});
if (outcome !== 'completed') throw new Error(`The rumour did not reach everybody: ${reason}`);
const peakBytes = process.resourceUsage().maxRSS * 1_024;
const told: GossipRun = { hash: traceHash, events, wallMs, peakBytes };
process.stdout.write(`${JSON.stringify(told)}\n`);
