import type { DetectionMethod } from './detection-method.ts';
import type { Pack } from './pack.ts';
import { indexPacks, type PackIndex } from './pack-index.ts';
import type { QuorumRule } from './quorum.ts';
import type { Strategy } from './strategy.ts';
import type { CustomRules } from './strategy-custom.ts';

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
