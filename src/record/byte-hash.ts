import { rotate } from '../random/hash.ts';

const { imul } = Math;

/** The bytes that a round takes in, a word of 32 bits for each lane. */
const STRIPE = 16;
/** Two of xxHash's primes. */
const PRIME_1 = 0x9e3779b1;
const PRIME_2 = 0x85ebca77;

/**
 * The 64 bits that stand for bytes, the same on a host of either byte order.
 *
 * Four lanes of xxHash's rounds (Y. Collet, the 32-bit variant), which do not wait for each other; a round is a
 * bijection of its lane for a given word, and of the word for a given lane. Each of both words is of all lanes.
 */
export class ByteHash {
  /** The first word of the bytes that were read last. */
  low = 0;
  /** The second one. */
  high = 0;

  read(bytes: Uint8Array): void {
    const { length } = bytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, length);
    let [a, b, c, d] = [PRIME_1 + PRIME_2, PRIME_2, 0, -PRIME_1];
    let at = 0;
    for (; at + STRIPE <= length; at += STRIPE) {
      a = round(a, view.getInt32(at, true));
      b = round(b, view.getInt32(at + 4, true));
      c = round(c, view.getInt32(at + 8, true));
      d = round(d, view.getInt32(at + 12, true));
    }
    if (at + 4 <= length) a = round(a, view.getInt32(at, true));
    if (at + 8 <= length) b = round(b, view.getInt32(at + 4, true));
    if (at + 12 <= length) c = round(c, view.getInt32(at + 8, true));
    d = round(d, rest(bytes));
    this.low = (rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)) | 0;
    this.high =
      imul(a, PRIME_2) ^ rotate(imul(b, PRIME_1), 11) ^ rotate(c, 22) ^ rotate(imul(d, PRIME_1), 5);
  }
}

function round(lane: number, word: number): number {
  return imul(rotate((lane + imul(word, PRIME_2)) | 0, 13), PRIME_1);
}

/** What is left of bytes that are no whole number of words. */
function rest(bytes: Uint8Array): number {
  let word = 0;
  for (let at = bytes.length & ~3; at < bytes.length; at++) word = (word << 8) | bytes[at]!;
  return word;
}
