/**
 * The hive: how fast it decides, spawns, detects, analyses, and what it costs, over real packs.
 *
 * Simulated figures show the modelled swarm with the hive simulation's defaults (start-up of 5 ms,
 * 2 us a look-up, one-way latency with a median of 1 ms): they are only as true as these, and say
 * nothing of this machine. Wall figures show what simulating it costs one thread of this machine,
 * warmed up: they say nothing of agents that run in parallel, of a first run in a new process, or
 * of reading files. Neither shows crashes or late agents, for there are none.
 */
import { agentSpawning } from './hive/agent-spawning.ts';
import { configurationAnalysis } from './hive/configuration-analysis.ts';
import { conflictDetection } from './hive/conflict-detection.ts';
import { consensusLatency } from './hive/consensus-latency.ts';
import { memoryOverhead } from './hive/memory-overhead.ts';
import { orchestrationThroughput } from './hive/orchestration-throughput.ts';
import { parallelAgents } from './hive/parallel-agents.ts';
import type { Suite } from './suite.ts';

export const hive: Suite = {
  name: 'hive',
  scenarios: [
    consensusLatency,
    agentSpawning,
    conflictDetection,
    configurationAnalysis,
    parallelAgents,
    memoryOverhead,
    orchestrationThroughput,
  ],
};
