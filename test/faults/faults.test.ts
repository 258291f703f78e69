import { type Fault, run, script } from 'statehive';
import { describe, expect, test } from 'vitest';
import { engines } from '../swarm/stand-ins.ts';
import { tell, telling } from './telling.ts';

type Timeless<T> = T extends unknown ? Omit<T, 'atMs' | 'forMs'> : never;

/** What is heard with a fault from 101 to 201 ms: without it, 1 at 14, 2 at 24, … */
const heardWith = async (fault: Timeless<Fault>, options: Parameters<typeof tell>[0] = {}) => {
  const faults = script([{ ...fault, atMs: 101, forMs: 100 }]);
  const result = await tell({ faults, limits: { simulatedMs: 300 }, ...options });
  expect(result.outcome).toBe('limit');
  return { heard: result.report!, result };
};

const arrivals = (from: number, to: number) => (entry: readonly [number, number]) =>
  entry[0] > from && entry[0] <= to;

describe.each(engines)('on the %s engine', (engine) => {
  test('without faults, everything is heard in time and in order', async () => {
    const { report, faults, lost } = await tell({ engine, limits: { simulatedMs: 300 } });
    expect(report).toEqual(Array.from({ length: 29 }, (_, at) => [14 + 10 * at, at + 1]));
    expect([faults, lost]).toEqual([[], 0]);
  });

  test('a crash stops its actor, and its healing restarts it with what recover keeps', async () => {
    const { heard } = await heardWith({ kind: 'crash', actor: 'teller-0' }, { engine });
    // It sent its 10th at 100, and begins to count 10 ms when it restarts.
    expect(heard.slice(8, 11)).toEqual([
      [94, 9],
      [104, 10],
      [215, 11],
    ]);
  });

  test('a crash with its state lost begins from 1 again', async () => {
    const fault = { kind: 'crash', actor: 'teller-0', state: 'lost' } as const;
    const { heard } = await heardWith(fault, { engine });
    expect(heard[10]).toEqual([215, 1]);
  });

  test('a crash that is never healed is for good', async () => {
    const faults = script([{ kind: 'crash', actor: 'teller-*', atMs: 101 }]);
    const { report, outcome } = await tell({ engine, faults });
    expect([report?.length, outcome]).toEqual([10, 'completed']);
  });

  test('a crashed recipient loses what comes in the meantime', async () => {
    const { heard, result } = await heardWith({ kind: 'crash', actor: 'recorder' }, { engine });
    expect(heard.map(([, n]) => n)).toEqual([
      ...Array.from({ length: 9 }, (_, at) => at + 1),
      ...Array.from({ length: 10 }, (_, at) => at + 20),
    ]);
    // Those that arrive at 104, 114, …, 194.
    expect([result.lost, result.deadLetters]).toEqual([10, 0]);
  });

  test('a paused recipient hears it all when it resumes, in order', async () => {
    const { heard } = await heardWith({ kind: 'pause', actor: 'recorder' }, { engine });
    expect(heard.map(([, n]) => n)).toEqual(Array.from({ length: 29 }, (_, at) => at + 1));
    expect(heard.filter(([atMs]) => atMs === 201)).toHaveLength(10);
  });

  test('a slow recipient takes 25 ms for each, and has caught up after it has healed', async () => {
    const fault = { kind: 'slowDown', actor: 'recorder', serviceMs: 25 } as const;
    const { heard } = await heardWith(fault, { engine });
    // From 104 on it takes one each 25 ms: the fourth is in service when it heals.
    expect(heard.slice(9, 14).map(([atMs]) => atMs)).toEqual([129, 154, 179, 204, 204]);
    expect(heard.map(([, n]) => n)).toEqual(Array.from({ length: 29 }, (_, at) => at + 1));
    expect(heard.at(-1)).toEqual([294, 29]);
  });

  test('a clock of rate 2 lets timers take half as long, those armed before excepted', async () => {
    const fault = { kind: 'clockDrift', actor: 'teller-0', rate: 2 } as const;
    const { heard } = await heardWith(fault, { engine });
    // Armed at 100, before the drift: due at 110. Then each 5 ms; the one armed at 200 last.
    expect(heard.filter(arrivals(100, 209)).map(([atMs]) => atMs - 4)).toEqual([
      100,
      ...Array.from({ length: 20 }, (_, at) => 110 + 5 * at),
    ]);
    expect(heard.filter(arrivals(209, 230)).map(([atMs]) => atMs - 4)).toEqual([215, 225]);
  });

  test('a byzantine sender says what its rewriter makes of it', async () => {
    const fault = { kind: 'byzantine', actor: 'teller-*', rewrite: 'silly' } as const;
    const { heard } = await heardWith(fault, { engine });
    // Sent at 110, …, 200.
    expect(heard.map(([, n]) => n)).toEqual([
      ...Array.from({ length: 10 }, (_, at) => at + 1),
      ...Array.from({ length: 10 }, () => -1),
      ...Array.from({ length: 9 }, (_, at) => at + 21),
    ]);
  });

  test('a partition loses what is sent across until it heals', async () => {
    const { heard, result } = await heardWith(
      { kind: 'partition', from: ['recorder'] },
      { engine },
    );
    expect(result.lost).toBe(10);
    expect(heard.map(([, n]) => n)).toContain(10);
    expect(heard.map(([, n]) => n)).not.toContain(20);
    expect(heard.map(([, n]) => n)).toContain(21);
  });

  test('a one-way partition is none for the other way', async () => {
    const fault = { kind: 'partition', from: ['recorder'], oneWay: true } as const;
    expect((await heardWith(fault, { engine })).result.lost).toBe(0);
  });

  test('a certain loss on one link is none on another', async () => {
    const fault = { kind: 'loss', probability: 1, links: { from: 'teller-1' } } as const;
    const params = { tellers: 2 };
    const { heard } = await heardWith(fault, { engine, params });
    expect(heard.filter(arrivals(104, 204))).toHaveLength(10);
    expect(heard).toHaveLength(29 * 2 - 10);
  });

  test('a certain duplication doubles each, until it heals', async () => {
    const { heard } = await heardWith({ kind: 'duplication', probability: 1 }, { engine });
    expect(heard).toHaveLength(29 + 10);
  });

  test('delay spikes come on top of the latency', async () => {
    const fault = { kind: 'delaySpikes', probability: 1, meanMs: 30 } as const;
    const { heard } = await heardWith(fault, { engine, limits: { simulatedMs: 1_000 } });
    const delays = heard.filter(([, n]) => n > 10 && n <= 20).map(([atMs, n]) => atMs - 10 * n);
    expect(Math.min(...delays)).toBeGreaterThan(4);
    // Ten draws of a mean of 30: below 100 but for a chance of e^(-17) or so.
    expect(delays.reduce((sum, delay) => sum + delay - 4, 0) / 10).toBeLessThan(100);
    expect(heard.find(([, n]) => n === 21)).toEqual([214, 21]);
  });

  test('reordering puts out of order what the network keeps in order', async () => {
    const fault = { kind: 'reordering', probability: 0.5, withinMs: 40 } as const;
    const { heard } = await heardWith(fault, { engine, params: { ordered: true } });
    const order = heard.map(([, n]) => n);
    expect(order).not.toEqual([...order].sort((one, other) => one - other));
    expect(order).toHaveLength(29);
    for (const [atMs, n] of heard) expect(atMs - 10 * n).toBeLessThanOrEqual(4 + 40);
  });
});

describe('a fault', () => {
  test('tells when it strikes and when it heals', async () => {
    const verbs: unknown[] = [];
    const measure: typeof telling.measure = ({ swarm }) => {
      swarm.faults$.subscribe(({ atMs, verb, actors }) => verbs.push([atMs, verb, actors]));
      return {};
    };
    const faults = script([
      { kind: 'pause', actor: 'tell*', atMs: 5, forMs: 2 },
      { kind: 'partition', from: ['recorder'], atMs: 6, forMs: 3 },
    ]);
    await run({ ...telling, measure }, { seed: 7, faults, limits: { simulatedMs: 20 } });
    expect(verbs).toEqual([
      [5, 'pause', ['teller-0']],
      [6, 'partition', []],
      [7, 'resume', ['teller-0']],
      [9, 'heal', []],
    ]);
  });

  test('changes the trace hash, and is in the result', async () => {
    const faults = script([{ kind: 'pause', actor: 'recorder', atMs: 5, forMs: 2 }]);
    const limits = { simulatedMs: 50 };
    const without = await tell({ limits });
    const result = await tell({ faults, limits });
    // Nothing is due in those 2 ms, so that the fault is all there is to it.
    expect(result.report).toEqual(without.report);
    expect(result.traceHash).not.toBe(without.traceHash);
    expect(result.faults).toEqual(faults.faults);
  });

  test.each([
    [{ kind: 'crush', actor: 'a', atMs: 1 }, /^Fault 1, \{"kind":"crush".*: 'kind': /],
    [{ kind: 'crash', actor: 'a' }, /'atMs': .*expected number/],
    [{ kind: 'crash', actor: 'a', atMs: 1, forMS: 1 }, /Unrecognized key: "forMS"/],
    [{ kind: 'loss', atMs: 1, probability: 2 }, /'probability': .*<=1/],
    [{ kind: 'partition', atMs: 1, from: [] }, /'from': /],
  ])('that is malformed is refused: %j', (fault, remedy) => {
    expect(() => script([fault as never])).toThrow(remedy);
  });

  test('of a rewriter that there is not is refused, with those that there are', async () => {
    const faults = script([{ kind: 'byzantine', actor: '*', atMs: 1, rewrite: 'sly' }]);
    await expect(tell({ faults })).rejects.toThrow("no rewriter 'sly'. It has: silly.");
  });
});
