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
import { pathToFileURL } from 'node:url';
import { type Comparison, comparePhold } from './phold/compare.ts';
import { draw } from './phold/draws.ts';
import { startHandWritten } from './phold/hand-written.ts';
import { startKernel } from './phold/kernel.ts';
import type { StartLoop } from './phold/loop.ts';

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

/** Times PHOLD at 10,000 and 1,000,000 processes and prints a table. Takes half a minute. */
export async function benchPhold(): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const processes of [10_000, 1_000_000]) comparisons.push(await comparePhold(processes, 1));
  console.table(comparisons.map(toRow));
  const [small, large] = comparisons as [Comparison, Comparison];
  const kernelGrowth = large.kernelNsPerEvent / small.kernelNsPerEvent;
  const handWrittenGrowth = large.handWrittenNsPerEvent / small.handWrittenNsPerEvent;
  console.log(
    `cost of an event, 10,000 to 1,000,000 processes: kernel x${kernelGrowth.toFixed(2)}, ` +
      `hand-written binary heap x${handWrittenGrowth.toFixed(2)} (comparisons alone: x1.50)`,
  );
  return comparisons;
}

function toRow(comparison: Comparison): Record<string, string | number> {
  const perSecond = (ns: number): string => Math.round(1e9 / ns).toLocaleString('en');
  return {
    processes: comparison.processes.toLocaleString('en'),
    'kernel events/s': perSecond(comparison.kernelNsPerEvent),
    'hand-written events/s': perSecond(comparison.handWrittenNsPerEvent),
    ratio: Number(comparison.ratio.toFixed(2)),
    'kernel ns/event': Number(comparison.kernelNsPerEvent.toFixed(1)),
    'hand-written ns/event': Number(comparison.handWrittenNsPerEvent.toFixed(1)),
    'blocks agreed': comparison.blocksAgreed,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await benchPhold();
