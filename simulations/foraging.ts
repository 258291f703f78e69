/**
 * Does a swarm that remembers find food sooner? Foragers look for it at sites of unknown quality,
 * and share what they find through a collective memory; each chooses by UCB1 (P. Auer, N.
 * Cesa-Bianchi and P. Fischer, Machine Learning 47, 2002). The regret is how much less they find
 * than had they always gone to the best site. For one forager it is at most
 * 8 ln n sum(1 / gap) + (1 + pi^2 / 3) sum(gap) in the mean, with n visits and the gaps to the best
 * site. With the memory of an earlier run it is smaller: the swarm has learned.
 */
import { map, scan } from 'rxjs';
import { count, defineSimulation, exponential, fifo, last, latency, lognormal } from 'statehive';
import { foragerMachine, memoryMachine } from 'statehive/machines';
import { z } from 'zod';

const PREFIX = 'foraging/';

export default defineSimulation({
  name: 'foraging',
  summary: 'Foragers learn from a collective memory which sites have food, over many runs.',
  params: z.object({
    foragers: z.int().min(1).max(1_000).default(6).describe('how many there are'),
    sites: z
      .array(z.number().min(0).max(1))
      .min(1)
      .default([0.2, 0.4, 0.5, 0.7])
      .describe('of each site, the chance of food on a visit'),
    visits: z.int().min(1).default(50).describe('how many visits each forager makes'),
    visitMs: z.number().positive().default(20).describe('mean time of a visit'),
    latencyMedianMs: z.number().positive().default(1).describe('median of the one-way delay'),
    latencyP99Ms: z.number().positive().default(5).describe('99th percentile of the one-way delay'),
  }),
  network: ({ latencyMedianMs, latencyP99Ms }) => [
    latency(lognormal({ median: latencyMedianMs, p99: latencyP99Ms })),
    // A forager's write must not be overtaken by its next question.
    fifo(),
  ],
  checking: { params: { foragers: 2, sites: [0.5, 0.7], visits: 2 } },
  compose({ swarm, params: { foragers, sites, visits, visitMs }, memory }) {
    const collective = swarm.spawn(memoryMachine, { id: 'memory', input: { contents: memory } });
    const visit = exponential({ mean: visitMs });
    const all = Array.from({ length: foragers }, (_, nth) => {
      const id = `forager-${nth}`;
      const input = { key: `${PREFIX}${id}`, prefix: PREFIX, memory: collective };
      return swarm.spawn(foragerMachine, { id, input: { ...input, sites, visit, visits } });
    });
    return { collective, foragers: all };
  },
  measure({ swarm, params: { sites }, actors: { foragers } }) {
    const best = Math.max(...sites);
    const visits$ = swarm.emitted(foragers, 'visited');
    return {
      visits: count(visits$),
      found: last(visits$.pipe(scan((found, { hasFood }) => found + (hasFood ? 1 : 0), 0))),
      regret: last(
        visits$.pipe(
          map(({ site }) => best - sites[site]!),
          scan((regret, gap) => regret + gap, 0),
        ),
      ),
    };
  },
  remember: ({ actors }) => actors.collective.getSnapshot().context.written,
});
