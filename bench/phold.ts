/**
 * PHOLD, the usual benchmark of event queues: a fixed population of events, each of which, when
 * due, sends one more to a random process after an exponential delay (mean 1 ms).
 *
 * Question: what does Statehive's clock cost beside a loop written for PHOLD alone, and how do
 * both grow with the population? Goal: 0.6 of the hand-written loop's events/s at 10,000
 * processes. What the figures do not show: actors, messages as objects, cancelled timers.
 *
 * Source: R. M. Fujimoto, Performance of Time Warp under synthetic workloads, 1990.
 */
import { besideHandWritten } from './phold/beside-hand-written.ts';
import { draw } from './phold/draws.ts';
import { startHandWritten } from './phold/hand-written.ts';
import { startKernel } from './phold/kernel.ts';
import type { StartLoop } from './phold/loop.ts';
import type { Suite } from './suite.ts';

export interface PholdOptions {
  /** Number of processes, and of events under way. */
  readonly processes: number;
  /** Number of events to handle. */
  readonly events: number;
  readonly seed: number;
}

/** Where a loop ended: the hash of the order of its events, and the time of the last one. */
export interface PholdOutcome {
  readonly hash: number;
  readonly nowMs: number;
}

/** Runs the same PHOLD on the kernel and on the hand-written loop; the outcomes must be equal. */
export function phold({ processes, events, seed }: PholdOptions): {
  kernel: PholdOutcome;
  handWritten: PholdOutcome;
} {
  const population = draw({ processes, count: processes, seed });
  const draws = draw({ processes, count: events, seed: seed + 1 });
  const outcomeOf = (startLoop: StartLoop): PholdOutcome => {
    const loop = startLoop(population);
    return { hash: loop.run(draws), nowMs: loop.nowMs };
  };
  return { kernel: outcomeOf(startKernel), handWritten: outcomeOf(startHandWritten) };
}

export const pholdSuite: Suite = { name: 'phold', scenarios: [besideHandWritten] };
