import {
  chance,
  chaos,
  check,
  createSwarm,
  defineSimulation,
  exponential,
  run,
  sample,
} from 'statehive';
import { describe, expect, test } from 'vitest';
import { setup } from 'xstate';
import { z } from 'zod';
import { engines, walker } from './stand-ins.ts';

/** Works and rests by turns, until its luck runs out. */
const labourer = setup({
  delays: { pace: () => sample(exponential({ mean: 5 })) },
  guards: { isLucky: () => chance(0.9) },
}).createMachine({
  id: 'labourer',
  initial: 'resting',
  states: {
    resting: { after: { pace: 'working' } },
    working: { after: { pace: [{ guard: 'isLucky', target: 'resting' }, { target: 'gone' }] } },
    gone: { type: 'final' },
  },
});

const crew = defineSimulation({
  name: 'crew',
  summary: 'Labourers work and rest by turns.',
  params: z.object({ labourers: z.int().default(12) }),
  compose({ swarm, params }) {
    const labourers = swarm.populate(labourer, params.labourers, () => ({}));
    const working = swarm.where(labourers, (one) => one.matches('working'));
    const upAndWorking = swarm.where(
      labourers,
      (one) => one.status === 'active' && one.matches('working'),
    );
    return { labourers, sets: { working, upAndWorking } };
  },
  faults: () => chaos({ crashes: 4, deaths: 1, maxDown: 3, untilMs: 60 }),
  properties: {
    always: {
      'a set has those that are so': ({ actors: { labourers, sets } }) => {
        const working = [...labourers].filter((one) => one.getSnapshot().matches('working'));
        const up = working.filter((one) => one.getSnapshot().status === 'active');
        return isSame(sets.working, working) && isSame(sets.upAndWorking, up);
      },
    },
    sometimes: {
      'one that works is down': ({ actors: { sets } }) =>
        sets.upAndWorking.size < sets.working.size,
    },
  },
});

function isSame<T>(set: Iterable<T> & { readonly size: number }, list: readonly T[]): boolean {
  const members = [...set];
  return set.size === list.length && list.every((one, nth) => members[nth] === one);
}

describe.each(engines)('those of some actors that are so, on the %s engine', (engine) => {
  test('are after each step those that a look at all of them finds, whatever crashes', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const { violations, properties } = await run(crew, { seed, engine });
      expect(violations, `seed ${seed}`).toEqual([]);
      expect(properties).toHaveLength(2);
    }
  });

  test('change with what is sent to them, and with a stop', async () => {
    const swarm = createSwarm({ seed: 1, engine });
    const walkers = swarm.populate(walker, 3, () => ({}));
    const far = swarm.where(walkers, (one) => one.status === 'active' && one.matches('far'));
    expect([...far]).toEqual([]);
    walkers.at(2).send({ type: 'GO' });
    walkers.at(0).send({ type: 'GO' });
    await swarm.runFor(1);
    expect([...far]).toEqual([walkers.at(0), walkers.at(2)]);
    expect([far.has(walkers.at(0)), far.has(walkers.at(1))]).toEqual([true, false]);
    swarm.stop(walkers.at(0));
    expect(far.size).toBe(1);
    await swarm.runFor(40);
    expect(far.size).toBe(0);
  });

  test('are found by looking again only at those that have changed', async () => {
    const swarm = createSwarm({ seed: 1, engine });
    const walkers = swarm.populate(walker, 100, () => ({}));
    let looks = 0;
    const far = swarm.where(walkers, (one) => {
      looks += 1;
      return one.matches('far');
    });
    await swarm.runFor(1);
    expect([far.size, looks]).toEqual([0, 100]);
    walkers.at(7).send({ type: 'GO' });
    await swarm.runFor(1);
    expect([far.size, far.size, looks]).toEqual([1, 1, 101]);
  });
});

describe('those of some actors that are so', () => {
  test('are in each state that a check explores those that are so there', async () => {
    const { outcome, unique, properties } = await check(crew, {
      params: { labourers: 3 },
      faults: { crashes: 1, restarts: 1 },
    });
    expect([outcome, properties.map(({ verdict }) => verdict)]).toEqual([
      'complete',
      ['held', 'reached'],
    ]);
    expect(unique).toBeGreaterThan(100);
  });
});
