import type { Detection } from './conflicts/conflict.ts';
import { detectHashed } from './conflicts/detect-hashed.ts';
import { detectPairwise } from './conflicts/detect-pairwise.ts';
import type { DetectionMethod } from './conflicts/detection-method.ts';
import { lookupsHashed, lookupsPairwise } from './conflicts/lookups.ts';
import { evenShare, pairsOf } from './conflicts/pairs.ts';
import type { Knowledge } from './knowledge.ts';
import type { Pack } from './packs/pack.ts';
import type { Analysis } from './roles/judgement.ts';
import { analyse, type Role } from './roles/roles.ts';

const WHOLE = { bucket: 0, of: 1 };

/** One share of a phase's work; `part` counts from 0. */
export type Task =
  | { readonly kind: 'analyse'; readonly role: Role }
  | {
      readonly kind: 'detect';
      readonly packs: readonly Pack[];
      readonly part: number;
      readonly of: number;
    };

/** What a task comes to. */
export type Finding =
  | { readonly kind: 'analyse'; readonly role: Role; readonly figures: Analysis }
  | { readonly kind: 'detect'; readonly detection: Detection };

/** Does a task. */
export function perform(task: Task, { index, detection }: Knowledge): Finding {
  if (task.kind === 'analyse') {
    return { kind: 'analyse', role: task.role, figures: analyse(task.role, index, []) };
  }
  const { packs, part, of } = task;
  const found =
    detection === 'hashed'
      ? detectHashed(packs, { bucket: part, of })
      : detectPairwise(packs, evenShare(pairsOf(packs.length), part, of));
  return { kind: 'detect', detection: found };
}

/** What a task costs whoever does it: how many names are looked up. */
export function lookupsOf(task: Task, { packs, detection }: Knowledge): number {
  if (task.kind === 'analyse') return lookupsHashed(packs, WHOLE);
  const { part, of } = task;
  return detection === 'hashed'
    ? lookupsHashed(task.packs, { bucket: part, of })
    : lookupsPairwise(task.packs, evenShare(pairsOf(task.packs.length), part, of));
}

/** Agents differ in how long they take for a share; with more than one they level out. */
const SHARES_EACH_MAX = 16;

/** A share of fewer look-ups is not worth the messages that it takes. */
const SHARE_LOOKUPS_MIN = 400;

/**
 * A detection in shares: at least as many as there are agents to take one, and more where it is
 * long, but no more than there are pairs, for a smaller share would be empty.
 */
export function detectionTasks(
  packs: readonly Pack[],
  agents: number,
  detection: DetectionMethod,
): Task[] {
  const lookups = detection === 'hashed' ? lookupsHashed(packs, WHOLE) : lookupsPairwise(packs);
  const worthwhile = Math.floor(lookups / Math.max(1, agents) / SHARE_LOOKUPS_MIN);
  const each = Math.max(1, Math.min(SHARES_EACH_MAX, worthwhile));
  const of = Math.max(1, Math.min(agents * each, pairsOf(packs.length)));
  return Array.from({ length: of }, (_, part) => ({ kind: 'detect', packs, part, of }));
}

/** An analysis for each of the roles. */
export function analysisTasks(roles: readonly Role[]): Task[] {
  return roles.map((role) => ({ kind: 'analyse', role }));
}
