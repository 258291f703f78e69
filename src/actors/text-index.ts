import { avalanche } from '../random/hash.ts';

const SLOTS_MIN = 16;
/** Of each 8 slots at most so many are taken. */
const TAKEN_MAX = 7;
const VACANT = 0;
/** FNV-1a's (G. Fowler, L. C. Noll, K.-P. Vo), of 32 bits. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
const TAG_SHIFT = 24;

/**
 * Numbers by the texts that they stand for: open addressing, linear probing.
 *
 * It keeps no text, but asks whoever has them. A number costs 6 to 12 bytes, where an entry of a map
 * from texts costs some 40 and keeps its text.
 *
 * @example
 * const names = ['queen', 'scout'];
 * const index = new TextIndex((number) => names[number]!);
 * index.set('scout', 1);
 * index.find('scout'); // 1
 */
export class TextIndex {
  readonly #textOf: (number: number) => string;
  /** In each slot a number + 1, so that 0 is none. */
  #numbers = new Int32Array(SLOTS_MIN);
  /** Some bits of the hash in each slot: so a text is seldom asked for that is not the one sought. */
  #tags = new Uint8Array(SLOTS_MIN);
  #size = 0;

  /** @param textOf - gives the text of a number that was set */
  constructor(textOf: (number: number) => string) {
    this.#textOf = textOf;
  }

  /** The number that was last set for a text. */
  find(text: string): number | undefined {
    const number = this.#numbers[this.#slotOf(text, hashOf(text))]!;
    return number === VACANT ? undefined : number - 1;
  }

  /** Lets a text have a number, 0 or above, in the place of the one that it had. */
  set(text: string, number: number): void {
    const hash = hashOf(text);
    const slot = this.#slotOf(text, hash);
    const isNew = this.#numbers[slot] === VACANT;
    this.#numbers[slot] = number + 1;
    this.#tags[slot] = hash >>> TAG_SHIFT;
    if (!isNew) return;
    this.#size += 1;
    if (8 * this.#size > TAKEN_MAX * this.#numbers.length) this.#grow();
  }

  /** The slot of a text, or the vacant one where it belongs. */
  #slotOf(text: string, hash: number): number {
    const mask = this.#numbers.length - 1;
    const tag = hash >>> TAG_SHIFT;
    let slot = hash & mask;
    for (;;) {
      const number = this.#numbers[slot]!;
      if (number === VACANT) return slot;
      if (this.#tags[slot] === tag && this.#textOf(number - 1) === text) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const before = this.#numbers;
    const mask = 2 * before.length - 1;
    this.#numbers = new Int32Array(mask + 1);
    this.#tags = new Uint8Array(mask + 1);
    for (const number of before) {
      if (number === VACANT) continue;
      const hash = hashOf(this.#textOf(number - 1));
      let slot = hash & mask;
      while (this.#numbers[slot] !== VACANT) slot = (slot + 1) & mask;
      this.#numbers[slot] = number;
      this.#tags[slot] = hash >>> TAG_SHIFT;
    }
  }
}

function hashOf(text: string): number {
  let hash = OFFSET;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return avalanche(hash);
}
