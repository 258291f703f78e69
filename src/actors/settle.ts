/**
 * Resolves when every promise continuation that is due has run, and nothing else of the host has.
 *
 * Node drains all microtasks before a tick that one of them queued, and all ticks before timers
 * and I/O, so what settles in between was caused by simulated time alone.
 */
export function promisesSettled(): Promise<void> {
  return new Promise((resolve) => {
    queueMicrotask(() => process.nextTick(resolve));
  });
}
