/**
 * Scale: what an event and an actor cost as a swarm grows from ten thousand actors to a million.
 *
 * PHOLD is set beside a loop that was written for it alone, with the same random numbers drawn
 * ahead, so that what is left is what a swarm adds: machines, messages as objects, timers, the
 * bus and the trace hash. What the figures do not show: machines whose own actions are what takes
 * the time, network operators, observers, and more than one thread.
 */
import { agentSpawning } from './scale/agent-spawning.ts';
import { gossip } from './scale/gossip.ts';
import { phold } from './scale/phold.ts';
import { populations } from './scale/populations.ts';
import type { Suite } from './suite.ts';

export const scaleSuite: Suite = {
  name: 'scale',
  scenarios: [phold, populations, agentSpawning, gossip],
};
