export { type CompiledLogic, compile } from './actors/compiled/compile.ts';
export { UnsupportedFeatureError } from './actors/compiled/unsupported-feature-error.ts';
export type { EngineName } from './actors/engine.ts';
export { LeakError } from './actors/leaks.ts';
export { chance, choose, now, random, sample } from './actors/scope.ts';
export { type BehaviourScript, behaviourScript } from './check/behaviour-script.ts';
export {
  type Check,
  type CheckEvents,
  type CheckLimits,
  type CheckOptions,
  type CheckOutcome,
  type CheckProgress,
  type CheckResult,
  check,
  type PartialOrder,
} from './check/check.ts';
export type { Counterexample, Shown, Step } from './check/counterexample.ts';
export type { Omission } from './check/explore/bit-states.ts';
export type { Strategy } from './check/explore/frontiers.ts';
export type { PopulationSymmetry } from './check/explore/symmetry/symmetry.ts';
export { UncheckableError } from './check/explore/uncheckable-error.ts';
export { type KeyValueCall, keyValueModel } from './check/linearizability/key-value.ts';
export {
  type Linearizability,
  type LinearizableOptions,
  linearizable,
} from './check/linearizability/linearizable.ts';
export {
  type ClientOperations,
  type CompletedOperation,
  historyOf,
  type OpenOperation,
  type OperationEvent,
  type OperationHistory,
} from './check/linearizability/operation-history.ts';
export {
  type Operations,
  operations,
  type Readings,
  type Told,
} from './check/linearizability/operations.ts';
export { type QueueCall, queueModel } from './check/linearizability/queue.ts';
export { type RegisterCall, registerModel } from './check/linearizability/register.ts';
export type { Ordering } from './check/linearizability/search.ts';
export type { Applied, SequentialModel } from './check/linearizability/sequential-model.ts';
export type { Operation } from './check/linearizability/timeline.ts';
export {
  type Conformance,
  type ConformanceOptions,
  conformance,
  type ForbiddenStep,
} from './check/model-based/conformance.ts';
export type { Coverage, Covered } from './check/model-based/coverage.ts';
export type { Meanings, Meant, StatePathOf } from './check/model-based/meanings.ts';
export type { PathOptions } from './check/model-based/model-paths.ts';
export {
  type ModelPath,
  type ModelTest,
  type ModelTestOptions,
  modelTest,
} from './check/model-based/model-test.ts';
export type { RandomWalks } from './check/model-based/random-walks.ts';
export type { StandOptions } from './check/model-based/stand.ts';
export type { WalkOptions } from './check/model-based/walker.ts';
export { type Replayed, replay } from './check/replay.ts';
export type { Breakage } from './check/search/breakage.ts';
export { type Evidence, evidenceFor } from './check/search/evidence.ts';
export type { RunHappening } from './check/search/last-steps.ts';
export {
  type PartsBetween,
  type ReplayedScript,
  replayScript,
} from './check/search/replay-script.ts';
export { runDiagram } from './check/search/run-diagram.ts';
export { type Parting, runTwice, type Twice } from './check/search/run-twice.ts';
export {
  type Checkpoint,
  parseScriptFile,
  type RunScript,
  type ScriptFile,
} from './check/search/script-file.ts';
export {
  type Finding,
  type SearchedRuns,
  type SearchOptions,
  type SearchProgress,
  type SearchResult,
  search,
  type Tally,
} from './check/search/search.ts';
export { type ShrinkOptions, type Shrunk, shrink } from './check/search/shrink.ts';
export type { LoggedStep } from './check/search/step-log.ts';
export { sequenceDiagram } from './check/sequence-diagram.ts';
export {
  type Chaos,
  type ChaosKinds,
  type ChaosOptions,
  type ChaosSettings,
  chaos,
} from './faults/chaos.ts';
export type {
  Byzantine,
  ClockDrift,
  Crash,
  DelaySpikesFault,
  DuplicationFault,
  Fault,
  Lasting,
  LossFault,
  OfActors,
  OfLinks,
  Partition,
  Pause,
  ReorderingFault,
  SlowDown,
} from './faults/fault.ts';
export type { Faults } from './faults/nemesis.ts';
export { type Script, script } from './faults/script.ts';
export type { AddressPattern } from './network/addresses.ts';
export type { NetworkOperator } from './network/bus.ts';
export { corruption, type Rewrite } from './network/corruption.ts';
export { delaySpikes } from './network/delay-spikes.ts';
export { duplication } from './network/duplication.ts';
export type { Envelope } from './network/envelope.ts';
export { fifo } from './network/fifo.ts';
export { latency } from './network/latency.ts';
export { type LinkPattern, onLinks } from './network/links.ts';
export { loss } from './network/loss.ts';
export { type PartitionOptions, partition } from './network/partition.ts';
export { reordering } from './network/reordering.ts';
export { constant } from './random/constant.ts';
export type { Distribution } from './random/distribution.ts';
export { empirical } from './random/empirical.ts';
export { exponential } from './random/exponential.ts';
export { gamma } from './random/gamma.ts';
export { lognormal } from './random/lognormal.ts';
export { normal } from './random/normal.ts';
export { pareto } from './random/pareto.ts';
export type { RandomStream } from './random/random-stream.ts';
export { truncated } from './random/truncated.ts';
export { uniform } from './random/uniform.ts';
export { weibull } from './random/weibull.ts';
export {
  type Collector,
  type Collectors,
  count,
  final,
  last,
  type MetricsOf,
  summary,
  timeAverage,
} from './record/collectors.ts';
export { type LevelSeries, levelSeries } from './record/level-series.ts';
export { Memory, type MemoryEntry, MemoryError } from './record/memory.ts';
export { type OpenMemoryOptions, openMemory } from './record/open-memory.ts';
export { spans } from './record/spans.ts';
export type { Summary } from './record/summary.ts';
export type { Checking, FaultBounds, NetworkKind, TimerOrder } from './simulation/checking.ts';
export { defineSimulation } from './simulation/define-simulation.ts';
export type { Limits } from './simulation/limits.ts';
export type {
  Eventuality,
  Judgement,
  Predicate,
  Properties,
  PropertyKind,
  PropertyResult,
  Verdict,
} from './simulation/properties.ts';
export type { Outcome, RunResult, ViolatingEnvelope, Violation } from './simulation/result.ts';
export { type Progress, type Run, type RunEvents, type RunOptions, run } from './simulation/run.ts';
export type {
  Composing,
  Observing,
  Simulation,
  SimulationDefinition,
} from './simulation/simulation.ts';
export { UsageError } from './simulation/usage-error.ts';
export { ActorError, UnsettledPromiseError } from './swarm/actor-error.ts';
export type { Address } from './swarm/actor-types.ts';
export { createSwarm, type SwarmOptions } from './swarm/create-swarm.ts';
export type { EngineChoice, Fallback } from './swarm/engines.ts';
export type { Continue, Happening, History } from './swarm/history.ts';
export type { LiveSet } from './swarm/live-set.ts';
export type { RestartState } from './swarm/outages.ts';
export type { Population } from './swarm/population.ts';
export type {
  DeadLetter,
  Emission,
  FaultEvent,
  FaultVerb,
  Log,
  Loss,
  Transition,
} from './swarm/records.ts';
export type { SpawnOptions } from './swarm/spawn-options.ts';
export type { Swarm } from './swarm/swarm.ts';
export { complete } from './swarm/topology/complete.ts';
export { fromGraph } from './swarm/topology/from-graph.ts';
export { grid } from './swarm/topology/grid.ts';
export { randomGraph } from './swarm/topology/random.ts';
export { ring } from './swarm/topology/ring.ts';
export { scaleFree } from './swarm/topology/scale-free.ts';
export { smallWorld } from './swarm/topology/small-world.ts';
export { star } from './swarm/topology/star.ts';
export type { Topology } from './swarm/topology/topology.ts';
