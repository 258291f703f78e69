import { randomWeibull } from 'd3-random';
import type { Distribution } from './distribution.ts';
import { positive, requireNumber } from './require-number.ts';
import { drawFrom, uniformSource } from './uniform-source.ts';

/**
 * Time to failure: the failure rate falls with age when `shape < 1`, is constant at 1 (then it is
 * exponential), and grows when `shape > 1`. About 63 % of values are below `scale`.
 *
 * @throws TypeError or RangeError if `shape` or `scale` is no finite number > 0
 *
 * @example
 * const uptime = weibull({ shape: 0.7, scale: 60_000 }); // infant mortality, in ms
 */
export function weibull({ shape, scale }: { shape: number; scale: number }): Distribution {
  requireNumber('weibull', 'shape', shape, positive);
  requireNumber('weibull', 'scale', scale, positive);
  const sampler = randomWeibull.source(uniformSource)(shape, 0, scale);
  const first = gammaFunction(1 + 1 / shape);
  const second = gammaFunction(1 + 2 / shape);
  return {
    name: 'weibull',
    parameters: { shape, scale },
    mean: scale * first,
    // With a tiny shape both moments leave the range of a float64, and their difference is no number.
    variance: second < Infinity ? scale ** 2 * (second - first ** 2) : Infinity,
    sample: (source) => drawFrom(source, sampler),
  };
}

const LANCZOS_G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

/**
 * Euler's gamma function for x >= 1, to about 13 digits.
 *
 * @see C. Lanczos, "A Precision Approximation of the Gamma Function", 1964; coefficients of
 * P. Godfrey for g = 7, n = 9
 */
function gammaFunction(x: number): number {
  let sum = LANCZOS[0]!;
  for (let i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i]! / (x - 1 + i);
  const t = x + LANCZOS_G - 0.5;
  return Math.sqrt(2 * Math.PI) * Math.exp((x - 0.5) * Math.log(t) - t) * sum;
}
