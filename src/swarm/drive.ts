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
/** After fewer steps for each actor, the room that a swarm has for it is not given back. */
const STEPS_EACH_MIN = 2;

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
  const { continuations, steps } = kernel;
  const breath = new Breath();
  if (continuations.isNeeded) await continuations.settle();
  for (;;) {
    if (kernel.failure !== undefined || !kernel.step(untilMs)) {
      return restOf(kernel, kernel.steps - steps);
    }
    // Before anything looks at the swarm, and before the host gets a turn.
    if (continuations.isNeeded) await continuations.settle();
    if (kernel.failure === undefined && afterStep?.()) return 'stopped';
    if (!breath.isDue()) continue;
    await breath.take();
    if (breathe?.()) return 'stopped';
  }
}

function restOf(kernel: Kernel, steps: number): Rest {
  if (kernel.failure !== undefined) return 'failed';
  if (kernel.clock.pending > 0) return 'time';
  giveBackRoom(kernel, steps);
  return 'quiet';
}

/** A swarm at rest needs no room for what was under way. */
function giveBackRoom(kernel: Kernel, steps: number): void {
  const { clock, timers, outbox, chances, directory, engines } = kernel;
  clock.shrink();
  timers.shrink();
  outbox.mail.shrink();
  // What there is for each actor takes a while to have again: little beside so many steps.
  if (steps < STEPS_EACH_MIN * directory.size) return;
  timers.forgetActors();
  chances.shrink(directory.size);
  directory.shrink();
  engines.shrink();
}

/** When the host gets its next turn; looks at its clock only now and then. */
class Breath {
  #steps = 0;
  #takenAt = host.nowMs();

  isDue(): boolean {
    this.#steps += 1;
    return this.#steps % stepsBetweenLooks === 0 && host.nowMs() - this.#takenAt >= breathEveryMs;
  }

  async take(): Promise<void> {
    await new Promise((resolve) => host.setImmediate(resolve));
    this.#takenAt = host.nowMs();
  }
}
