import { draw } from '../../phold/draws.ts';

/**
 * Hands permits on to holders who all come at once and work for exponential times: a list of when
 * each is done, and no leases, for nobody crashes.
 *
 * @returns how many are done
 */
export function handOnPermits(permits: number, holders: number): number {
  const { delaysMs } = draw({ processes: holders, count: holders, seed: 1 });
  const ends: number[] = [];
  let [done, nowMs] = [0, 0];
  for (const workMs of delaysMs) {
    if (ends.length === permits) {
      nowMs = ends.pop()!;
      done += 1;
    }
    const endsAtMs = nowMs + workMs;
    const later = ends.findIndex((each) => each <= endsAtMs);
    ends.splice(later < 0 ? ends.length : later, 0, endsAtMs);
  }
  return done + ends.length;
}
