import { UsageError } from '../simulation/usage-error.ts';
import type { Swarm } from '../swarm/swarm.ts';
import type { Matched } from './judged.ts';

/** Time passes in so many pieces, at the end of one of which it stops. */
const PIECES = 100;

/** Lets simulated time pass until something holds, or the time is over. */
export async function comesToHold(
  swarm: Swarm,
  holds: () => boolean,
  within: { readonly withinMs: number } | undefined,
): Promise<Matched> {
  const withinMs = within?.withinMs;
  if (withinMs === undefined || !(withinMs > 0)) {
    throw new UsageError('toEventually of a swarm takes a time: { withinMs }, simulated, > 0.');
  }
  const beganAtMs = swarm.nowMs;
  let heldAtMs = holds() ? beganAtMs : undefined;
  const looking = swarm.transitions$.subscribe(({ atMs }) => {
    if (heldAtMs === undefined && holds()) heldAtMs = atMs;
  });
  try {
    for (let piece = 1; piece <= PIECES && heldAtMs === undefined; piece++) {
      await swarm.runFor(beganAtMs + (withinMs * piece) / PIECES - swarm.nowMs);
    }
  } finally {
    looking.unsubscribe();
  }
  const told = () =>
    heldAtMs === undefined
      ? `it did not come to hold within ${withinMs} simulated ms, up to ${swarm.nowMs} ms`
      : `it came to hold at ${heldAtMs} simulated ms`;
  return { pass: heldAtMs !== undefined, message: told };
}
