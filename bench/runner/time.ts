import b from 'benny';
import type { Outcome } from '../suite.ts';
import type { Measuring } from './effort.ts';
import { silenced } from './silenced.ts';
import { wallNowMs } from './wall-clock.ts';

/** What benny found, over its samples, each the mean of several calls. */
export interface Timing {
  readonly callsPerSecond: number;
}

type Work = () => Outcome | Promise<Outcome>;
type Call = () => undefined | Promise<void>;
type Take = (outcome: Outcome, tookMs: number) => void;

/**
 * Has benny call some work again and again, and tells of each call how long it took: benny's own
 * samples are means, whose 99th percentile is not that of the calls.
 */
export class Timer {
  readonly #work: Work;
  readonly #take: Take;
  readonly #options: Measuring['timing'];
  /** Whether work returns a promise; undefined until it was called. */
  #isWaitedFor: boolean | undefined;

  constructor(work: Work, take: Take, options: Measuring['timing']) {
    this.#work = work;
    this.#take = take;
    this.#options = options;
  }

  /** @throws what the work throws first */
  async time(): Promise<Timing> {
    const failures: unknown[] = [];
    const fail = (error: unknown) => void failures.push(error);
    const call = await this.#probed(() => callOnce(this.#work, this.#take, fail));
    const summary = await silenced(() =>
      b.suite(
        'timing',
        b.configure({ cases: this.#options }),
        b.add('call', async () => call),
        b.cycle(() => undefined),
        b.complete(() => undefined),
      ),
    );
    if (failures.length > 0) throw failures[0];
    const [result] = summary.results;
    return { callsPerSecond: 1 / result!.details.mean };
  }

  /**
   * Benny calls what it is to time once before, to see whether it returns a promise, and does not
   * wait for that: two calls would be under way at once, and be timed. So that one does nothing.
   */
  async #probed(call: Call): Promise<Call> {
    if (this.#isWaitedFor === undefined) {
      const outcome = this.#work();
      this.#isWaitedFor = outcome instanceof Promise;
      await outcome;
    }
    let isProbe = true;
    return () => {
      if (!isProbe) return call();
      isProbe = false;
      return this.#isWaitedFor ? Promise.resolve() : undefined;
    };
  }
}

/** Work that waits for nothing is called without a promise, which would cost more than it may. */
function callOnce(
  work: Work,
  take: Take,
  fail: (error: unknown) => void,
): undefined | Promise<void> {
  try {
    const beganAtMs = wallNowMs();
    const outcome = work();
    if (outcome instanceof Promise) {
      return outcome.then((done) => take(done, wallNowMs() - beganAtMs)).catch(fail);
    }
    take(outcome, wallNowMs() - beganAtMs);
  } catch (error) {
    fail(error);
  }
  return undefined;
}
