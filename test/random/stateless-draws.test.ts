import { describe, expect, test } from 'vitest';
import { constant } from '../../src/random/constant.ts';
import type { Distribution } from '../../src/random/distribution.ts';
import { empirical } from '../../src/random/empirical.ts';
import { exponential } from '../../src/random/exponential.ts';
import { gamma } from '../../src/random/gamma.ts';
import { lognormal } from '../../src/random/lognormal.ts';
import { normal } from '../../src/random/normal.ts';
import { pareto } from '../../src/random/pareto.ts';
import { createStream } from '../../src/random/random-stream.ts';
import { truncated } from '../../src/random/truncated.ts';
import { uniform } from '../../src/random/uniform.ts';
import { weibull } from '../../src/random/weibull.ts';

const distributions: Distribution[] = [
  constant(1),
  uniform({ min: 0, max: 1 }),
  exponential({ mean: 1 }),
  normal({ mean: 0, standardDeviation: 1 }),
  lognormal({ median: 1, p99: 3 }),
  gamma({ shape: 0.5, scale: 1 }),
  gamma({ shape: 2.5, scale: 1 }),
  weibull({ shape: 2, scale: 1 }),
  pareto({ shape: 3, scale: 1 }),
  empirical([1, 2, 3]),
  truncated(normal({ mean: 0, standardDeviation: 1 }), { min: 0 }),
];

describe.each(distributions)('$name($parameters)', (shared) => {
  const alone = (name: string, count: number) => {
    const stream = createStream(3, name);
    return Array.from({ length: count }, () => stream.sample(shared));
  };

  test('shared by two streams, gives each what it gives it alone', () => {
    const [left, right] = [createStream(3, 'left'), createStream(3, 'right')];
    const drawn = { left: [] as number[], right: [] as number[] };
    for (let i = 0; i < 100; i++) {
      drawn.left.push(left.sample(shared));
      // An uneven pattern, so that numbers made in pairs cannot fall into step.
      for (let j = 0; j < i % 3; j++) drawn.right.push(right.sample(shared));
    }
    expect(drawn.left).toEqual(alone('left', 100));
    expect(drawn.right).toEqual(alone('right', drawn.right.length));
  });
});

test('a distribution may draw from another stream in the middle of a draw', () => {
  const inner = createStream(3, 'inner');
  const nested: Distribution = {
    ...constant(0),
    sample: (source) => inner.sample(uniform({ min: 0, max: 1 })) * 0 + source(),
  };
  expect(createStream(3, 'outer').sample(nested)).toBe(createStream(3, 'outer').uniform());
});
