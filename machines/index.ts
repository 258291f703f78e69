export {
  type CoordinatorContext,
  type CoordinatorInput,
  coordinatorLog,
  coordinatorMachine,
} from './atomic-commit/coordinator.ts';
export type {
  AskOutcome,
  BeginCommit,
  Decide,
  Outcome as CommitOutcome,
  ParticipantVote,
  Prepare,
} from './atomic-commit/messages.ts';
export {
  type ParticipantContext,
  type ParticipantInput,
  participantLog,
  participantMachine,
} from './atomic-commit/participant.ts';
export { bullyMachine } from './bully/bully.ts';
export type { BullyContext, BullyInput } from './bully/bully-context.ts';
export type { BullyAnswer, BullyCall, BullyMessage } from './bully/messages.ts';
export {
  type ManagerContext,
  type ManagerInput,
  managerMachine,
} from './contract-net/contract-net.ts';
export {
  type ContractorContext,
  type ContractorInput,
  contractorMachine,
} from './contract-net/contractor.ts';
export type { ContractorMessage, ContractTask, ManagerMessage } from './contract-net/messages.ts';
export {
  type ForagerContext,
  type ForagerInput,
  foragerMachine,
  type Visited,
} from './foraging/forager.ts';
export {
  emptyTally,
  siteToVisit,
  sumOf,
  type Tally,
  tallyFrom,
  visited,
} from './foraging/tally.ts';
export {
  GOSSIP_STYLES,
  type Gossip,
  type GossipStyle,
  type Question,
  type Rumour,
} from './gossip/gossip.ts';
export { type GossiperInput, gossiperMachine, type Heard } from './gossip/gossiper.ts';
export { type Group, majorityOf, othersThan } from './group.ts';
export { type AgentTraits, agentMachine, type Hive } from './hive/agent.ts';
export {
  type ComposeOptions,
  compose,
  validateComposition,
} from './hive/composition/composition.ts';
export type {
  Change,
  CompositionCounts,
  Configuration,
  Settlement,
} from './hive/composition/configuration.ts';
export {
  CONFLICT_KINDS,
  type Conflict,
  type ConflictCounts,
  type ConflictKind,
  countConflicts,
  type Detection,
  unite,
} from './hive/conflicts/conflict.ts';
export { detectHashed, type HashSlice } from './hive/conflicts/detect-hashed.ts';
export { detectPairwise, type PairSlice } from './hive/conflicts/detect-pairwise.ts';
export { DETECTION_METHODS, type DetectionMethod } from './hive/conflicts/detection-method.ts';
export type { Decision } from './hive/decision.ts';
export { type Knowledge, knowledgeOf } from './hive/knowledge.ts';
export type { Pack, PackProperty, PackReference } from './hive/packs/pack.ts';
export { PackError } from './hive/packs/pack-error.ts';
export { parsePacks, selectPacks } from './hive/packs/parse-packs.ts';
export { readPacks } from './hive/packs/read-packs.ts';
export { PHASES, type Phase, type PhaseEmission } from './hive/phases.ts';
export { queenMachine } from './hive/queen.ts';
export { type QueenContext, type QueenInput, readyAgents } from './hive/queen-context.ts';
export { ROLES, type Role, roleOf } from './hive/roles/roles.ts';
export { type SharingInput, type SharingOutput, sharingMachine } from './hive/sharing.ts';
export type { CustomRules, Rule } from './hive/strategies/custom.ts';
export { RESOLUTIONS, type Resolution } from './hive/strategies/resolution.ts';
export { STRATEGIES, type Strategy } from './hive/strategies/strategy.ts';
export { type MemoryContext, type MemoryInput, memoryMachine } from './memory/memory.ts';
export type { Recall, RecallAll, Recalled, RecalledAll, Remember } from './memory/messages.ts';
export {
  type AcceptorContext,
  type AcceptorInput,
  acceptorMachine,
  acceptorState,
  type HasAccepted,
} from './paxos/acceptor.ts';
export {
  type LearnerContext,
  type LearnerInput,
  learnerMachine,
} from './paxos/learner.ts';
export type {
  Accept,
  Accepted,
  Chosen,
  PaxosPrepare,
  Promised,
  Proposed,
} from './paxos/messages.ts';
export {
  ballotOf,
  type ProposerContext,
  type ProposerInput,
  proposerMachine,
  proposerState,
} from './paxos/proposer.ts';
export { type PbftClientContext, type PbftClientInput, pbftClientMachine } from './pbft/client.ts';
export type {
  Commit as PbftCommit,
  NewView as PbftNewView,
  PbftMessage,
  PrePrepare as PbftPrePrepare,
  Prepare as PbftPrepare,
  Prepared as PbftPrepared,
  Reply as PbftReply,
  Request as PbftRequest,
  ViewChange as PbftViewChange,
} from './pbft/messages.ts';
export { pbftReplicaMachine } from './pbft/replica.ts';
export type { PbftReplicaContext, PbftReplicaInput } from './pbft/replica-context.ts';
export type { Executed, ViewEntered } from './pbft/replica-parts.ts';
export {
  firstWhere,
  itemsOf,
  type PersistentQueue,
  pushed,
  queueOf,
  shifted,
  unshifted,
  withoutItem,
} from './persistent-queue.ts';
export {
  ARTIFACT_BUFFERS,
  ARTIFACT_FORMATS,
  type Artifact,
  type ArtifactBuffers,
  type ArtifactFormat,
  readArtifact,
  writeArtifact,
} from './pipeline/artifact.ts';
export { layeredStages } from './pipeline/layered-stages.ts';
export {
  type Attempt,
  type PipelineEmission,
  pipelineMachine,
  type Setback,
} from './pipeline/pipeline.ts';
export {
  type PipelineContext,
  type PipelineInput,
  type PipelineOutput,
  timeoutAt,
} from './pipeline/pipeline-context.ts';
export {
  type PipelineOutcome,
  type Progress,
  progressByName,
  progressOf,
  RUN_MODES,
  type Run,
  type RunMode,
  type RunProgress,
  type StageProgress,
  type StageStatus,
} from './pipeline/progress.ts';
export { type StageInput, type StageReport, stageMachine } from './pipeline/stage.ts';
export type { Artifacts, StageDefinition } from './pipeline/stage-definition.ts';
export {
  allDependants,
  criticalPath,
  type Dependent,
  PipelineError,
  type StageGraph,
  stageGraph,
} from './pipeline/stage-graph.ts';
export { aggregateCommutative, aggregateConditional } from './proposals/aggregate.ts';
export { conflictingPairs } from './proposals/conflicting-pairs.ts';
export { Merging } from './proposals/merging.ts';
export type { Aggregated, Propose } from './proposals/messages.ts';
export type { Aggregation, ConditionalProposal, Merged, Proposal } from './proposals/proposal.ts';
export {
  type ProposalBoardContext,
  type ProposalBoardInput,
  proposalBoardMachine,
  type RoundEnded,
} from './proposals/proposal-board.ts';
export type { Job } from './queue/job.ts';
export { type SourceInput, sourceMachine } from './queue/source.ts';
export { type StationEmission, type StationInput, stationMachine } from './queue/station.ts';
export type { Decision as QuorumDecision } from './quorum-vote/decision.ts';
export type { Ask, Cast, Question as VoteQuestion } from './quorum-vote/messages.ts';
export type { Ballot } from './quorum-vote/poll.ts';
export { QUORUM_RULES, type QuorumRule } from './quorum-vote/quorum.ts';
export {
  createQuorumVoteMachine,
  type QuorumVoteInput,
  type QuorumVoteOutput,
} from './quorum-vote/quorum-vote.ts';
export { type Opinion, type VoterInput, voterMachine } from './quorum-vote/voter.ts';
export {
  type RaftClientContext,
  type RaftClientInput,
  raftClientMachine,
} from './raft/client.ts';
export { type Entry, hasEntry, type Log } from './raft/log.ts';
export type {
  AppendEntries,
  Appended,
  Command,
  CommandApplied,
  CommandReply,
  NotLeader,
  RaftMessage,
  RequestVote,
  Vote,
} from './raft/messages.ts';
export { type Applied, type Elected, raftServerMachine } from './raft/server.ts';
export {
  type PersistentState,
  persisted,
  type RaftServerContext,
  type RaftServerInput,
} from './raft/server-context.ts';
export {
  type ItemSourceContext,
  type ItemSourceInput,
  itemSourceMachine,
  type Made,
} from './rate-limit/item-source.ts';
export type { Credit, Item, Offer } from './rate-limit/messages.ts';
export {
  type Dropped,
  type Passed,
  type TokenBucketContext,
  type TokenBucketInput,
  tokenBucketMachine,
} from './rate-limit/token-bucket.ts';
export {
  type RegisterClientInput,
  type RegisterOperation,
  type RegisterReply,
  type RegisterRequest,
  registerClientMachine,
} from './registers/register-client.ts';
export {
  isValueRead,
  putAndGet,
  type RegisterLog,
  registerLog,
} from './registers/register-clients.ts';
export { changesOf, type RegistryChange } from './registry/changes.ts';
export { followPublications, type Publications } from './registry/publications.ts';
export {
  type CarryOut,
  type RegistrarContext,
  type RegistrarInput,
  type Registry,
  registrarMachine,
} from './registry/registrar.ts';
export {
  type ReleaseContext,
  type ReleaseEmission,
  type ReleaseInput,
  type ReleaseRequest,
  releaseMachine,
  releaseRequest,
} from './release/release.ts';
export {
  type Composition,
  type ReleasePackage,
  type RenderedOntology,
  readPackage,
  releaseStages,
} from './release/release-stages.ts';
export { releaseTimes } from './release/release-times.ts';
export { countTerms, type DeclaredTerm, termsOf, turtleOf } from './release/turtle.ts';
export {
  HINTS,
  type Hinted,
  LATENCY_TIERS,
  type LatencyTier,
  PRIORITIES,
  type Priority,
  RESOURCE_COSTS,
  type ResourceCost,
  type SchedulingHint,
  schedulingHint,
} from './scheduler/hint.ts';
export type { AskForWork, Done, Perform, ScheduledTask, Submit } from './scheduler/messages.ts';
export { orderByHint } from './scheduler/order-by-hint.ts';
export { PriorityScheduler } from './scheduler/priority-scheduler.ts';
export { type LeaseOver, type SchedulerEmission, schedulerMachine } from './scheduler/scheduler.ts';
export {
  type KnownTask,
  type Lanes,
  recoverScheduler,
  type SchedulerContext,
  type SchedulerInput,
  type SchedulerMemory,
  type TaskLease,
} from './scheduler/scheduler-context.ts';
export { taskWaits } from './scheduler/task-waits.ts';
export { waitMax } from './scheduler/turns.ts';
export {
  type Finished,
  type WorkerContext,
  type WorkerInput,
  workerMachine,
} from './scheduler/worker.ts';
export type {
  Acquire,
  Granted,
  PermitNotice,
  PermitRequest,
  Refused,
  Release,
  Renew,
  Renewed,
} from './semaphore/messages.ts';
export {
  type PermitHolderContext,
  type PermitHolderEmission,
  type PermitHolderInput,
  type PermitHolderOutput,
  type PermitOutcome,
  permitHolderMachine,
} from './semaphore/permit-holder.ts';
export { type SemaphoreEmission, semaphoreMachine } from './semaphore/semaphore.ts';
export {
  type Lease,
  recoverSemaphore,
  type SemaphoreContext,
  type SemaphoreInput,
  type SemaphoreMemory,
} from './semaphore/semaphore-context.ts';
export { registerMachine, type Write, type Written } from './shared-memory/register.ts';
export type {
  Commit,
  Committed,
  NothingStaged,
  Read,
  SnapshotRead,
  Stage,
} from './snapshots/messages.ts';
export {
  createSharedSnapshot,
  type SharedSnapshotOptions,
  type ViewOf,
} from './snapshots/shared/memory.ts';
export { SharedSnapshotReader } from './snapshots/shared/reader.ts';
export { SharedSnapshotWriter } from './snapshots/shared/writer.ts';
export {
  SNAPSHOT_VARIANTS,
  SnapshotCell,
  type SnapshotVariant,
  type Versioned,
} from './snapshots/snapshot-cell.ts';
export {
  type SnapshotCellContext,
  type SnapshotCellInput,
  snapshotCellMachine,
} from './snapshots/snapshot-cell-machine.ts';
export {
  type ReadEmission,
  type SnapshotReaderContext,
  type SnapshotReaderInput,
  snapshotReaderMachine,
} from './snapshots/snapshot-reader.ts';
export { type SwarmMetrics, swarmMetrics } from './swarm-metrics.ts';
export type { SwimMessage } from './swim/messages.ts';
export { type Believed, swimMachine } from './swim/swim.ts';
export type { SwimContext, SwimInput } from './swim/swim-context.ts';
export { type Beliefs, beliefOf, type MembershipUpdate } from './swim/updates.ts';
export {
  type AdaptiveTimeout,
  type AdaptiveTimeoutOptions,
  adaptiveTimeout,
  backedOff,
  measured,
} from './timeouts/adaptive-timeout.ts';
export {
  afterAnswer,
  afterTimeout,
  TIMEOUT_KINDS,
  type Timeout,
  type TimeoutKind,
  type TimeoutPolicy,
  timeoutOf,
} from './timeouts/timeout-policy.ts';
export type { Thread, WorkStealingMessage } from './work-stealing/messages.ts';
export {
  type WorkStealerContext,
  type WorkStealerInput,
  workStealerMachine,
} from './work-stealing/work-stealer.ts';
