import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { avalanche, type Hash128, rotate, scramble } from './hash.ts';

/**
 * xoshiro128** (D. Blackman, S. Vigna 2018), whose state can be set again and again in place.
 *
 * The generators of pure-rand get their state when they are made, which would be one allocation
 * for each envelope.
 */
export class KeyedGenerator implements RandomGenerator {
  readonly #base: Hash128;
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 0;

  constructor(base: Hash128) {
    this.#base = base;
    this.aim(0, 0, 0, 0);
  }

  aim(k0: number, k1: number, k2: number, k3: number): void {
    const base = this.#base;
    // Each step is a bijection of its key, and each takes in the result of the one before.
    const a = avalanche(base[0] ^ scramble(k0));
    const b = avalanche((base[1] ^ scramble(k1)) + a);
    const c = avalanche((base[2] ^ scramble(k2)) + b);
    const d = avalanche((base[3] ^ scramble(k3)) + c);
    this.#a = (a + d) | 0;
    this.#b = b ^ rotate(d, 11);
    this.#c = (c + rotate(d, 19)) | 0;
    this.#d = d | 1; // the one state that xoshiro cannot leave is all zeros
  }

  next(): number {
    const result = Math.imul(rotate(Math.imul(this.#b, 5), 7), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = rotate(this.#d, 11);
    return result;
  }

  clone(): KeyedGenerator {
    const copy = new KeyedGenerator(this.#base);
    copy.#a = this.#a;
    copy.#b = this.#b;
    copy.#c = this.#c;
    copy.#d = this.#d;
    return copy;
  }

  getState(): readonly number[] {
    return [this.#a, this.#b, this.#c, this.#d];
  }
}
