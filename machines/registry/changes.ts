import type { Conflict, ConflictKind } from '../hive/conflicts/conflict.ts';
import type { Decision } from '../hive/decision.ts';
import type { Resolution } from '../hive/strategies/resolution.ts';
import type { ConditionalProposal } from '../proposals/proposal.ts';
import {
  type Priority,
  type ResourceCost,
  type SchedulingHint,
  schedulingHint,
} from '../scheduler/hint.ts';

/** Something to be worked out, and then to be published together with what does not conflict. */
export interface RegistryChange {
  readonly hint: SchedulingHint;
  readonly proposal: ConditionalProposal;
}

/** What concerns whole packs is settled before what concerns one of their definitions. */
const PRIORITY: Readonly<Record<ConflictKind, Priority>> = {
  version: 'critical',
  namespace: 'high',
  class: 'normal',
  property: 'low',
};

/** How many definitions a resolution rewrites, roughly: none, one, or all that mention them. */
const COST: Readonly<Record<Resolution, ResourceCost>> = {
  exclude: 'minimal',
  'keep-first': 'light',
  'keep-second': 'light',
  merge: 'moderate',
  'keep-both': 'heavy',
};

/**
 * The changes that a hive's decisions call for, in their order. Each needs the two definitions, or
 * packs, that were in conflict.
 *
 * @param decisions - one for each conflict
 * @throws RangeError when there are not as many decisions as conflicts
 */
export function changesOf(
  conflicts: readonly Conflict[],
  decisions: readonly Decision[],
): RegistryChange[] {
  if (conflicts.length !== decisions.length) {
    throw new RangeError(
      `There are ${decisions.length} decisions on ${conflicts.length} conflicts: one each is needed.`,
    );
  }
  return conflicts.map((conflict, nth) => changeOf(conflict, decisions[nth]!));
}

function changeOf({ key, kind, a, b, subject }: Conflict, decision: Decision): RegistryChange {
  const { resolution, by } = decision;
  const priority = PRIORITY[kind];
  const concernsPacks = kind === 'version' || kind === 'namespace';
  const resources = [a, b].map(({ name }) => (concernsPacks ? name : `${name}:${subject}`));
  return {
    // What the agents agreed on is looked at sooner than what fell to the default.
    hint: schedulingHint(priority, by === 'quorum' ? 'hot' : 'warm', COST[resolution]),
    proposal: { id: key, action: resolution, priority, resources },
  };
}
