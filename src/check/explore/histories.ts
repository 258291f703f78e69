import type { Happening } from '../../swarm/history.ts';
import type { Kept } from './model-kernel.ts';
import type { ValueTexts } from './value-text.ts';

/** The values of one history, by number; 0 is what it begins with. */
export class HistoryValues {
  readonly #kept: Kept;
  readonly #texts: ValueTexts;
  readonly #all: unknown[];
  readonly #numbers: Map<string, number>;

  constructor(kept: Kept, texts: ValueTexts) {
    this.#kept = kept;
    this.#texts = texts;
    this.#all = [kept.initial];
    this.#numbers = new Map([[texts.of(kept.initial), 0]]);
  }

  get size(): number {
    return this.#all.length;
  }

  get(number: number): unknown {
    return this.#all[number];
  }

  after(number: number, happening: Happening): number {
    return this.intern(this.#kept.next(this.#all[number], happening));
  }

  intern(value: unknown): number {
    const text = this.#texts.of(value);
    let next = this.#numbers.get(text);
    if (next === undefined) {
      next = this.#all.push(value) - 1;
      this.#numbers.set(text, next);
    }
    return next;
  }
}
