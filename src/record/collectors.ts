import { type Observable, type Subscription, tap } from 'rxjs';
import { finite, requireNumber } from '../random/require-number.ts';
import { type Summary, SummaryBuilder } from './summary.ts';

/**
 * Measures one thing over a run. `begin` is called once, before anything moves; `finish` once, at
 * the end, and its result is the metric.
 *
 * An error of a stream that is collected is thrown by `finish`, so a metric is never silently
 * that of half a run.
 */
export interface Collector<T> {
  /** @param clock - reads the simulated time, whenever it is looked at */
  begin?(clock: { readonly nowMs: number }): void;
  finish(): T;
}

/** Collectors by the name of their metric. */
export type Collectors = Readonly<Record<string, Collector<unknown>>>;

/** The metrics that a record of collectors gives. */
export type MetricsOf<C extends Collectors> = {
  readonly [Name in keyof C]: C[Name] extends Collector<infer T> ? T : never;
};

/**
 * How often a stream emits.
 *
 * @example
 * measure: ({ swarm }) => ({ envelopes: count(swarm.envelopes$) })
 */
export function count(stream$: Observable<unknown>): Collector<number> {
  let emitted = 0;
  return collect(stream$, {
    take: () => {
      emitted += 1;
    },
    result: () => emitted,
  });
}

/**
 * Mean, deviation and percentiles of the numbers that a stream emits, all finite.
 *
 * @example
 * measure: ({ swarm }) => ({
 *   latencyMs: summary(swarm.envelopes$.pipe(map((e) => e.dueAtMs - e.sentAtMs))),
 * })
 */
export function summary(stream$: Observable<number>): Collector<Summary> {
  const builder = new SummaryBuilder();
  return collect(stream$, {
    take: (value) => builder.add(value),
    result: () => builder.finish(),
  });
}

/**
 * The mean of a level over simulated time, such as the length of a queue: each value counts for
 * as long as it stood. Over no time at all it is the level itself.
 *
 * @param stream$ - emits the new level at each change
 * @param options.initial - the level until the first change   @defaultValue 0
 *
 * @example
 * measure: ({ actors }) => ({ waiting: timeAverage(actors.queueLength$, { initial: 0 }) })
 */
export function timeAverage(
  stream$: Observable<number>,
  { initial = 0 }: { initial?: number } = {},
): Collector<number> {
  const level = new TimeWeighted(initial);
  return collect(stream$, {
    begin: (clock) => level.begin(clock),
    take: (value) => level.change(value),
    result: () => level.mean(),
  });
}

/**
 * The last value that a stream emitted; null when it emitted none.
 *
 * @example
 * measure: ({ swarm, actors }) => ({ leader: last(swarm.emitted(actors.nodes, 'elected')) })
 */
export function last<T>(stream$: Observable<T>): Collector<T | null> {
  let latest: T | null = null;
  return collect(stream$, {
    take: (value) => {
      latest = value;
    },
    result: () => latest,
  });
}

/**
 * A value that is read once, at the end of the run.
 *
 * @example
 * measure: ({ actors }) => ({ term: final(() => actors.leader.getSnapshot().context.term) })
 */
export function final<T>(read: () => T): Collector<T> {
  return { finish: read };
}

interface Collecting<TValue, TResult> {
  begin?(clock: { readonly nowMs: number }): void;
  take(value: TValue): void;
  result(): TResult;
}

function collect<TValue, TResult>(
  stream$: Observable<TValue>,
  collecting: Collecting<TValue, TResult>,
): Collector<TResult> {
  let subscription: Subscription | undefined;
  let failure: { readonly error: unknown } | undefined;
  return {
    begin(clock) {
      collecting.begin?.(clock);
      // In `tap`, for RxJS reports what an observer throws on a host timer, outside of the run.
      subscription = stream$.pipe(tap((value) => collecting.take(value))).subscribe({
        error: (error: unknown) => {
          failure = { error };
        },
      });
    },
    finish() {
      subscription?.unsubscribe();
      if (failure !== undefined) throw failure.error;
      return collecting.result();
    },
  };
}

class TimeWeighted {
  #level: number;
  #clock = { nowMs: 0 } as { readonly nowMs: number };
  #beganAtMs = 0;
  #changedAtMs = 0;
  #area = 0;

  constructor(initial: number) {
    this.#level = initial;
  }

  begin(clock: { readonly nowMs: number }): void {
    this.#clock = clock;
    this.#beganAtMs = clock.nowMs;
    this.#changedAtMs = clock.nowMs;
  }

  change(level: number): void {
    requireNumber('timeAverage', 'level', level, finite);
    const { nowMs } = this.#clock;
    this.#area += this.#level * (nowMs - this.#changedAtMs);
    this.#changedAtMs = nowMs;
    this.#level = level;
  }

  mean(): number {
    this.change(this.#level);
    const durationMs = this.#changedAtMs - this.#beganAtMs;
    return durationMs > 0 ? this.#area / durationMs : this.#level;
  }
}
