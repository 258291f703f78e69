import { avalanche } from '../random/hash.ts';

const SLOTS_MIN = 16;
/** Of each 8 slots at most so many are taken. */
const TAKEN_MAX = 7;
const VACANT = 0;
/** FNV-1a's (G. Fowler, L. C. Noll, K.-P. Vo), of 32 bits. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
/** Of the 32 bits of a slot, those of the number; the others are some of its text's hash. */
const NUMBER_BITS = 26;
const NUMBER = 2 ** NUMBER_BITS - 1;

/**
 * Numbers by the texts that they stand for: open addressing, linear probing.
 *
 * It keeps no text, but asks whoever has them. A number costs 5 to 9 bytes, where an entry of a map
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
  /**
   * In each slot a number + 1, so that 0 is none, and the highest bits of its text's hash: so a text
   * is seldom asked for that is not the one sought.
   */
  #slots = new Int32Array(SLOTS_MIN);
  #size = 0;

  /** @param textOf - gives the text of a number that was set */
  constructor(textOf: (number: number) => string) {
    this.#textOf = textOf;
  }

  /** The number that was last set for a text. */
  find(text: string): number | undefined {
    const taken = this.#slots[this.#slotOf(text, hashOf(text))]!;
    return taken === VACANT ? undefined : numberIn(taken);
  }

  /** Lets a text have a number, from 0 to 2^26 - 2, in the place of the one that it had. */
  set(text: string, number: number): void {
    const hash = hashOf(text);
    const slot = this.#slotOf(text, hash);
    const isNew = this.#slots[slot] === VACANT;
    this.#slots[slot] = (hash & ~NUMBER) | (number + 1);
    if (!isNew) return;
    this.#size += 1;
    if (8 * this.#size > TAKEN_MAX * this.#slots.length) this.#grow();
  }

  /** The slot of a text, or the vacant one where it belongs. */
  #slotOf(text: string, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const taken = this.#slots[slot]!;
      if (taken === VACANT) return slot;
      const isAlike = ((taken ^ hash) & ~NUMBER) === 0;
      if (isAlike && this.#textOf(numberIn(taken)) === text) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const before = this.#slots;
    const mask = 2 * before.length - 1;
    this.#slots = new Int32Array(mask + 1);
    for (const taken of before) {
      if (taken === VACANT) continue;
      let slot = hashOf(this.#textOf(numberIn(taken))) & mask;
      while (this.#slots[slot] !== VACANT) slot = (slot + 1) & mask;
      this.#slots[slot] = taken;
    }
  }
}

function numberIn(taken: number): number {
  return (taken & NUMBER) - 1;
}

function hashOf(text: string): number {
  let hash = OFFSET;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return avalanche(hash);
}
