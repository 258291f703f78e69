/** Four lanes of 32 bits, each a signed integer. */
export type Hash128 = readonly [number, number, number, number];

const lanes = new Int32Array(4);
const float = new Float64Array(1);
const floatWords = new Uint32Array(float.buffer);
const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * Hashes strings and numbers to 128 bits, well mixed, not secure.
 *
 * Each part counts with its kind and its length, so `('ab')`, `('a', 'b')` and `('a', 98)` differ.
 * A number counts with all 64 bits of its value; 0 and -0 are one number.
 *
 * The mixing is MurmurHash3's (A. Appleby, x86 128 bits), fed one 32-bit word at a time.
 *
 * @example
 * hash128(7, 'queen'); // the state of the stream that seed 7 gives to 'queen'
 */
export function hash128(...parts: readonly (string | number)[]): Hash128 {
  lanes.fill(0x9747b28c);
  let words = 0;
  for (const part of parts) {
    words = typeof part === 'string' ? absorbText(part, words) : absorbNumber(part, words);
  }
  finish(words);
  return [lanes[0]!, lanes[1]!, lanes[2]!, lanes[3]!];
}

function absorbText(text: string, words: number): number {
  let position = absorb(text.length, words);
  for (let i = 0; i < text.length; i += 2) {
    const high = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
    position = absorb((high << 16) | text.charCodeAt(i), position);
  }
  return position;
}

function absorbNumber(value: number, words: number): number {
  float[0] = value + 0; // -0 + 0 is 0
  const high = floatWords[littleEndian ? 1 : 0]!;
  const low = floatWords[littleEndian ? 0 : 1]!;
  // No text has a negative length, so this marks a number.
  return absorb(high, absorb(low, absorb(-1, words)));
}

/** Takes one word into the lane whose turn it is; returns how many words have been taken. */
function absorb(word: number, words: number): number {
  const lane = words & 3;
  const next = lanes[(lane + 1) & 3]!;
  const mixed = rotate(lanes[lane]! ^ scramble(word), 13) + next;
  lanes[lane] = Math.imul(mixed, 5) + 0x561ccd1b;
  return words + 1;
}

function finish(words: number): void {
  for (let i = 0; i < 4; i++) lanes[i] = lanes[i]! ^ words;
  spread();
  for (let i = 0; i < 4; i++) lanes[i] = avalanche(lanes[i]!);
  spread();
}

/** Lets every lane depend on every other one. */
function spread(): void {
  lanes[0] = lanes[0]! + lanes[1]! + lanes[2]! + lanes[3]!;
  for (let i = 1; i < 4; i++) lanes[i] = lanes[i]! + lanes[0]!;
}

/** Spreads the bits of one word, before it enters a lane. */
export function scramble(word: number): number {
  return Math.imul(rotate(Math.imul(word, 0x239b961b), 15), 0xab0e9789);
}

/** MurmurHash3's finaliser: each bit of the input flips each bit of the output half the time. */
export function avalanche(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Rotates 32 bits to the left. */
export function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
