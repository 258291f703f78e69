import semver from 'semver';

/**
 * A semver range that exactly the versions in both ranges satisfy.
 *
 * @param left - must intersect `right`
 * @throws TypeError if either is no semver range
 * @example
 * jointRange('^1.2.0', '1 || 2'); // '>=1.2.0 <2.0.0-0 >=1.0.0'
 */
export function jointRange(left: string, right: string): string {
  if (left === right) return left;
  const parts = alternativesOf(left).flatMap((one) =>
    alternativesOf(right).flatMap((other) =>
      semver.intersects(one, other) ? [joined(one, other)] : [],
    ),
  );
  return [...new Set(parts)].join(' || ');
}

function alternativesOf(range: string): string[] {
  return new semver.Range(range).set.map((comparators) => {
    return comparators.map(({ value }) => value).join(' ') || '*';
  });
}

function joined(one: string, other: string): string {
  const comparators = [...one.split(' '), ...other.split(' ')];
  return [...new Set(comparators)].filter((each) => each !== '*').join(' ') || '*';
}
