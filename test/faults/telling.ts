import { constant, defineSimulation, fifo, latency, type RunOptions, run } from 'statehive';
import { z } from 'zod';
import { recorder, teller } from '../swarm/stand-ins.ts';

const params = z.object({
  tellers: z.int().default(1),
  latencyMs: z.number().default(4),
  ordered: z.boolean().default(false),
});

/** Tellers tell a recorder each 10 ms what they have counted to; it writes down when it heard what. */
export const telling = defineSimulation({
  name: 'telling',
  summary: 'Tellers tell a recorder.',
  params,
  limits: { simulatedMs: 1_000 },
  network: ({ latencyMs, ordered }) => [latency(constant(latencyMs)), ...(ordered ? [fifo()] : [])],
  compose({ swarm, params: { tellers } }) {
    const to = swarm.spawn(recorder);
    const all = swarm.populate(teller, tellers, () => ({
      input: { to },
      recover: ({ to: same, n }) => ({ to: same, from: n }),
    }));
    return { to, all };
  },
  rewriters: { silly: ({ event }) => ({ ...event, n: -1 }) },
  report: ({ actors: { to } }) => to.getSnapshot().context.heard,
});

export const tell = (options: RunOptions<typeof params>) => run(telling, { seed: 7, ...options });
