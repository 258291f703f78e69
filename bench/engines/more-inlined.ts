import type { Way } from '../suite.ts';

/**
 * A way once more, by a compiler that may make one function of all that an event goes through: its
 * own limit is short of it.
 */
export function moreInlined(way: Way): Way {
  return {
    ...way,
    name: moreInlinedName(way.name),
    flags: ['--max-inlined-bytecode-size-cumulative=2300'],
  };
}

export function moreInlinedName(name: string): string {
  return `${name}, more inlined`;
}
