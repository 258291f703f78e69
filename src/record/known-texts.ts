import type { HashLanes } from './hash-lanes.ts';
import { NEW_TEXT } from './value-kind.ts';

const KNOWN_TEXTS_MAX = 65_536;

/**
 * Texts that a hash has taken in before, each with a number that stands for it from then on.
 *
 * The numbers follow from the order in which texts came, which the hash covers, so they identify
 * texts as well as their letters do.
 */
export class KnownTexts {
  readonly #lanes: HashLanes;
  readonly #numbers = new Map<string, number>();

  constructor(lanes: HashLanes) {
    this.#lanes = lanes;
  }

  /** The number of a text, which is spelled out to the hash first if it is new. */
  numberOf(text: string): number {
    return this.#numbers.get(text) ?? this.#learn(text);
  }

  #learn(text: string): number {
    spell(this.#lanes, text, NEW_TEXT);
    // All at once, for the sequence to stay readable: when this happens follows from what came.
    if (this.#numbers.size === KNOWN_TEXTS_MAX) this.#numbers.clear();
    const number = this.#numbers.size + 1;
    this.#numbers.set(text, number);
    return number;
  }
}

/** Takes in all letters of a text, then their count as a step of the given kind. */
export function spell(lanes: HashLanes, text: string, kind: number): void {
  const { length } = text;
  for (let i = 0; i < length; i += 4) {
    lanes.mix(pair(text, i), pair(text, i + 2));
  }
  lanes.mix(length, kind);
}

/** Two UTF-16 units as one word; past the end `charCodeAt` is NaN, which counts as 0 here. */
function pair(text: string, at: number): number {
  return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
}
