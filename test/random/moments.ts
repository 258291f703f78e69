import type { Distribution } from '../../src/random/distribution.ts';
import { createStream } from '../../src/random/random-stream.ts';

export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

export function drawMany(distribution: Distribution, count: number, seed = 7): number[] {
  const stream = createStream(seed, distribution.name);
  return Array.from({ length: count }, () => stream.sample(distribution));
}

export function momentsOf(values: readonly number[]): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}

/** Standard errors of the sample mean and of the sample variance; kurtosis of a normal is 3. */
export function standardErrors(of: Distribution, kurtosis: number, count: number): Moments {
  return {
    mean: Math.sqrt(of.variance / count),
    variance: of.variance * Math.sqrt((kurtosis - 1) / count),
  };
}
