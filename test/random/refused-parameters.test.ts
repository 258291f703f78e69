import { expect, test } from 'vitest';
import { constant } from '../../src/random/constant.ts';
import { empirical } from '../../src/random/empirical.ts';
import { exponential } from '../../src/random/exponential.ts';
import { gamma } from '../../src/random/gamma.ts';
import { KeyedStream } from '../../src/random/keyed-stream.ts';
import { lognormal } from '../../src/random/lognormal.ts';
import { normal } from '../../src/random/normal.ts';
import { pareto } from '../../src/random/pareto.ts';
import { createStream } from '../../src/random/random-stream.ts';
import { RandomStreams } from '../../src/random/random-streams.ts';
import { uniform } from '../../src/random/uniform.ts';
import { weibull } from '../../src/random/weibull.ts';

const stream = createStream(1, 'any');

const refused: [() => unknown, string][] = [
  [() => constant(Number.NaN), 'constant: value must be a finite number, not NaN'],
  [() => uniform({ min: 2, max: 1 }), 'uniform: min must be <= max, not 2 > 1'],
  [() => uniform({ min: 0, max: Infinity }), 'uniform: max must be a finite number, not Infinity'],
  [() => exponential({ mean: 0 }), 'exponential: mean must be a finite number > 0, not 0'],
  [
    () => normal({ mean: 0, standardDeviation: -1 }),
    'normal: standardDeviation must be a finite number >= 0, not -1',
  ],
  [() => lognormal({ median: 0, p99: 1 }), 'lognormal: median must be a finite number > 0, not 0'],
  [() => lognormal({ median: 2, p99: 1 }), 'lognormal: p99 must be >= median, not 1 < 2'],
  [() => lognormal({ mu: 0, sigma: -1 }), 'lognormal: sigma must be a finite number >= 0, not -1'],
  [() => gamma({ shape: 0, scale: 1 }), 'gamma: shape must be a finite number > 0, not 0'],
  [() => weibull({ shape: 1, scale: -2 }), 'weibull: scale must be a finite number > 0, not -2'],
  [() => pareto({ shape: -1, scale: 1 }), 'pareto: shape must be a finite number > 0, not -1'],
  [() => empirical([]), 'empirical: samples must not be empty'],
  [() => empirical([1, Infinity]), 'empirical: samples[1] must be a finite number, not Infinity'],
  [() => stream.integer(2, 1), 'integer: lowest must be <= highest, not 2 > 1'],
  [
    () => stream.integer(0.5, 1),
    'integer: lowest must be a whole number from -(2^53 - 1) to 2^53 - 1, not 0.5',
  ],
  [() => stream.pick([]), 'pick: items must not be empty'],
  [
    () => new RandomStreams(0.1),
    'RandomStreams: seed must be a whole number from -(2^53 - 1) to 2^53 - 1, not 0.1',
  ],
  [
    () => new KeyedStream(2 ** 53),
    'KeyedStream: seed must be a whole number from -(2^53 - 1) to 2^53 - 1, not 9007199254740992',
  ],
];

test.each(refused)('%s is refused: %s', (call, message) => {
  expect(call).toThrow(new RangeError(message));
});

test('an argument that is no number is a TypeError that shows it', () => {
  const mean = '20' as unknown as number;
  expect(() => exponential({ mean })).toThrow(
    new TypeError('exponential: mean must be a finite number > 0, not "20"'),
  );
});
