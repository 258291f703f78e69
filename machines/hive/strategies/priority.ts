import type { Conflict } from '../conflicts/conflict.ts';
import { alike, type Resolution } from './resolution.ts';

/**
 * Priority: the first pack wins. Its definition is never lost, so `keep-second` and
 * `exclude` are not allowed; agents may still let the second pack's stay beside it.
 */
export function priorityCandidates(conflict: Conflict): readonly Resolution[] {
  if (conflict.kind === 'version' || conflict.kind === 'namespace') return ['keep-first'];
  return alike(conflict) ? ['keep-first', 'merge', 'keep-both'] : ['keep-first', 'keep-both'];
}
