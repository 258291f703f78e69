import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { type ChaosOptions, chaos, type Fault, run, script } from 'statehive';
import { describe, expect, test } from 'vitest';
import { engines } from '../swarm/stand-ins.ts';
import { tell, telling } from './telling.ts';

const params = { tellers: 5 };

const everything: ChaosOptions = {
  crashes: 3,
  pauses: 2,
  slowDowns: 2,
  clockDrifts: 2,
  partitions: 2,
  byzantine: 1,
  loss: 0.2,
  duplication: 0.2,
  delaySpikes: 0.2,
  reordering: 0.2,
};

const kindsOf = (faults: readonly Fault[]) => [...new Set(faults.map(({ kind }) => kind))].sort();

describe('chaos', () => {
  test('without options is a little of all kinds but the byzantine', async () => {
    const { faults } = await tell({ params, faults: chaos() });
    expect(kindsOf(faults)).toEqual([
      'clockDrift',
      'crash',
      'delaySpikes',
      'duplication',
      'loss',
      'partition',
      'pause',
      'reordering',
      'slowDown',
    ]);
  });

  test('with any kind is that kind alone', async () => {
    const { faults } = await tell({ params, faults: chaos({ crashes: 4, maxDown: 5 }) });
    expect(faults.map(({ kind }) => kind)).toEqual(['crash', 'crash', 'crash', 'crash']);
  });

  test('strikes between its times, in order, and has healed by then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const times = { fromMs: 100, untilMs: 400, healAtMs: 450 };
        const { faults } = await tell({ params, seed, faults: chaos({ ...everything, ...times }) });
        const starts = faults.map(({ atMs }) => atMs);
        expect(starts).toEqual([...starts].sort((one, other) => one - other));
        for (const { atMs, forMs } of faults) {
          expect(atMs).toBeGreaterThanOrEqual(100);
          expect(atMs).toBeLessThan(400);
          expect(forMs).toBeGreaterThan(0);
          expect(atMs + forMs!).toBeLessThanOrEqual(450.001); // times are rounded to a thousandth
        }
      }),
      { numRuns: 20 },
    );
  });

  test('takes no more actors down at a time than it may', async () => {
    const options = { crashes: 30, maxDown: 2, lastsMinMs: 50, lastsMaxMs: 200, healAtMs: 1_200 };
    const { faults } = await tell({ params, faults: chaos(options) });
    expect(faults.length).toBeGreaterThan(5);
    for (const { atMs } of faults) {
      const down = faults.filter((other) => other.atMs <= atMs && atMs < other.atMs + other.forMs!);
      expect(down.length).toBeLessThanOrEqual(2);
    }
  });

  test('strikes only those actors that it may', async () => {
    const actors = ['teller-1', 'teller-3'];
    const { faults } = await tell({ params, faults: chaos({ crashes: 9, pauses: 9, actors }) });
    const struck = new Set(faults.map((fault) => 'actor' in fault && fault.actor));
    expect([...struck].sort()).toEqual(actors);
  });

  test('lets the dead rest', async () => {
    const { faults, outcome } = await tell({
      params,
      faults: chaos({ deaths: 6, maxDown: 6 }),
    });
    expect(faults.map(({ forMs }) => forMs)).toEqual(Array(6).fill(undefined));
    expect(outcome).toBe('completed'); // nobody is left
  });

  test('cuts off at most half of those without a parent', async () => {
    const { faults } = await tell({ params, faults: chaos({ partitions: 20 }) });
    for (const fault of faults) {
      const size = fault.kind === 'partition' ? fault.from.length : 0;
      expect(size).toBeGreaterThanOrEqual(1);
      expect(size).toBeLessThanOrEqual(3); // of six
    }
  });

  test('draws one kind as it would without the others', async () => {
    const alone = await tell({ params, faults: chaos({ loss: 0.2 }) });
    const together = await tell({ params, faults: chaos(everything) });
    expect(together.faults.filter(({ kind }) => kind === 'loss')).toEqual(alone.faults);
  });

  test('differs from seed to seed', async () => {
    const [one, other] = [7, 8].map((seed) => tell({ params, seed, faults: chaos() }));
    expect((await one!).faults).not.toEqual((await other!).faults);
  });

  test.each([
    [{ loss: 1.5 }, /loss must be a probability/],
    [{ crashes: 0.5 }, /crashes must be a whole number/],
    [{ fromMs: 10, untilMs: 5 }, /untilMs must not be below fromMs/],
    [{ healAtMs: 5 }, /healAtMs must not be below untilMs/],
    [{ lastsMinMs: 10, lastsMaxMs: 5 }, /lastsMaxMs must not be below lastsMinMs/],
  ])('refuses %j', (options, remedy) => {
    expect(() => chaos(options)).toThrow(remedy);
  });
});

describe('a run with chaos', () => {
  test('is the same on both engines, and as a script of what struck', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const state = seed % 2 === 0 ? 'kept' : 'lost';
        const drawn = await tell({ params, seed, faults: chaos({ ...everything, state }) });
        const { traceHash, faults, report } = drawn;
        for (const engine of engines) {
          const again = await tell({ params, seed, engine, faults: script(faults) });
          expect(again).toMatchObject({ traceHash, faults, report });
        }
      }),
      { numRuns: 15 },
    );
  });

  test('has the same trace hash in two processes', async () => {
    const here = await tell({ params, faults: chaos(everything) });
    const code = `
      import { chaos } from 'statehive';
      import { tell } from './test/faults/telling.ts';
      const faults = chaos(${JSON.stringify(everything)});
      console.log((await tell({ params: ${JSON.stringify(params)}, faults })).traceHash);
    `;
    const node = ['--import', 'tsx', '--conditions=statehive:source'];
    const cwd = fileURLToPath(new URL('../..', import.meta.url));
    const args = [...node, '--input-type=module', '-e', code];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd });
    expect(stdout.trim()).toBe(here.traceHash);
  });

  test('is what the simulation says unless it is told otherwise', async () => {
    const own = { ...telling, faults: () => chaos({ crashes: 2 }) };
    const limits = { simulatedMs: 1_000 };
    expect((await run(own, { seed: 7, limits })).faults).toHaveLength(2);
    expect((await run(own, { seed: 7, limits, faults: script([]) })).faults).toEqual([]);
  });
});

describe('what must come to hold', () => {
  const heard = (withinMs: number) => ({
    ...telling,
    properties: {
      eventually: {
        'something is heard': {
          withinMs,
          holds: ({ swarm, actors }: Parameters<NonNullable<typeof telling.report>>[0]) =>
            actors.to.getSnapshot().context.heard.some(([atMs]) => atMs >= swarm.nowMs),
        },
      },
    },
  });
  const faults = script([{ kind: 'pause', actor: 'recorder', atMs: 5, forMs: 100 }]);

  test('has its time from when the last fault has healed', async () => {
    const limits = { simulatedMs: 200 };
    const { properties, outcome } = await run(heard(1), { seed: 7, limits, faults });
    expect([properties[0]?.verdict, outcome]).toEqual(['held', 'limit']);
  });

  test('is violated when nothing comes of the healing', async () => {
    const dead = script([...faults.faults, { kind: 'crash', actor: 'teller-0', atMs: 1 }]);
    const muted = await run(heard(1), { seed: 7, faults: dead });
    expect(muted.violations).toMatchObject([
      { kind: 'eventually', property: 'something is heard' },
    ]);
  });
});
