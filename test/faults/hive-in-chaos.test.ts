import fc from 'fast-check';
import { chaos, type EngineChoice, run } from 'statehive';
import { gossip, hive } from 'statehive/simulations';
import { expect, test } from 'vitest';

const limits = { simulatedMs: 2_000, events: 20_000 };

/** Bad enough for what nobody has foreseen: children crash, and come back with either state. */
const bad = (seed: number) =>
  chaos({
    crashes: 6,
    deaths: 1,
    pauses: 3,
    slowDowns: 2,
    clockDrifts: 2,
    partitions: 2,
    loss: 0.1,
    duplication: 0.1,
    delaySpikes: 0.1,
    reordering: 0.1,
    maxDown: 4,
    state: seed % 2 === 0 ? 'kept' : 'lost',
    untilMs: 60,
    healAtMs: 100,
  });

const told = async (
  simulation: typeof hive | typeof gossip,
  seed: number,
  engine: EngineChoice,
) => {
  const params = { agents: 12 };
  const {
    wallMs: _wall,
    engine: _engine,
    ...result
  } = await run(simulation as typeof hive, {
    params,
    seed,
    engine,
    limits,
    faults: bad(seed),
  });
  return result;
};

test.each([
  ['hive', hive],
  ['gossip', gossip],
])('chaos among the actors of %s has one result on both engines', async (_, simulation) => {
  let struck = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const compiled = await told(simulation, seed, 'compiled');
      expect(await told(simulation, seed, 'xstate')).toEqual(compiled);
      struck += compiled.faults.length;
    }),
    { numRuns: 20 },
  );
  expect(struck).toBeGreaterThan(20); // gossip may be over before the first
});
