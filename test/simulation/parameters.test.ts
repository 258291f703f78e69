import { defineSimulation, run, UsageError } from 'statehive';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const simulation = defineSimulation({
  name: 'told',
  summary: 'It does nothing.',
  params: z.object({
    size: z.number().int().positive().default(3),
    mode: z.enum(['fast', 'slow']).default('fast'),
    must: z.string(),
  }),
  compose: () => undefined,
});

const refused = async (params: object) => {
  const error = await run(simulation, { params: params as never, seed: 1 }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UsageError);
  return (error as Error).message;
};

describe('parameters', () => {
  test('that are left out have their defaults', async () => {
    const { params } = await run(simulation, { params: { must: 'x' }, seed: 1 });
    expect(params).toEqual({ size: 3, mode: 'fast', must: 'x' });
  });

  test('that are unknown are refused, and the known ones named', async () => {
    expect(await refused({ must: 'x', sise: 4 })).toBe(
      "Simulation 'told': there is no parameter 'sise'. It knows: size, mode, must.",
    );
  });

  test('of a wrong type are refused with what was got', async () => {
    expect(await refused({ must: 'x', size: 'big' })).toMatch(
      /^Simulation 'told': parameter 'size': .*number.* \(got "big"\)\.$/,
    );
  });

  test('that are missing are named', async () => {
    expect(await refused({})).toMatch(/parameter 'must': .* \(it is missing\)\.$/);
  });

  test('outside of their range or choice are all told at once', async () => {
    const message = await refused({ must: 'x', size: -1, mode: 'odd' });
    expect(message).toMatch(/'size': .*\(got -1\).*'mode': .*"fast".*"slow".*\(got "odd"\)/);
  });
});

describe('the seed', () => {
  const params = { must: 'x' };

  test('is drawn when it is left out, and told', async () => {
    const seeds = [await run(simulation, { params }), await run(simulation, { params })];
    for (const { seed } of seeds) expect(Number.isSafeInteger(seed)).toBe(true);
    expect(seeds[0]!.seed).not.toBe(seeds[1]!.seed); // by chance one time in 2^32
  });

  test.each([1.5, Number.NaN, 2 ** 53])('%d is refused', async (seed) => {
    await expect(run(simulation, { params, seed })).rejects.toThrow(UsageError);
  });
});

describe('defineSimulation', () => {
  const parts = { summary: 's', compose: () => undefined };

  test.each(['Upper', 'two words', '-x', 'x-', ''])('refuses the name %j', (name) => {
    expect(() => defineSimulation({ ...parts, name, params: z.object({}) })).toThrow(UsageError);
  });

  test('refuses parameters that are no zod object', () => {
    expect(() => defineSimulation({ ...parts, name: 'x', params: {} as never })).toThrow(
      /params of simulation 'x' are not a z.object/,
    );
  });
});
