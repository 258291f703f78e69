import type { Conflict, ConflictKind } from '../conflicts/conflict.ts';
import type { Decision } from '../decision.ts';
import type { Pack } from '../packs/pack.ts';
import type { Strategy } from '../strategies/strategy.ts';

/**
 * Something that is not in the configuration as its pack had it. What is not mentioned was
 * kept as it was.
 */
export interface Change {
  /** What changed: a whole pack, its namespace, or one of its definitions. */
  readonly what: 'pack' | 'namespace' | 'class' | 'property';
  /** Name of the pack whose it was. */
  readonly pack: string;
  /** The name before; for a pack its version, for a namespace its IRI. */
  readonly from: string;
  /** The name it has now; `null` if it left the configuration. */
  readonly to: string | null;
  /**
   * - `renamed`: stays, under the name `to`
   * - `merged`: the definition `to` of pack `into` stands for it, and is alike
   * - `replaced`: the definition `to` of pack `into` won
   * - `excluded`: neither it nor another in its place
   */
  readonly change: 'renamed' | 'merged' | 'replaced' | 'excluded';
  /** Name of the pack that has it now; `null` unless merged or replaced. */
  readonly into: string | null;
  /** Key of the conflict this settles; `null` if the strategy itself asks for the change. */
  readonly settles: string | null;
  readonly by: Decision['by'] | 'strategy';
}

/** A conflict with the decision that settled it, tally and all. */
export interface Settlement extends Decision {
  readonly kind: ConflictKind;
  readonly packs: readonly [string, string];
  readonly subject: string;
}

/**
 * How many definitions (classes and properties) of the packs that stand went which way; they
 * add up to `defined`. Those of a pack left out as a whole are not counted.
 */
export interface CompositionCounts {
  readonly defined: number;
  readonly kept: number;
  readonly renamed: number;
  readonly merged: number;
  readonly replaced: number;
  readonly excluded: number;
}

/** What packs compose to. Its packs are again packs: they can be detected on and composed. */
export interface Configuration {
  readonly strategy: Strategy;
  /** In the order of the input, one for each name, with final names. */
  readonly packs: readonly Pack[];
  readonly changes: readonly Change[];
  /** In the canonical order of conflicts. */
  readonly settled: readonly Settlement[];
  readonly counts: CompositionCounts;
}

/** A conflict with what was decided on it: what the steps of composing work from. */
export interface Ruling {
  readonly conflict: Conflict;
  readonly decision: Decision;
}
