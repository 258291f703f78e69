export { type AgentInput, type AgentTraits, agentMachine } from './hive/agent.ts';
export {
  type ComposeOptions,
  compose,
  validateComposition,
} from './hive/composition.ts';
export type { Change, CompositionCounts, Configuration, Settlement } from './hive/configuration.ts';
export {
  CONFLICT_KINDS,
  type Conflict,
  type ConflictCounts,
  type ConflictKind,
  countConflicts,
  type Detection,
  unite,
} from './hive/conflict.ts';
export { type Decision, settle } from './hive/decision.ts';
export { detectHashed, type HashSlice } from './hive/detect-hashed.ts';
export { detectPairwise, type PairSlice } from './hive/detect-pairwise.ts';
export { DETECTION_METHODS, type DetectionMethod } from './hive/detection-method.ts';
export { type Knowledge, knowledgeOf } from './hive/knowledge.ts';
export type { Pack, PackProperty, PackReference } from './hive/pack.ts';
export { PackError } from './hive/pack-error.ts';
export { parsePacks, selectPacks } from './hive/parse-packs.ts';
export { type PollingInput, type PollingOutput, pollingMachine } from './hive/polling.ts';
export {
  type HiveOutcome,
  PHASES,
  type Phase,
  type PhaseEnded,
  type QueenInput,
  queenMachine,
} from './hive/queen.ts';
export { QUORUM_RULES, type QuorumRule } from './hive/quorum.ts';
export { readPacks } from './hive/read-packs.ts';
export { RESOLUTIONS, type Resolution } from './hive/resolution.ts';
export { ROLES, type Role, roleOf } from './hive/roles.ts';
export { type SharingInput, type SharingOutput, sharingMachine } from './hive/sharing.ts';
export { STRATEGIES, type Strategy } from './hive/strategy.ts';
export type { CustomRules, Rule } from './hive/strategy-custom.ts';
export type { Job } from './queue/job.ts';
export { sourceMachine } from './queue/source.ts';
export { type StationEmission, stationMachine } from './queue/station.ts';
