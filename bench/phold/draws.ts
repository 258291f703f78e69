import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** What PHOLD needs of chance, drawn ahead so that the generator is not what is measured. */
export interface Draws {
  /** Delay of each event, exponential with mean 1. */
  readonly delaysMs: Float64Array;
  /** Process that each event goes to. */
  readonly targets: Int32Array;
}

export interface DrawOptions {
  readonly processes: number;
  readonly count: number;
  readonly seed: number;
}

/** Draws `count` delays and targets; equal options give equal draws. */
export function draw({ processes, count, seed }: DrawOptions): Draws {
  const source = xoroshiro128plus(seed);
  const delaysMs = new Float64Array(count);
  const targets = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    delaysMs[index] = -Math.log(1 - uniformFloat64(source));
    targets[index] = uniformInt(source, 0, processes - 1);
  }
  return { delaysMs, targets };
}
