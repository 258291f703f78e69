import { avalanche } from './hash-lanes.ts';

const KNOWN_TEXTS_MAX = 65_536;
/** A power of two: a look-up among them costs a comparison instead of a hash. */
const RECENT_TEXTS = 128;
const WORDS_OF_EMPTY = [0x2127599b, 0x5bd1e995] as const;

type Words = readonly [low: number, high: number];

/** The 64 bits that stand for a text: they follow from its letters alone. */
export class KnownTexts {
  /** The first word of the text that was looked up last. */
  low = 0;
  /** The second one. */
  high = 0;
  /** The place of each text's words, of which there are two. */
  readonly #places = new Map<string, number>();
  #words = new Int32Array(2 * RECENT_TEXTS);
  /** Texts that were looked up lately, each at a place that its length and beginning give it. */
  readonly #recent: string[] = new Array<string>(RECENT_TEXTS).fill('');
  readonly #recentWords = new Int32Array(2 * RECENT_TEXTS);

  /** Looks up a text that may well come again, and is remembered for that. */
  find(text: string): void {
    const { length } = text;
    const place =
      (length * 7 + text.charCodeAt(0) + text.charCodeAt(length - 1)) & (RECENT_TEXTS - 1);
    if (this.#recent[place] !== text || length === 0) this.#remember(text, place);
    this.low = this.#recentWords[2 * place]!;
    this.high = this.#recentWords[2 * place + 1]!;
  }

  /** Looks up a text that is not worth remembering. */
  spell(text: string): void {
    [this.low, this.high] = wordsOf(text);
  }

  #remember(text: string, place: number): void {
    const known = this.#places.get(text) ?? this.#learn(text);
    this.#recent[place] = text;
    this.#recentWords[2 * place] = this.#words[known]!;
    this.#recentWords[2 * place + 1] = this.#words[known + 1]!;
  }

  #learn(text: string): number {
    if (this.#places.size === KNOWN_TEXTS_MAX) this.#places.clear();
    const place = 2 * this.#places.size;
    if (place === this.#words.length) {
      const words = new Int32Array(2 * place);
      words.set(this.#words);
      this.#words = words;
    }
    this.#words.set(wordsOf(text), place);
    this.#places.set(text, place);
    return place;
  }
}

/** MurmurHash3's mixing in two lanes, of which each takes in what the other one knows. */
function wordsOf(text: string): Words {
  const { length } = text;
  let [low, high]: [number, number] = [...WORDS_OF_EMPTY];
  for (let at = 0; at < length; at += 2) {
    const mixed = low ^ Math.imul(pair(text, at), 0xcc9e2d51);
    low = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + high) | 0;
    high = Math.imul((high << 15) | (high >>> 17), 0x85ebca6b) ^ low;
  }
  high = avalanche(high ^ length) + low;
  low = avalanche(low ^ Math.imul(high, 0xc2b2ae35));
  return [low, avalanche(high + low)];
}

/** Two UTF-16 units as one word; past the end `charCodeAt` is NaN, which counts as 0 here. */
function pair(text: string, at: number): number {
  return text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
}
