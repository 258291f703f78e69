// Code that looks it up takes more room, and so would not be inlined where it counts.
const { imul } = Math;

/**
 * The state of a running 64-bit hash: two lanes of 32 bits, without `BigInt`.
 *
 * Each step is a bijection of the state for given words, and of either word for a given state, so
 * that a difference once taken in can only be lost by chance (1 in 2^64).
 *
 * The constants and the finaliser are MurmurHash3's (A. Appleby).
 */
export class HashLanes {
  #a = 0x9747b28c | 0;
  #b = 0x3c6ef372;

  /** Takes in two words of 32 bits. */
  mix(low: number, high: number): void {
    const a = this.#a ^ imul(low, 0xcc9e2d51);
    const mixed = (imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
    const b = this.#b ^ imul(high, 0x1b873593) ^ mixed;
    const second = imul((b << 15) | (b >>> 17), 0x85ebca6b);
    this.#b = second;
    // What the second lane knows has to reach the first one, too.
    this.#a = (mixed + (second >>> 11)) | 0;
  }

  /** The hash so far, as 16 hexadecimal digits; the state stays as it is. */
  digest(): string {
    const a = avalanche(this.#a ^ imul(this.#b, 0xc2b2ae35));
    const b = avalanche(this.#b + a);
    return hexadecimal(avalanche(a + b)) + hexadecimal(b);
  }
}

/** MurmurHash3's finaliser: each bit of the input flips each bit of the output half the time. */
export function avalanche(word: number): number {
  let x = word;
  x = imul(x ^ (x >>> 16), 0x85ebca6b);
  x = imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

function hexadecimal(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
