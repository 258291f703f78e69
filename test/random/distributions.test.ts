import { describe, expect, test } from 'vitest';
import { constant } from '../../src/random/constant.ts';
import type { Distribution } from '../../src/random/distribution.ts';
import { empirical } from '../../src/random/empirical.ts';
import { exponential } from '../../src/random/exponential.ts';
import { gamma } from '../../src/random/gamma.ts';
import { lognormal } from '../../src/random/lognormal.ts';
import { normal } from '../../src/random/normal.ts';
import { pareto } from '../../src/random/pareto.ts';
import { uniform } from '../../src/random/uniform.ts';
import { weibull } from '../../src/random/weibull.ts';
import { drawMany, momentsOf, standardErrors } from './moments.ts';

const COUNT = 200_000;
// Each distribution is checked twice, so 4 standard errors let a right one fail once in 8,000
// seeds, while a mean that is off by 1 % of the deviation fails.
const SIGMAS = 4;

const lognormalKurtosis = (sigma: number) =>
  Math.exp(4 * sigma ** 2) + 2 * Math.exp(3 * sigma ** 2) + 3 * Math.exp(2 * sigma ** 2) - 3;
const paretoKurtosis = (a: number) =>
  3 + (6 * (a ** 3 + a ** 2 - 6 * a - 2)) / (a * (a - 3) * (a - 4));

/** Distribution, analytic mean, variance and kurtosis, each from its textbook formula. */
const cases: [Distribution, number, number, number][] = [
  [uniform({ min: -2, max: 10 }), 4, 12, 1.8],
  [exponential({ mean: 20 }), 20, 400, 9],
  [normal({ mean: -3, standardDeviation: 5 }), -3, 25, 3],
  [
    lognormal({ mu: 1, sigma: 0.4 }),
    Math.exp(1.08),
    (Math.exp(0.16) - 1) * Math.exp(2.16),
    lognormalKurtosis(0.4),
  ],
  [gamma({ shape: 3, scale: 5 }), 15, 75, 3 + 6 / 3],
  [gamma({ shape: 0.5, scale: 2 }), 1, 2, 3 + 6 / 0.5],
  [gamma({ shape: 1, scale: 4 }), 4, 16, 9],
  // Shape 2 is the Rayleigh distribution, with known constants.
  [weibull({ shape: 2, scale: 3 }), (3 * Math.sqrt(Math.PI)) / 2, 9 * (1 - Math.PI / 4), 3.2451],
  [weibull({ shape: 1, scale: 6 }), 6, 36, 9],
  // The fourth moment, and with it the bound on the variance, needs a shape above 4.
  [pareto({ shape: 10, scale: 9 }), 10, (10 * 81) / (81 * 8), paretoKurtosis(10)],
  [empirical([1, 2, 2, 7]), 3, 5.5, 2.04],
];

describe.each(cases)('$name($parameters)', (distribution, mean, variance, kurtosis) => {
  test('states its analytic mean and variance', () => {
    expect(distribution.mean).toBeCloseTo(mean, 9);
    expect(distribution.variance).toBeCloseTo(variance, 9);
  });

  test('draws numbers of that mean and variance', () => {
    const drawn = momentsOf(drawMany(distribution, COUNT));
    const error = standardErrors(distribution, kurtosis, COUNT);
    expect(Math.abs(drawn.mean - mean)).toBeLessThan(SIGMAS * error.mean);
    expect(Math.abs(drawn.variance - variance)).toBeLessThan(SIGMAS * error.variance);
  });
});

test('a constant is its value, without a random number', () => {
  const draw = constant(5).sample(() => {
    throw new Error('drew');
  });
  expect(draw).toBe(5);
  expect(constant(5)).toMatchObject({ mean: 5, variance: 0 });
});

test('a lognormal has the median and the p99 that it was given', () => {
  const drawn = drawMany(lognormal({ median: 20, p99: 200 }), COUNT);
  // The share below a quantile q has the standard error sqrt(q (1 - q) / n).
  const shareBelow = (bound: number) => drawn.filter((value) => value < bound).length / COUNT;
  expect(Math.abs(shareBelow(20) - 0.5)).toBeLessThan(SIGMAS * Math.sqrt(0.25 / COUNT));
  expect(Math.abs(shareBelow(200) - 0.99)).toBeLessThan(SIGMAS * Math.sqrt(0.0099 / COUNT));
});

test('a Pareto has an infinite mean up to shape 1 and an infinite variance up to shape 2', () => {
  expect(pareto({ shape: 1, scale: 1 })).toMatchObject({ mean: Infinity, variance: Infinity });
  expect(pareto({ shape: 2, scale: 1 })).toMatchObject({ mean: 2, variance: Infinity });
});

test('a Pareto of a heavy tail is above x with probability (scale / x) ^ shape', () => {
  const drawn = drawMany(pareto({ shape: 1, scale: 3 }), COUNT);
  const share = drawn.filter((value) => value > 30).length / COUNT;
  expect(Math.min(...drawn.slice(0, 10_000))).toBeGreaterThanOrEqual(3);
  expect(Math.abs(share - 0.1)).toBeLessThan(SIGMAS * Math.sqrt(0.09 / COUNT));
});

test('63.2 % of the values of a Weibull are below its scale, whatever its shape', () => {
  const share = 1 - Math.exp(-1);
  for (const shape of [0.5, 3]) {
    const below = drawMany(weibull({ shape, scale: 8 }), COUNT).filter((value) => value < 8);
    const error = Math.sqrt((share * (1 - share)) / COUNT);
    expect(Math.abs(below.length / COUNT - share)).toBeLessThan(SIGMAS * error);
  }
});

test('an empirical distribution gives each sample equally often, and is not changed later', () => {
  const samples = [1, 2, 4];
  const drawn = empirical(samples);
  samples[0] = 99;
  const values = drawMany(drawn, 30_000);
  for (const sample of [1, 2, 4]) {
    const count = values.filter((value) => value === sample).length;
    expect(Math.abs(count - 10_000)).toBeLessThan(SIGMAS * Math.sqrt((30_000 * 2) / 9));
  }
});
