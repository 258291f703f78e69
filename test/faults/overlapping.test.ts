import { type Fault, script } from 'statehive';
import { describe, expect, test } from 'vitest';
import { tell } from './telling.ts';

/** What ten tellers are heard to say over a second, with faults that last for all of it. */
const heardWith = async (...faults: readonly Omit<Fault, 'atMs' | 'forMs'>[]) => {
  const lasting = faults.map((fault) => ({ ...fault, atMs: 0, forMs: 2_000 }) as Fault);
  const { report } = await tell({ params: { tellers: 10 }, faults: script(lasting) });
  return report!;
};

const notes = 990; // of each teller 99, sent from 10 to 990 ms: the last arrives at 994

/** Within four standard deviations of a binomial share: missed one time in 16,000. */
const expectShare = (hits: number, share: number) => {
  const deviation = Math.sqrt(notes * share * (1 - share));
  expect(Math.abs(hits - notes * share)).toBeLessThan(4 * deviation);
};

describe('of two faults of one kind that overlap, each draws for itself:', () => {
  test('half of what one loss leaves, the other loses', async () => {
    const loss = { kind: 'loss', probability: 0.5 } as const;
    expectShare((await heardWith(loss)).length, 1 / 2);
    expectShare((await heardWith(loss, loss)).length, 1 / 4);
  });

  test('the copies that two duplications make are delayed each for itself', async () => {
    const duplication = { kind: 'duplication', probability: 1 } as const;
    const spikes = { kind: 'delaySpikes', probability: 1, meanMs: 1 } as const;
    const heard = await heardWith(duplication, duplication, spikes);
    const firsts = heard.filter(([, n]) => n === 1).map(([atMs]) => atMs);
    expect(new Set(firsts).size).toBe(10 * 4);
  });

  test('what one delays, the other need not delay', async () => {
    const spikes = { kind: 'delaySpikes', probability: 0.5, meanMs: 0.001 } as const;
    const late = (await heardWith(spikes, spikes)).filter(([atMs]) => atMs % 10 > 4);
    expectShare(late.length, 3 / 4);
  });
});

test('a fault draws the same whether one like it has been before, or only comes after', async () => {
  const loss = (atMs: number): Fault => ({ kind: 'loss', probability: 0.5, atMs, forMs: 100 });
  const heard = async (...faults: readonly Fault[]) => {
    const { report } = await tell({ faults: script(faults), params: { tellers: 10 } });
    return report!.filter(([, n]) => n > 50 && n < 60);
  };
  const alone = await heard(loss(500));
  expect(alone.length).toBeLessThan(90);
  expect(await heard(loss(200), loss(500), loss(700))).toEqual(alone);
});

test('a partition of two named groups cuts these, both ways, and nobody else', async () => {
  const cut: Fault = { kind: 'partition', from: ['teller-0'], to: ['recorder'], atMs: 1 };
  const turned: Fault = { ...cut, from: ['recorder'], to: ['teller-0'] };
  for (const fault of [cut, turned]) {
    const { lost, report } = await tell({
      params: { tellers: 2 },
      faults: script([fault]),
      limits: { simulatedMs: 104 },
    });
    expect([lost, report!.length]).toEqual([10, 10]);
  }
});
