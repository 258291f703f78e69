import { guardAgainstLeaks, host } from '../actors/leaks.ts';
import type { Kernel } from './kernel.ts';

export interface DriveOptions {
  /** Simulated ms after which nothing is done; for ever when left out. */
  readonly untilMs?: number;
  /** Called after each step; true stops. */
  readonly afterStep?: () => boolean;
  /** Called now and then while the host is let at its own work; true stops. */
  readonly breathe?: () => boolean;
}

/** Why a swarm came to rest. */
export type Rest = 'quiet' | 'time' | 'stopped' | 'failed';

const stepsBetweenLooks = 256;
const breathEveryMs = 50;

/**
 * Steps a swarm until nothing is left to happen, or something stops it.
 *
 * The host gets a turn every 50 wall ms, so that signals and progress are heard.
 */
export async function drive(kernel: Kernel, options: DriveOptions): Promise<Rest> {
  const lift = guardAgainstLeaks();
  try {
    return await stepOn(kernel, options);
  } finally {
    lift();
  }
}

async function stepOn(kernel: Kernel, options: DriveOptions): Promise<Rest> {
  const { untilMs = Number.POSITIVE_INFINITY, afterStep, breathe } = options;
  let looks = stepsBetweenLooks;
  let breathedAt = host.nowMs();
  for (;;) {
    if (kernel.needsSettling) await kernel.settle();
    if (kernel.failure !== undefined) return 'failed';
    if (kernel.clock.pending === 0) return 'quiet';
    if (kernel.clock.nextDueMs > untilMs) return 'time';
    kernel.step();
    if (kernel.failure !== undefined) return 'failed';
    if (afterStep?.()) return 'stopped';
    looks -= 1;
    if (looks > 0) continue;
    looks = stepsBetweenLooks;
    if (host.nowMs() - breathedAt < breathEveryMs) continue;
    await new Promise((resolve) => host.setImmediate(resolve));
    if (breathe?.()) return 'stopped';
    breathedAt = host.nowMs();
  }
}
