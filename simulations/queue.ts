/**
 * How long do jobs wait in front of a station of alike servers? Jobs come at random (Poisson);
 * the wait is known from theory: M/M/1, M/M/c (Erlang 1917), M/D/1 (Pollaczek-Khinchine), and
 * L = lambda W for all (Little 1961). With the defaults, M/M/1 at a load of 0.8, the mean wait
 * is rho / (mu - lambda) = 4 ms.
 */
import { map, skip } from 'rxjs';
import { constant, defineSimulation, exponential, summary, timeAverage } from 'statehive';
import { sourceMachine, stationMachine } from 'statehive/machines';
import { z } from 'zod';

export default defineSimulation({
  name: 'queue',
  summary: 'Jobs queue for alike servers: M/M/c or M/D/c.',
  params: z.object({
    arrivalsPerMs: z.number().positive().default(0.8).describe('mean arrivals per simulated ms'),
    serviceMs: z.number().positive().default(1).describe('mean service time'),
    service: z.enum(['exponential', 'constant']).default('exponential').describe('how it varies'),
    servers: z.int().min(1).default(1).describe('how many servers share the queue'),
    jobs: z.int().min(1).default(20_000).describe('the run ends when so many have left'),
    warmUpJobs: z.int().min(0).default(1_000).describe('the first jobs, not measured'),
  }),
  compose({ swarm, params }) {
    const { serviceMs, servers, arrivalsPerMs } = params;
    const service =
      params.service === 'constant' ? constant(serviceMs) : exponential({ mean: serviceMs });
    const station = swarm.spawn(stationMachine, { id: 'station', input: { servers, service } });
    swarm.spawn(sourceMachine, {
      id: 'source',
      input: { interarrival: exponential({ mean: 1 / arrivalsPerMs }), station },
    });
    return { station };
  },
  measure({ swarm, params, actors: { station } }) {
    const left$ = swarm.emitted(station, 'left');
    return {
      waitMs: summary(
        swarm.emitted(station, 'started').pipe(
          skip(params.warmUpJobs),
          map(({ waitMs }) => waitMs),
        ),
      ),
      stayMs: summary(left$.pipe(map(({ stayMs }) => stayMs))),
      jobsInStation: timeAverage(swarm.emitted(station, 'level').pipe(map(({ jobs }) => jobs)), {
        initial: 0,
      }),
    };
  },
  until: ({ actors: { station }, params }) => station.getSnapshot().context.served >= params.jobs,
});
