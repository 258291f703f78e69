import type { Conflict } from '../conflicts/conflict.ts';
import { detectHashed } from '../conflicts/detect-hashed.ts';
import { type Decision, undecided } from '../decision.ts';
import type { Pack } from '../packs/pack.ts';
import type { CustomRules } from '../strategies/custom.ts';
import { possibleResolutions } from '../strategies/resolution.ts';
import { candidates, type Strategy } from '../strategies/strategy.ts';
import { settleNamespaces } from './compose-namespaces.ts';
import { standingMembers } from './compose-packs.ts';
import { applyTerms, settleTerms } from './compose-terms.ts';
import type { Change, CompositionCounts, Configuration, Ruling } from './configuration.ts';
import type { Member } from './member.ts';
import { rewriteRanges } from './rewrite-ranges.ts';

export interface ComposeOptions {
  /** @defaultValue 'union' */
  readonly strategy?: Strategy;
  /** For the `custom` strategy. */
  readonly rules?: CustomRules;
  /**
   * For the `intersection` strategy: how many packs must define a term alike for it to stay,
   * integer >= 1. @defaultValue 2, the terms that are shared at all; with two packs that is
   * their intersection. A single pack is its own intersection.
   */
  readonly sharedByMin?: number;
  /** The conflicts of `packs`, if they are known already. @defaultValue detected */
  readonly conflicts?: readonly Conflict[];
}

/**
 * Composes packs into one configuration that holds no conflict.
 *
 * In four steps, each described where it is done: references of one name become one pack,
 * and lose or win by version; each namespace goes to one pack; classes are settled; then
 * properties. A conflict without a decision gets the strategy's default. A decision is moot
 * if an earlier step took its pack away; it is still listed in `settled`.
 *
 * @throws RangeError if a decision is on no conflict of these packs, or is not possible for it
 * @throws TypeError if a version is no semver range
 * @example
 * const configuration = compose(packs, decisions, { strategy: 'priority' });
 * validateComposition(configuration); // []
 */
export function compose(
  packs: readonly Pack[],
  decisions: readonly Decision[],
  options: ComposeOptions = {},
): Configuration {
  const { strategy = 'union', conflicts = detectHashed(packs).conflicts } = options;
  const rulings = rule(conflicts, decisions, strategy, options.rules);
  const changes: Change[] = [];
  const { members, lost } = standingMembers(packs, ofKind(rulings, 'version'), changes);
  const live = rulings.filter(
    ({ conflict: { a, b } }) => !lost.has(a.position) && !lost.has(b.position),
  );
  settleNamespaces(members, ofKind(live, 'namespace'), changes);
  const shared = Math.min(options.sharedByMin ?? 2, members.size);
  const sharedByMin = strategy === 'intersection' ? shared : 1;
  const classes = settleTerms(members, 'class', live, sharedByMin);
  const properties = settleTerms(members, 'property', live, sharedByMin);
  rewriteRanges(members, classes);
  applyTerms(members, 'class', classes, changes);
  applyTerms(members, 'property', properties, changes);
  return {
    strategy,
    packs: [...members.values()].map((member) => member.toPack()),
    changes,
    settled: rulings.map(settlementOf),
    counts: count(members, changes),
  };
}

/** The conflicts that are left in a configuration: none, if it was composed by `compose`. */
export function validateComposition(configuration: Configuration): readonly Conflict[] {
  return detectHashed(configuration.packs).conflicts;
}

function rule(
  conflicts: readonly Conflict[],
  decisions: readonly Decision[],
  strategy: Strategy,
  rules: CustomRules | undefined,
): Ruling[] {
  const byKey = new Map(decisions.map((decision) => [decision.conflictKey, decision]));
  const rulings = conflicts.map((conflict) => {
    const fallback = candidates(conflict, strategy, rules)[0]!;
    const decision = byKey.get(conflict.key) ?? undecided(conflict.key, fallback);
    byKey.delete(conflict.key);
    const possible = possibleResolutions(conflict);
    if (!possible.includes(decision.resolution)) {
      throw new RangeError(
        `'${decision.resolution}' cannot settle '${conflict.key}': possible are ${possible.join(', ')}`,
      );
    }
    return { conflict, decision };
  });
  for (const key of byKey.keys()) throw new RangeError(`'${key}' is no conflict of these packs`);
  return rulings;
}

function ofKind(rulings: readonly Ruling[], kind: Conflict['kind']): Ruling[] {
  return rulings.filter(({ conflict }) => conflict.kind === kind);
}

function settlementOf({ conflict, decision }: Ruling): Configuration['settled'][number] {
  const { kind, subject, a, b } = conflict;
  return { ...decision, kind, packs: [a.name, b.name], subject };
}

function count(
  members: ReadonlyMap<string, Member>,
  changes: readonly Change[],
): CompositionCounts {
  const counts = { defined: 0, kept: 0, renamed: 0, merged: 0, replaced: 0, excluded: 0 };
  for (const { what, change } of changes) {
    if (what === 'class' || what === 'property') counts[change] += 1;
  }
  for (const { size } of members.values()) counts.kept += size;
  counts.kept -= counts.renamed;
  counts.defined = counts.kept + counts.renamed + counts.merged + counts.replaced + counts.excluded;
  return counts;
}
