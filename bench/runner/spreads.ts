import type { Amounts, Durations } from '../suite.ts';
import type { Figure, FigureKind } from './result.ts';
import { Spread } from './spread.ts';

/** A spread for each name that durations, or amounts, come by. */
export class Spreads {
  readonly #unit: Figure['unit'];
  readonly #byName = new Map<string, Spread>();

  constructor(unit: Figure['unit']) {
    this.#unit = unit;
  }

  /** Says that the values since the last time are a block. */
  endBlock(): void {
    for (const spread of this.#byName.values()) spread.endBlock();
  }

  /** The greatest of the margins so far, percent; 0 of nothing. */
  get margin(): number {
    return Math.max(0, ...[...this.#byName.values()].map(({ margin }) => margin));
  }

  record(values: Durations | Amounts): void {
    for (const [name, value] of Object.entries(values)) this.#named(name).record(value);
  }

  figures(kind: FigureKind, operations = 1): Figure[] {
    return [...this.#byName].map(([name, spread]) => spread.figure({ name, kind, operations }));
  }

  #named(name: string): Spread {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const spread = new Spread(this.#unit);
    this.#byName.set(name, spread);
    return spread;
  }
}
