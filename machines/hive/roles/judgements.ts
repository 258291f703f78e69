import type { Question as VotedOn } from '../../quorum-vote/messages.ts';
import type { Conflict } from '../conflicts/conflict.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Resolution } from '../strategies/resolution.ts';
import { candidates } from '../strategies/strategy.ts';
import type { Judgement } from './judgement.ts';
import { judge, type Role } from './roles.ts';

/** A conflict to vote on, with what may be voted for, the strategy's default first. */
export interface Question extends VotedOn<Resolution> {
  readonly conflict: Conflict;
}

/** The questions that a list of conflicts raises, in its order. */
export function questionsOf(conflicts: readonly Conflict[], knowledge: Knowledge): Question[] {
  const { strategy, rules } = knowledge;
  return conflicts.map((conflict) => ({
    key: conflict.key,
    conflict,
    candidates: candidates(conflict, strategy, rules),
  }));
}

const known = new WeakMap<readonly Question[], Map<Role, readonly Judgement[]>>();

/**
 * What a role makes of each question. All agents of a role judge alike, so it is worked out
 * once for each list of questions.
 */
export function judgementsOf(
  role: Role,
  questions: readonly Question[],
  { index }: Knowledge,
): readonly Judgement[] {
  const byRole = known.get(questions) ?? new Map<Role, readonly Judgement[]>();
  known.set(questions, byRole);
  let judgements = byRole.get(role);
  if (judgements === undefined) {
    judgements = questions.map(({ conflict, candidates }) =>
      judge(role, conflict, index, candidates),
    );
    byRole.set(role, judgements);
  }
  return judgements;
}
