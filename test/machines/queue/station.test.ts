import { constant, createSwarm, type Emission } from 'statehive';
import { sourceMachine, stationMachine } from 'statehive/machines';
import { expect, test } from 'vitest';

/** What a station of constant service says while a job comes every `everyMs`. */
async function observe(given: {
  servers: number;
  serviceMs: number;
  everyMs: number;
  forMs: number;
}): Promise<Emission[]> {
  const swarm = createSwarm({ seed: 7 });
  const { servers, serviceMs, everyMs, forMs } = given;
  const station = swarm.spawn(stationMachine, { input: { servers, service: constant(serviceMs) } });
  const said: Emission[] = [];
  swarm.emissions$.subscribe((emission) => said.push(emission));
  swarm.spawn(sourceMachine, { input: { interarrival: constant(everyMs), station } });
  await swarm.runFor(forMs);
  return said;
}

/** By when a job comes, how long it is until something happens to it. */
const sinceCame = (said: readonly Emission[], type: 'started' | 'left') => {
  const cameAtMs = said.filter(({ event }) => event.type === 'came').map(({ atMs }) => atMs);
  const those = said.filter(({ event }) => event.type === type);
  return those.map(({ atMs, event }) => atMs - cameAtMs[event.nth]!);
};
const waits = (said: readonly Emission[]) => sinceCame(said, 'started');
const stays = (said: readonly Emission[]) => sinceCame(said, 'left');
const levels = (said: readonly Emission[]): number[] =>
  said.flatMap(({ event }) => (event.type === 'level' ? [event.jobs] : []));

test('jobs that come slower than they are served never wait', async () => {
  const said = await observe({ servers: 1, serviceMs: 1, everyMs: 2, forMs: 9 });
  expect(waits(said)).toEqual([0, 0, 0, 0]);
  expect(stays(said)).toEqual([1, 1, 1, 1]);
  expect(levels(said)).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
});

test('jobs that come faster wait for all before them, first come first served', async () => {
  // The job that comes at 2 n ms is begun at 3 n - 1 ms, when the one before is done.
  const said = await observe({ servers: 1, serviceMs: 3, everyMs: 2, forMs: 12 });
  expect(waits(said)).toEqual([0, 1, 2, 3]);
  expect(stays(said)).toEqual([3, 4, 5]);
});

test('several servers share one queue', async () => {
  // Jobs come at 1, 2, 3, 4, 5 ms: the third waits for the first, which leaves at 4.
  const said = await observe({ servers: 2, serviceMs: 3, everyMs: 1, forMs: 5.5 });
  expect(waits(said)).toEqual([0, 0, 1, 1]);
  expect(Math.max(...levels(said))).toBe(3);
});

test('a job goes on to the next station and keeps its number', async () => {
  const swarm = createSwarm({ seed: 7 });
  const spawn = (id: string, serviceMs: number, next?: ReturnType<typeof swarm.spawn>) =>
    swarm.spawn(stationMachine, { id, input: { servers: 1, service: constant(serviceMs), next } });
  const second = spawn('second', 2);
  const first = spawn('first', 1, second);
  const left: unknown[] = [];
  swarm.emissions$.subscribe(({ actor, event, atMs }) => {
    if (event.type === 'left') left.push([actor, event.nth, atMs]);
  });
  first.send({ type: 'JOB', nth: 7 });
  await swarm.runFor(10);
  expect(left).toEqual([
    ['first', 7, 1],
    ['second', 7, 3],
  ]);
});

test('a source sends its first job after one interarrival time, not at once', async () => {
  const said = await observe({ servers: 1, serviceMs: 1, everyMs: 5, forMs: 4.9 });
  expect(said).toEqual([]);
});
