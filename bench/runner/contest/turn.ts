import type { Reached, Way } from '../../suite.ts';
import { HashGuard } from '../hash-guard.ts';
import { wallNowMs } from '../wall-clock.ts';

/** What a way came to in its turn. */
export interface Turn extends Omit<Reached, 'tidy' | 'weigh'> {
  /** The mean of the times that it did the work. */
  readonly tookMs: number;
}

/**
 * Lets a way do the work as often as a turn of it has.
 *
 * @throws Error if it comes to different results
 */
export async function takeTurn({ name, times = 1, ready, run }: Way): Promise<Turn> {
  const guard = new HashGuard(name);
  let [tookMs, last]: [number, Reached | undefined] = [0, undefined];
  for (let time = 0; time < times; time++) {
    await ready?.();
    const beganAtMs = wallNowMs();
    const outcome = run();
    const { tidy, weigh, ...reached } = outcome instanceof Promise ? await outcome : outcome;
    tookMs += wallNowMs() - beganAtMs;
    last = weigh === undefined ? reached : { ...reached, bytes: weigh() };
    tidy?.();
    guard.check(`${reached.checksum} ${reached.trace}`);
  }
  return { ...last!, tookMs: tookMs / times };
}
