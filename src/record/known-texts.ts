import type { HashLanes } from './hash-lanes.ts';
import { NEW_TEXT } from './value-kind.ts';

const KNOWN_TEXTS_MAX = 65_536;
/** A power of two: a look-up among them costs a comparison instead of a hash. */
const RECENT_TEXTS = 128;

/**
 * Texts that a hash has taken in before, each with a number that stands for it from then on.
 *
 * The numbers follow from the order in which texts came, which the hash covers, so they identify
 * texts as well as their letters do.
 */
export class KnownTexts {
  readonly #lanes: HashLanes;
  readonly #numbers = new Map<string, number>();
  /** Texts that were looked up lately, each at a place that its length and beginning give it. */
  readonly #recent: string[] = new Array<string>(RECENT_TEXTS).fill('');
  readonly #recentNumbers = new Int32Array(RECENT_TEXTS);

  constructor(lanes: HashLanes) {
    this.#lanes = lanes;
  }

  /** The number of a text, which is spelled out to the hash first if it is new. */
  numberOf(text: string): number {
    const { length } = text;
    const place =
      (length * 7 + text.charCodeAt(0) + text.charCodeAt(length - 1)) & (RECENT_TEXTS - 1);
    if (this.#recent[place] === text && length > 0) return this.#recentNumbers[place]!;
    const number = this.#numbers.get(text) ?? this.#learn(text);
    this.#recent[place] = text;
    this.#recentNumbers[place] = number;
    return number;
  }

  #learn(text: string): number {
    spell(this.#lanes, text, NEW_TEXT);
    // All at once, for the sequence to stay readable: when this happens follows from what came.
    if (this.#numbers.size === KNOWN_TEXTS_MAX) {
      this.#numbers.clear();
      this.#recent.fill('');
    }
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
