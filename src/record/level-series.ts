import type { Observable, Subscription } from 'rxjs';
import type { Collector } from './collectors.ts';

/** A level over simulated time: its mean in each of so many stretches of equal length. */
export interface LevelSeries {
  /** How long a stretch is, simulated ms. */
  readonly everyMs: number;
  /** The mean of each stretch, in order; the last may be cut short by the end of the run. */
  readonly means: readonly number[];
  readonly max: number;
}

/** As many stretches as are kept at most; when there would be more, two and two are made one. */
const STRETCHES_MAX = 64;

/**
 * How a level, such as the depth of a queue, changed over simulated time. It takes up the same room
 * however long the run is.
 *
 * @param stream$ - emits the new level at each change; it is 0 until the first
 * @example
 * measure: ({ swarm, actors }) => ({ depth: levelSeries(actors.depth$) })
 */
export function levelSeries(stream$: Observable<number>): Collector<LevelSeries> {
  const areas = new Areas();
  let nowMs = () => 0;
  let level = 0;
  let max = 0;
  let subscription: Subscription | undefined;
  let failure: { readonly error: unknown } | undefined;
  return {
    begin(clock) {
      nowMs = () => clock.nowMs;
      areas.begin(clock.nowMs);
      subscription = stream$.subscribe({
        next: (next) => {
          areas.stand(level, nowMs());
          level = next;
          max = Math.max(max, next);
        },
        error: (error: unknown) => {
          failure = { error };
        },
      });
    },
    finish() {
      subscription?.unsubscribe();
      if (failure !== undefined) throw failure.error;
      areas.stand(level, nowMs());
      return { ...areas.means(), max };
    },
  };
}

/** Levels times how long they stood, by stretch. */
class Areas {
  #areas: number[] = [0];
  #everyMs = 1;
  #beganAtMs = 0;
  #untilMs = 0;

  begin(nowMs: number): void {
    this.#beganAtMs = nowMs;
    this.#untilMs = 0;
  }

  /** Takes note that the level has stood until now. */
  stand(level: number, nowMs: number): void {
    const toMs = nowMs - this.#beganAtMs;
    while (toMs > STRETCHES_MAX * this.#everyMs) this.#merge();
    while (this.#untilMs < toMs) {
      const nth = Math.floor(this.#untilMs / this.#everyMs);
      const endMs = Math.min((nth + 1) * this.#everyMs, toMs);
      this.#areas[nth] = (this.#areas[nth] ?? 0) + level * (endMs - this.#untilMs);
      this.#untilMs = endMs;
    }
  }

  means(): { everyMs: number; means: number[] } {
    const means = this.#areas.map((area, nth) => {
      const lengthMs = Math.min(this.#everyMs, this.#untilMs - nth * this.#everyMs);
      return lengthMs > 0 ? area / lengthMs : 0;
    });
    return { everyMs: this.#everyMs, means };
  }

  #merge(): void {
    const merged: number[] = [];
    for (let nth = 0; nth < this.#areas.length; nth += 2) {
      merged.push(this.#areas[nth]! + (this.#areas[nth + 1] ?? 0));
    }
    this.#areas = merged;
    this.#everyMs *= 2;
  }
}
