import fc from 'fast-check';
import semver from 'semver';
import { expect, test } from 'vitest';
import { jointRange } from '../../../machines/hive/composition/joint-range.ts';

const range = fc.constantFrom('*', '1.0.0', '^1.2', '1 || 2', '2 || 3', '>=1 <2', '~1.2.3', '>=2');
const versions = [
  '0.9.0',
  '1.0.0',
  '1.2.0',
  '1.2.3',
  '1.2.9',
  '1.9.9',
  '2.0.0',
  '2.4.1',
  '3.0.0',
  '4.0.0',
];

test('a version is in the joint range exactly when it is in both', () => {
  fc.assert(
    fc.property(range, range, (left, right) => {
      fc.pre(semver.intersects(left, right));
      const joint = jointRange(left, right);
      for (const version of versions) {
        const inBoth = semver.satisfies(version, left) && semver.satisfies(version, right);
        expect(semver.satisfies(version, joint)).toBe(inBoth);
      }
    }),
  );
});

test('two equal ranges are their own joint range', () => {
  expect(jointRange('^1.2', '^1.2')).toBe('^1.2');
});
