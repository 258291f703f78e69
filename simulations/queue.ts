/**
 * How long do jobs wait in front of alike servers? Jobs come at random (Poisson) to a station, or
 * go through several in a row; the wait is known from theory: M/M/1, M/M/c (Erlang 1917), M/D/1
 * (Pollaczek-Khinchine), tandems (Jackson 1957), and L = lambda W for all (Little 1961). With the
 * defaults, M/M/1 at a load of 0.8, the mean wait is rho / (mu - lambda) = 4 ms.
 */
import { combineLatest, map, skip, startWith } from 'rxjs';
import {
  constant,
  defineSimulation,
  type Emission,
  exponential,
  spans,
  summary,
  timeAverage,
} from 'statehive';
import { sourceMachine, stationMachine } from 'statehive/machines';
import { z } from 'zod';

export default defineSimulation({
  name: 'queue',
  summary: 'Jobs queue for alike servers: M/M/c or M/D/c, one station or several in a row.',
  params: z.object({
    arrivalsPerMs: z.number().positive().default(0.8).describe('mean arrivals per simulated ms'),
    serviceMs: z.number().positive().default(1).describe('mean service time'),
    service: z.enum(['exponential', 'constant']).default('exponential').describe('how it varies'),
    servers: z.int().min(1).default(1).describe('how many servers share a queue'),
    stages: z.int().min(1).default(1).describe('how many alike stations each job goes through'),
    jobs: z.int().min(1).default(20_000).describe('the run ends when so many more have left'),
    warmUpJobs: z.int().min(0).default(1_000).describe('the first jobs: their waits do not count'),
  }),
  checking: { params: { servers: 2, stages: 2, jobs: 3, warmUpJobs: 0 } },
  compose({ swarm, params }) {
    const { serviceMs, servers, arrivalsPerMs, stages } = params;
    const service =
      params.service === 'constant' ? constant(serviceMs) : exponential({ mean: serviceMs });
    const input = { servers, service };
    // From the last to the first, so that each is born with the address of the next.
    const last = swarm.spawn(stationMachine, { id: `station-${stages}`, input });
    const stations = [last];
    for (let stage = stages - 1; stage >= 1; stage--) {
      const next = stations[0];
      stations.unshift(
        swarm.spawn(stationMachine, { id: `station-${stage}`, input: { ...input, next } }),
      );
    }
    const station = stations[0] ?? last;
    const interarrival = exponential({ mean: 1 / arrivalsPerMs });
    const source = swarm.spawn(sourceMachine, { id: 'source', input: { interarrival, station } });
    return { source, stations, first: station, last };
  },
  measure({ swarm, params, actors: { stations, first, last } }) {
    const levels = stations.map((station) =>
      swarm.emitted(station, 'level').pipe(
        map(({ jobs }) => jobs),
        startWith(0),
      ),
    );
    const of = (station: typeof last, type: string) => {
      const address = swarm.address(station);
      return ({ actor, event }: Emission) =>
        event.type === type && actor === address ? String(event.nth) : undefined;
    };
    const span$ = (begins: ReturnType<typeof of>, ends: ReturnType<typeof of>) =>
      spans(swarm.emissions$, { begins, ends });
    return {
      // In front of the last station, without the warm-up.
      waitMs: summary(span$(of(last, 'came'), of(last, 'started')).pipe(skip(params.warmUpJobs))),
      // From when a job comes to the first to when it leaves the last station; as the next, of the whole run,
      // so that Little's law holds between the two.
      stayMs: summary(span$(of(first, 'came'), of(last, 'left'))),
      jobsInside: timeAverage(
        combineLatest(levels).pipe(map((jobs) => jobs.reduce((sum, level) => sum + level, 0))),
      ),
    };
  },
  properties: {
    never: {
      'a server is idle while a job waits': ({ actors: { stations } }) =>
        stations.some((station) => {
          const { waiting, busy, servers } = station.getSnapshot().context;
          return waiting.length > 0 && busy < servers;
        }),
    },
  },
  exploreWhile: ({ actors: { source }, params }) =>
    source.getSnapshot().context.sent <= params.warmUpJobs + params.jobs,
  until: ({ actors: { last }, params }) =>
    last.getSnapshot().context.served >= params.warmUpJobs + params.jobs,
});
