import type { Conflict } from '../conflicts/conflict.ts';
import type { PackIndex } from '../packs/pack-index.ts';
import type { Resolution } from '../strategies/resolution.ts';
import { analyser } from './analyser.ts';
import { conflictDetector } from './conflict-detector.ts';
import { type Analysis, type Judgement, preferred, type RoleWork } from './judgement.ts';
import { optimiser } from './optimiser.ts';
import { performanceManager } from './performance.ts';
import { validator } from './validator.ts';
import { versionResolver } from './version-resolver.ts';

/**
 * The six roles of agents. Each has one question it asks of a conflict:
 *
 * | role                  | question                                              | measured in |
 * |-----------------------|-------------------------------------------------------|-------------|
 * | `analyser`            | to which pack is the subject central?                 | share of properties |
 * | `version resolver`    | which pack is riper?                                  | semver steps |
 * | `conflict detector`   | how crowded is the subject, how alike are the packs?  | packs, share of classes |
 * | `validator`           | what would still be wrong after this choice?          | conflicts, broken references |
 * | `optimiser`           | which choice gives the smallest configuration?        | characters |
 * | `performance manager` | which choice is cheapest to carry out?                | definitions touched |
 */
export const ROLES = [
  'analyser',
  'version resolver',
  'conflict detector',
  'validator',
  'optimiser',
  'performance manager',
] as const;

export type Role = (typeof ROLES)[number];

const WORK: { readonly [role in Role]: RoleWork } = {
  analyser,
  'version resolver': versionResolver,
  'conflict detector': conflictDetector,
  validator,
  optimiser,
  'performance manager': performanceManager,
};

/** The role of the n-th agent, from 0: roles repeat, so six agents have one each. */
export function roleOf(agentIndex: number): Role {
  return ROLES[agentIndex % ROLES.length]!;
}

/** The roles that so many agents have between them. */
export function rolesAmong(agents: number): Role[] {
  return ROLES.slice(0, agents);
}

/**
 * What a role finds in the packs before any conflict is judged: named figures.
 *
 * @example
 * analyse('analyser', indexPacks(packs), conflicts); // { packs: 10, classes: 1123, … }
 */
export function analyse(role: Role, index: PackIndex, conflicts: readonly Conflict[]): Analysis {
  return WORK[role].analyse(index, conflicts);
}

/**
 * What a role votes for on a conflict, with its confidence in [0.05, 1] and its grounds.
 * The same packs and conflict always give the same judgement.
 *
 * @param candidates - as `candidates` gives them; ties fall to the earlier
 * @throws RangeError if there is no candidate
 * @example
 * judge('optimiser', conflict, index, candidates(conflict, 'union'));
 * // { resolution: 'merge', confidence: 0.31, grounds: 'characters: keep-both 26, merge 6, …' }
 */
export function judge(
  role: Role,
  conflict: Conflict,
  index: PackIndex,
  candidates: readonly Resolution[],
): Judgement {
  return preferred(WORK[role].assess(index, conflict), candidates);
}
