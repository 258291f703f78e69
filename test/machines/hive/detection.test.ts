import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countConflicts, unite } from '../../../machines/hive/conflicts/conflict.ts';
import { detectHashed } from '../../../machines/hive/conflicts/detect-hashed.ts';
import { detectPairwise } from '../../../machines/hive/conflicts/detect-pairwise.ts';
import { evenShare, pairsBetween, pairsOf } from '../../../machines/hive/conflicts/pairs.ts';
import { randomPacks } from './random-packs.ts';
import { allPacks, pack, property, tenPacks } from './vocabularies.ts';

describe.each([
  ['pairwise', detectPairwise],
  ['hashed', detectHashed],
])('%s detection', (_, detect) => {
  test('finds 1 namespace, 315 class and 348 property conflicts among all 66 packs', () => {
    const { pairs, conflicts } = detect(allPacks);
    expect(pairs).toBe(2145);
    expect(countConflicts(conflicts)).toEqual({
      version: 0,
      namespace: 1,
      class: 315,
      property: 348,
    });
  });

  test('finds 43 class and 29 property conflicts among the ten well-known packs', () => {
    const { pairs, conflicts } = detect(tenPacks);
    expect(pairs).toBe(45);
    expect(countConflicts(conflicts)).toEqual({
      version: 0,
      namespace: 0,
      class: 43,
      property: 29,
    });
  });

  test('finds nothing in an empty list', () => {
    expect(detect([])).toEqual({ pairs: 0, conflicts: [] });
  });

  test('tells apart references to one pack whose ranges have no version in common', () => {
    const packs = [
      pack({ name: 'foaf', version: '^1.2' }),
      pack({ name: 'foaf', version: '>=2 <3' }),
    ];
    expect(detect(packs).conflicts).toEqual([
      {
        kind: 'version',
        key: 'version:foaf,foaf#2:foaf',
        a: { position: 0, name: 'foaf', label: 'foaf' },
        b: { position: 1, name: 'foaf', label: 'foaf#2' },
        subject: 'foaf',
        ranges: ['^1.2', '>=2 <3'],
      },
    ]);
  });

  test('takes references to one name as one pack, whatever they both define', () => {
    const both = { name: 'foaf', classes: ['Person'], namespace: 'http://foaf/' };
    const packs = [
      pack({ ...both, version: '^1.2', properties: [property('knows', 'http://x/A')] }),
      pack({ ...both, version: '1.3.0', properties: [property('knows', 'http://x/B')] }),
    ];
    expect(detect(packs)).toEqual({ pairs: 1, conflicts: [] });
  });

  test('does not count a property whose range one pack leaves open', () => {
    const packs = [
      pack({ name: 'a', properties: [property('knows', null)] }),
      pack({ name: 'b', properties: [property('knows', 'http://x/A')] }),
    ];
    expect(detect(packs).conflicts).toEqual([]);
  });

  test('does not take two unknown namespaces for one', () => {
    const packs = [pack({ name: 'a', namespace: null }), pack({ name: 'b', namespace: null })];
    expect(detect(packs).conflicts).toEqual([]);
  });

  test('gives every conflict a key of its own', () => {
    fc.assert(
      fc.property(randomPacks, (packs) => {
        const keys = detect(packs).conflicts.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('the two detectors', () => {
  test('agree on all 66 packs, order included', () => {
    expect(detectHashed(allPacks)).toEqual(detectPairwise(allPacks));
  });

  test('agree on random packs, order included', () => {
    fc.assert(
      fc.property(randomPacks, (packs) => {
        expect(detectHashed(packs)).toEqual(detectPairwise(packs));
      }),
      { numRuns: 500 },
    );
  });
});

describe('shared out among agents', () => {
  const agents = fc.integer({ min: 1, max: 12 });

  test('slices of the pairs add up to the whole', () => {
    fc.assert(
      fc.property(randomPacks, agents, (packs, count) => {
        const slices = Array.from({ length: count }, (_, agent) =>
          detectPairwise(packs, evenShare(pairsOf(packs.length), agent, count)),
        );
        expect(unite(slices.reverse())).toEqual(detectPairwise(packs));
      }),
    );
  });

  test('buckets of the subjects add up to the whole', () => {
    fc.assert(
      fc.property(randomPacks, agents, (packs, of) => {
        const slices = Array.from({ length: of }, (_, bucket) =>
          detectHashed(packs, { bucket, of }),
        );
        expect(unite(slices.reverse())).toEqual(detectHashed(packs));
      }),
    );
  });

  test('any cut through the list of pairs gives the pairs in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.nat(36), (packCount, at) => {
        const all = pairsOf(packCount);
        const cut = Math.min(at, all);
        const parts = [...pairsBetween(packCount, 0, cut), ...pairsBetween(packCount, cut, all)];
        expect(parts).toEqual([...pairsBetween(packCount, 0, all)]);
        expect(new Set(parts.map(String)).size).toBe(all);
      }),
    );
  });

  test('a slice beyond the pairs is refused', () => {
    expect(() => detectPairwise(tenPacks, { from: 40, to: 46 })).toThrow(
      'slice 40..46 is not within 0..45, the pairs of 10 packs',
    );
  });

  test('a bucket that does not exist is refused', () => {
    expect(() => detectHashed(tenPacks, { bucket: 4, of: 4 })).toThrow('bucket 4 of 4');
  });
});
