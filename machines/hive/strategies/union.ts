import semver from 'semver';
import type { Conflict } from '../conflicts/conflict.ts';
import { alike, type Resolution } from './resolution.ts';

/**
 * Union: no term is lost. Every name that some pack defines stays in at least one form, so
 * `exclude` is not allowed.
 *
 * Default: both definitions stay, qualified by prefix. Of two versions that exclude each
 * other the later stays, since it is likelier to contain what the earlier had. Of two packs
 * in one namespace the first keeps it.
 */
export function unionCandidates(conflict: Conflict): readonly Resolution[] {
  switch (conflict.kind) {
    case 'version':
      return laterIsSecond(conflict.ranges)
        ? ['keep-second', 'keep-first']
        : ['keep-first', 'keep-second'];
    case 'namespace':
      return ['keep-first', 'keep-second'];
    default:
      return alike(conflict)
        ? ['keep-both', 'merge', 'keep-first', 'keep-second']
        : ['keep-both', 'keep-first', 'keep-second'];
  }
}

function laterIsSecond([first, second]: readonly [string, string]): boolean {
  const [a, b] = [semver.minVersion(first), semver.minVersion(second)];
  return a !== null && b !== null && semver.lt(a, b);
}
