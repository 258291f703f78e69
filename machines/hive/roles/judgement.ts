import type { Conflict } from '../conflicts/conflict.ts';
import type { PackIndex } from '../packs/pack-index.ts';
import type { Resolution } from '../strategies/resolution.ts';

/** What a role would have a conflict come to, and why. */
export interface Judgement {
  readonly resolution: Resolution;
  /** In [0.05, 1]: how far the evidence puts the choice ahead of the next best. */
  readonly confidence: number;
  /** The evidence, in words, with its numbers. */
  readonly grounds: string;
}

/** How well each resolution does by a role's own measure, in [0, 1]; unmentioned is 0. */
export type Scores = { readonly [resolution in Resolution]?: number };

/** A role's measure of one conflict. */
export interface Assessment {
  readonly scores: Scores;
  readonly grounds: string;
}

/** A role's figures on the packs, named in words, in the role's own units. */
export type Analysis = Readonly<Record<string, number>>;

/** The work of a role: pure functions of the packs. */
export interface RoleWork {
  /** What the role finds before any conflict is judged. */
  readonly analyse: (index: PackIndex, conflicts: readonly Conflict[]) => Analysis;
  /** What the role measures on one conflict, for each resolution that means something there. */
  readonly assess: (index: PackIndex, conflict: Conflict) => Assessment;
}

/** A lead this small is no evidence; an agent without any still votes, but hardly weighs. */
const CONFIDENCE_MIN = 0.05;

/**
 * The best of the candidates by the scores, ties falling to the earlier candidate, and the
 * lead over the second best as confidence. If the first candidate, the strategy's default,
 * is not clearly worse than the best, there is no ground to depart from it. A lone
 * candidate, which leaves nothing to weigh, gets confidence 1.
 *
 * @throws RangeError if there is no candidate
 */
export function preferred(
  { scores, grounds }: Assessment,
  candidates: readonly Resolution[],
): Judgement {
  const scored = candidates.map((resolution) => ({ resolution, score: scores[resolution] ?? 0 }));
  const [best, second] = scored.toSorted((left, right) => right.score - left.score);
  const standard = scored[0];
  if (best === undefined || standard === undefined) {
    throw new RangeError('there is no candidate to judge');
  }
  if (second === undefined) return { resolution: best.resolution, confidence: 1, grounds };
  const indifferent = best.score - standard.score < CONFIDENCE_MIN;
  const { resolution } = indifferent ? standard : best;
  const confidence = Math.min(1, Math.max(CONFIDENCE_MIN, best.score - second.score));
  return { resolution, confidence, grounds };
}
