import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = `
  import { defineSimulation, run, summary } from 'statehive';
  import { fromPromise, setup } from 'xstate';
  import { map } from 'rxjs';
  import { z } from 'zod';

  const wait = fromPromise(async () => { await null; });
  const machine = setup({ actors: { wait } }).createMachine({
    id: 'machine',
    initial: 'a',
    states: { a: { invoke: { src: 'wait', onDone: 'b' } }, b: { after: { 1: 'a' } } },
  });
  const swarms = [];
  const simulation = defineSimulation({
    name: 'many',
    summary: 'Many machines wait.',
    params: z.object({}),
    limits: { simulatedMs: 5 },
    compose: ({ swarm }) => {
      swarms.push(new WeakRef(swarm));
      swarm.populate(machine, 20, () => ({}));
    },
    measure: ({ swarm }) => ({ ms: summary(swarm.envelopes$.pipe(map((e) => e.dueAtMs))) }),
  });
  const results = [];
  for (let seed = 0; seed < 20; seed++) results.push(await run(simulation, { seed }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  gc();
  console.log(results.length, swarms.filter((swarm) => swarm.deref() !== undefined).length);
`;

test('nothing holds a swarm after its run, though its result is kept', async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      '--expose-gc',
      '--import',
      'tsx',
      '--conditions=statehive:source',
      '--input-type=module',
    ].concat(['-e', script]),
    { cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  );
  const [runs, alive] = stdout.trim().split(' ').map(Number);
  expect(runs).toBe(20);
  expect(alive).toBeLessThanOrEqual(1); // the last may still be on the stack
});
