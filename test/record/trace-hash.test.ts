import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createActor, createMachine } from 'xstate';
import { TraceHash, type TraceHashOptions } from '../../src/record/trace-hash.ts';

const hashOf = (values: readonly unknown[], options?: TraceHashOptions) => {
  const hash = new TraceHash(options);
  for (const value of values) hash.value(value);
  return hash.digest();
};

const differ = (values: readonly unknown[]) => {
  expect(new Set(values.map((value) => hashOf([value]))).size).toBe(values.length);
};

const bitsSet = (hexadecimal: string) =>
  [...BigInt(`0x${hexadecimal}`).toString(2)].filter((bit) => bit === '1').length;

test('a digest is 16 hexadecimal digits, stays the same between releases, and changes nothing', () => {
  const hash = new TraceHash();
  hash.value({ type: 'PING', n: 1 });
  expect(hash.digest()).toMatch(/^[0-9a-f]{16}$/);
  expect(hash.digest()).toBe('d5d56084686ab41b');
});

test('equal values in equal order give equal hashes, other order another', () => {
  const anything = fc.array(fc.anything({ withMap: true, withSet: true, withBigInt: true }));
  fc.assert(
    fc.property(anything, (values) => {
      expect(hashOf(values)).toBe(hashOf(values));
    }),
  );
  expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
  expect(hashOf(['a', 'b'])).not.toBe(hashOf(['b', 'a']));
  expect(hashOf([1])).not.toBe(hashOf([1, 1]));
});

/** A copy whose objects have their keys in the opposite order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([key, item]) => [key, reversed(item)]));
};

test('values of JSON have equal hashes exactly when they are equal', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(hashOf([a]) === hashOf([b])).toBe(isDeepStrictEqual(a, b));
      expect(hashOf([structuredClone(a)])).toBe(hashOf([a]));
    }),
  );
});

test('the order in which an object has its keys does not count, nor what came before', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(hashOf([reversed(value)])).toBe(hashOf([value]));
    }),
  );
  expect(hashOf([{ b: 'a', a: 'b' }, 'a'])).toBe(hashOf([{ a: 'b', b: 'a' }, 'a']));
});

test('records that differ in two entries at once have different hashes', () => {
  const digests = new Set<string>();
  for (let i = 0; i < 200_000; i++) {
    digests.add(hashOf([{ type: 'AT', x: i % 500, y: Math.floor(i / 500) }]));
  }
  expect(digests.size).toBe(200_000);
});

test('a record is taken in with two words, and all of it counts', () => {
  const digest = (low: number, high: number, record: object) => {
    const hash = new TraceHash();
    hash.record(low, high, record);
    return hash.digest();
  };
  const digests = new Set<string>();
  for (let i = 0; i < 200_000; i++) {
    digests.add(digest(i % 60, Math.floor(i / 60) % 60, { type: 'AT', x: Math.floor(i / 3_600) }));
  }
  expect(digests.size).toBe(200_000);
  expect(digest(1, 2, { b: 1, a: 2 })).toBe(digest(1, 2, { a: 2, b: 1 }));
});

test('records that hold one another have different hashes', () => {
  differ([{}, { a: {} }, { a: { a: {} } }, { b: {} }, [{}], [{}, {}], { a: {}, b: {} }]);
});

test('bytes that differ in two places have different hashes', () => {
  const digests = new Set<string>();
  for (let i = 0; i < 200_000; i++) {
    const bytes = new Uint8Array(37);
    [bytes[i % 37], bytes[36]] = [i >> 8, i];
    new DataView(bytes.buffer).setUint32(8, i);
    digests.add(hashOf([bytes]));
  }
  expect(digests.size).toBe(200_000);
});

describe('values that look alike differ', () => {
  test('by kind', () => {
    differ([0, '0', 0n, false, null, undefined, '', [], {}, new Map(), new Set(), new Date(0)]);
    differ([true, 1, 'true', /true/, Symbol('true'), Error('true'), ['true']]);
    differ([new Uint8Array(2), new Int8Array(2), new Float64Array(2), new ArrayBuffer(3), [0, 0]]);
  });

  test('by byte, wherever it stands, and by how many there are', () => {
    const zeros = Array.from({ length: 41 }, (_, length) => new Uint8Array(length));
    differ([...zeros, ...Array.from({ length: 40 }, (_, at) => new Uint8Array(40).fill(1, at))]);
  });

  test('by number', () => {
    differ([0, 1, -1, 0.5, 2 ** 31, 2 ** 32, 2 ** 53, Infinity, -Infinity, Number.NaN, 5e-324]);
    expect(hashOf([-0])).toBe(hashOf([0]));
  });

  test('by where things stand', () => {
    differ([{ a: 1 }, { b: 1 }, { a: 2 }, { a: 1, b: undefined }, { a: { a: 1 } }, { a: [1] }]);
    differ([[[1], 2], [[1, 2]], [1, [2]], [1, 2], [[], 1, 2], [1, 2, []]]);
    differ([
      { x: 'y', z: 1 },
      { x: 'z', y: 1 },
      { y: 'x', z: 1 },
      { x: 1, z: 'y' },
    ]);
    differ([new Map([['a', 1]]), new Map([['a', 2]]), { a: 1 }, new Set(['a', 1])]);
  });

  test('by letter, in short texts and in long ones', () => {
    differ(['', 'a', 'b', 'a\0', '\0a', 'ab', 'abc', 'abcd', 'abcde', 'ä', 'a\u0308']);
    const long = 'x'.repeat(200);
    differ([long, `${long}x`, `y${long.slice(1)}`, `${long.slice(1)}y`]);
  });
});

test('errors count by name and message, not by their stack', () => {
  const here = new RangeError('late');
  const there = (() => new RangeError('late'))();
  expect(hashOf([here])).toBe(hashOf([there]));
  differ([here, new RangeError('early'), new Error('late')]);
});

test('an object inside itself ends, and the depth counts', () => {
  const knot = (levels: number) => {
    const top: Record<string, unknown> = { type: 'KNOT' };
    top.within = levels === 1 ? top : { within: top };
    return top;
  };
  differ([knot(1), knot(2), { type: 'KNOT', within: {} }]);
  expect(hashOf([knot(1)])).toBe(hashOf([knot(1)]));
});

test('the same object twice, side by side, is no knot', () => {
  const shared = { n: 1 };
  expect(hashOf([[shared, shared]])).toBe(hashOf([[{ n: 1 }, { n: 1 }]]));
});

test('after a getter has thrown, its object is not taken for an ancestor', () => {
  const digest = (next: (broken: object) => object) => {
    let throws = true;
    const broken = {
      get n(): number {
        if (throws) throw new Error('not yet');
        return 1;
      },
    };
    const hash = new TraceHash();
    expect(() => hash.value([broken])).toThrow('not yet');
    throws = false;
    hash.value([next(broken)]);
    return hash.digest();
  };
  expect(digest((broken) => broken)).toBe(digest(() => ({ n: 1 })));
});

describe('an actor reference', () => {
  const start = () => createActor(createMachine({}));
  class Lookalike {
    readonly sessionId = 'x:7';
    readonly secret = 1;
    send() {}
  }
  const lookalike = new Lookalike();

  test('counts by what identify says, not by its session', () => {
    const [a, b] = [start(), start()];
    const named = (number: number) => ({ identify: () => number });
    const event = (from: unknown) => [{ type: 'ASK', from }];
    expect(hashOf(event(a), named(1))).toBe(hashOf(event(b), named(1)));
    expect(hashOf(event(a), named(1))).toBe(hashOf(event(lookalike), named(1)));
    expect(hashOf(event(a), named(1))).not.toBe(hashOf(event(a), named(3)));
    expect(hashOf(event(a), named(1))).not.toBe(hashOf(event(a), named(2)));
    expect(hashOf(event(a), named(1))).not.toBe(hashOf(event(1)));
  });

  test('without identify is any actor', () => {
    expect(hashOf([start()])).toBe(hashOf([lookalike]));
  });
});

test('texts that were seen before still count by their letters', () => {
  const names = Array.from({ length: 70_000 }, (_, i) => `name-${i}`); // more than are kept
  expect(hashOf([...names, 'name-3'])).not.toBe(hashOf([...names, 'name-4']));
  expect(hashOf([...names, 'name-69999'])).not.toBe(hashOf([...names, 'name-69998']));
});

test('200,000 similar traces have different hashes', () => {
  const digests = new Set<string>();
  for (let i = 0; i < 200_000; i++) {
    const hash = new TraceHash();
    hash.number(i % 500);
    hash.number(Math.floor(i / 500));
    digests.add(hash.digest());
  }
  expect(digests.size).toBe(200_000);
});

test('one changed bit flips half of the 64, wherever it is followed by more or not', () => {
  const flips: number[] = [];
  for (const after of [0, 1, 5]) {
    for (let bit = 0; bit < 32; bit++) {
      for (let n = 0; n < 20; n++) {
        const digest = (value: number) => {
          const hash = new TraceHash();
          hash.number(value);
          for (let i = 0; i < after; i++) hash.number(i);
          return BigInt(`0x${hash.digest()}`);
        };
        flips.push(bitsSet((digest(n) ^ digest(n ^ (1 << bit))).toString(16)));
      }
    }
  }
  const mean = flips.reduce((sum, count) => sum + count, 0) / flips.length;
  // Binomial(64, 1/2): deviation 4; the mean of 1,920 of them has 0.09. Six deviations for one.
  expect(Math.abs(mean - 32)).toBeLessThan(0.4);
  expect(Math.min(...flips)).toBeGreaterThan(8);
  expect(Math.max(...flips)).toBeLessThan(56);
});
