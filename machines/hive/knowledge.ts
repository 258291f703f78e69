import type { QuorumRule } from '../quorum-vote/quorum.ts';
import type { DetectionMethod } from './conflicts/detection-method.ts';
import type { Pack } from './packs/pack.ts';
import { indexPacks, type PackIndex } from './packs/pack-index.ts';
import type { CustomRules } from './strategies/custom.ts';
import type { Strategy } from './strategies/strategy.ts';

/** What all of a hive knows from the start: the packs, and how they are to be composed. */
export interface Knowledge {
  readonly packs: readonly Pack[];
  readonly index: PackIndex;
  readonly detection: DetectionMethod;
  readonly strategy: Strategy;
  readonly rules: CustomRules;
  readonly quorum: QuorumRule;
}

/** Gathers what a hive knows. */
export function knowledgeOf(settings: Omit<Knowledge, 'index'>): Knowledge {
  return { ...settings, index: indexPacks(settings.packs) };
}
