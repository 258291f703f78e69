import { GCProfiler } from 'node:v8';
import { collectYoungGarbage } from './memory-in-use.ts';

/** How often work is done again that the garbage collector has come into. */
const TRIES = 10;

/**
 * Bytes that some work allocates on the heap and in typed arrays, whether or not it keeps them. It
 * has to be so little work that no garbage is collected meanwhile.
 *
 * @throws Error if garbage was collected each time
 */
export async function allocatedBytes(work: () => unknown): Promise<number> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    collectYoungGarbage();
    const profiler = new GCProfiler();
    profiler.start();
    const before = inUse();
    const done = work();
    if (done instanceof Promise) await done;
    const bytes = inUse() - before;
    if (profiler.stop().statistics.length === 0) return bytes;
  }
  throw new Error('Garbage was collected each time: weigh less work at once.');
}

function inUse(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
