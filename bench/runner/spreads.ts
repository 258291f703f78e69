import type { Durations } from '../suite.ts';
import type { Figure, FigureKind } from './result.ts';
import { Spread } from './spread.ts';

/** A spread for each name that durations come by. */
export class Spreads {
  readonly #byName = new Map<string, Spread>();

  record(durations: Durations): void {
    for (const [name, ms] of Object.entries(durations)) this.#named(name).record(ms);
  }

  figures(kind: FigureKind, operations = 1): Figure[] {
    return [...this.#byName].map(([name, spread]) => spread.figure({ name, kind, operations }));
  }

  #named(name: string): Spread {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const spread = new Spread('ms');
    this.#byName.set(name, spread);
    return spread;
  }
}
