import type { Conflict } from '../conflicts/conflict.ts';
import { alike, type Resolution } from './resolution.ts';

/**
 * Intersection: only what packs define alike stays. Alike definitions are merged, others
 * excluded; two versions that exclude each other have nothing in common, so neither stays.
 * (Composing then also drops every term that only one pack defines.)
 *
 * A namespace is where terms live and not a definition, so there one pack moves by default.
 */
export function intersectionCandidates(conflict: Conflict): readonly Resolution[] {
  if (conflict.kind === 'version') return ['exclude'];
  if (conflict.kind === 'namespace') return ['keep-first', 'keep-second', 'exclude'];
  return alike(conflict) ? ['merge', 'exclude'] : ['exclude'];
}
