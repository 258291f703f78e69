import type { KnownTexts } from './known-texts.ts';

/** So many keys after one another are remembered; then, all are forgotten. */
const KEYS_MAX = 4_096;

/**
 * A key of a record, after certain other keys: records of one shape have the same sequence of
 * them, and so need not look up the text of any key.
 */
export class KnownKey {
  readonly key: string;
  /** The words that stand for the key. */
  readonly low: number;
  readonly high: number;
  /** The key that came next in the last record that had this one. */
  next: KnownKey | undefined = undefined;
  /** The text that was last found under the key, and the words of the two: many stay the same. */
  text = '';
  entryLow = 0;
  entryHigh = 0;
  readonly #followers = new Map<string, KnownKey>();

  constructor(key: string, { low, high }: KnownTexts) {
    this.key = key;
    this.low = low;
    this.high = high;
  }

  follower(key: string): KnownKey | undefined {
    return this.#followers.get(key);
  }

  addFollower(follower: KnownKey): void {
    this.#followers.set(follower.key, follower);
  }
}

/** The keys that records were found to have, in a tree. */
export class KnownKeys {
  readonly #texts: KnownTexts;
  #root: KnownKey;
  #count = 0;

  constructor(texts: KnownTexts) {
    this.#texts = texts;
    this.#root = new KnownKey('', texts);
  }

  /** Where every record begins. */
  get root(): KnownKey {
    return this.#root;
  }

  /** The key that comes after another one. */
  after(before: KnownKey, key: string): KnownKey {
    const next = before.follower(key) ?? this.#learn(before, key);
    before.next = next;
    return next;
  }

  #learn(before: KnownKey, key: string): KnownKey {
    this.#texts.find(key);
    const next = new KnownKey(key, this.#texts);
    before.addFollower(next);
    this.#count += 1;
    if (this.#count === KEYS_MAX) {
      this.#count = 0;
      this.#root = new KnownKey('', this.#texts);
    }
    return next;
  }
}
