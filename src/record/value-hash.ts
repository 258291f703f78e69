import { ByteHash } from './byte-hash.ts';
import { avalanche } from './hash-lanes.ts';
import { type KnownKey, KnownKeys } from './known-key.ts';
import { KnownTexts } from './known-texts.ts';
import * as kind from './value-kind.ts';

/** Longer texts are spelled out each time; looking them up would keep them all in memory. */
const SHORT_TEXT_MAX = 64;

/** An array of at least as many items, or bytes, is not read again. */
const LONG_LIST_MIN = 32;

const { imul } = Math;

const float = new DataView(new ArrayBuffer(8));

/** An actor reference, as far as it is looked at: an instance of a class that has these two. */
export interface ActorReference {
  readonly sessionId: string;
  readonly send: (...args: never[]) => unknown;
}

/** Numbers an actor; `undefined` for one not known. */
export type Identify = (reference: ActorReference) => number | undefined;

/** The objects that a value is inside of, innermost first. */
interface Ancestors {
  readonly of: object;
  readonly up: Ancestors | undefined;
}

/** What stands for a record without entries, as bits of no number and of no other kind. */
const [RECORD_LOW, RECORD_HIGH] = [0x6a09e667 | 0, 0xbb67ae85 | 0];

type Words = readonly [low: number, high: number];

/**
 * The 64 bits that stand for a value of any kind, by its structure: equal values have equal ones,
 * in whatever order their keys came about, and others by chance alone (1 in 2^64).
 */
export class ValueHash {
  /** The first word of the value that was taken last. */
  low = 0;
  /** The second one. */
  high = 0;
  readonly #texts = new KnownTexts();
  readonly #keys = new KnownKeys(this.#texts);
  readonly #byteHash = new ByteHash();
  readonly #identify: Identify;
  readonly #longLists = new WeakMap<object, Words>();

  constructor(identify: Identify) {
    this.#identify = identify;
  }

  /** @param above - the objects that the value is inside of */
  take(value: unknown, above?: Ancestors): void {
    if (typeof value === 'string') this.text(value);
    else if (typeof value === 'number') this.number(value);
    else if (typeof value === 'object' && value !== null) this.#object(value, above);
    else this.#rare(value);
  }

  number(value: number): void {
    const whole = value | 0;
    if (whole === value) {
      this.low = whole;
      this.high = kind.WHOLE;
    } else if (Number.isNaN(value)) {
      this.#settle(kind.NOT_A_NUMBER, 0, 0); // its bits are up to the host
    } else {
      float.setFloat64(0, value);
      this.#settle(kind.FLOAT, float.getInt32(4), float.getInt32(0));
    }
  }

  text(value: string): void {
    const texts = this.#texts;
    if (value.length > SHORT_TEXT_MAX) texts.spell(value);
    else texts.find(value);
    this.low = texts.low;
    this.high = texts.high;
  }

  /** Both words, of any kind, depend on all bits; and no two pairs of one kind come to the same. */
  #settle(of: number, low: number, high: number): void {
    const first = low ^ imul(of, 0x9e3779b1);
    const second = (high + avalanche(first)) | 0;
    this.high = second;
    this.low = first ^ avalanche(second);
  }

  #rare(value: unknown): void {
    if (value === undefined) this.#settle(kind.UNDEFINED, 0, 0);
    else if (value === null) this.#settle(kind.NULL, 0, 0);
    else if (value === true) this.#settle(kind.TRUE, 0, 0);
    else if (value === false) this.#settle(kind.FALSE, 0, 0);
    else if (typeof value === 'bigint') this.#spelled(kind.BIGINT, String(value));
    else if (typeof value === 'function') this.#spelled(kind.FUNCTION, value.name);
    else this.#spelled(kind.SYMBOL, String(value));
  }

  #spelled(of: number, text: string): void {
    this.#texts.spell(text);
    this.#settle(of, this.#texts.low, this.#texts.high);
  }

  #object(value: object, above: Ancestors | undefined): void {
    // To ask for the prototype is slow, and needed by few.
    if (above === undefined && value.constructor === Object) this.#record(value, undefined);
    else this.#inner(value, above);
  }

  #inner(value: object, above: Ancestors | undefined): void {
    let up = 1;
    for (let at = above; at !== undefined; at = at.up, up++) {
      if (at.of === value) {
        this.#settle(kind.ANCESTOR, up, 0);
        return;
      }
    }
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) this.#record(value, above);
    else if (Array.isArray(value)) this.#array(value, above);
    else if (isActor(value)) this.#actor(value);
    else this.#instance(value, { of: value, up: above });
  }

  /** A sum over the entries, each mixed well before, does not depend on their order. */
  #record(value: object, above: Ancestors | undefined): void {
    const record = value as Readonly<Record<string, unknown>>;
    let low = RECORD_LOW;
    let high = RECORD_HIGH;
    let known = this.#keys.root;
    let within: Ancestors | undefined;
    // Faster than Object.keys, and the same, for there is nothing to inherit.
    for (const key in record) {
      const before = known;
      known = before.next!;
      if (known?.key !== key) known = this.#keys.after(before, key);
      const item = record[key];
      if (typeof item === 'string' && item === known.text && item !== '') {
        low = (low + known.entryLow) | 0;
        high = (high + known.entryHigh) | 0;
        continue;
      }
      if (typeof item === 'object' && item !== null) {
        within ??= { of: value, up: above };
        this.#inner(item, within);
      } else this.take(item);
      this.#enter(known);
      low = (low + this.low) | 0;
      high = (high + this.high) | 0;
      if (typeof item === 'string' && item.length <= SHORT_TEXT_MAX) this.#learn(known, item);
    }
    this.low = low;
    this.high = high;
  }

  /** Makes the words of an item those of the item under its key. */
  #enter({ low, high }: KnownKey): void {
    // Multiplied first, or a key and its text could change places.
    const first = imul(this.low, 0xcc9e2d51) ^ low;
    const second = ((imul(this.high, 0x1b873593) ^ high) + avalanche(first)) | 0;
    this.high = second;
    this.low = first ^ avalanche(second);
  }

  /** The next time that the text comes under the key, its words are there. */
  #learn(known: KnownKey, text: string): void {
    known.text = text;
    known.entryLow = this.low;
    known.entryHigh = this.high;
  }

  #array(items: readonly unknown[], above: Ancestors | undefined): void {
    if (this.#isKnown(items)) return;
    this.#list(kind.LIST, items, { of: items, up: above });
    this.#keep(items);
  }

  /** Whether a long list has been read before: then its words are there. */
  #isKnown(list: { readonly length: number }): boolean {
    const known = list.length < LONG_LIST_MIN ? undefined : this.#longLists.get(list);
    if (known === undefined) return false;
    [this.low, this.high] = known;
    return true;
  }

  #keep(list: { readonly length: number }): void {
    if (list.length >= LONG_LIST_MIN) this.#longLists.set(list, [this.low, this.high]);
  }

  #list(of: number, items: Iterable<unknown>, within: Ancestors | undefined): void {
    let low = 0;
    let high = 0;
    let count = 0;
    for (const item of items) {
      this.take(item, within);
      low = imul((low << 13) | (low >>> 19), 5) ^ this.low;
      high = (imul(high, 0x85ebca6b) + this.high) ^ avalanche(low);
      low = (low + (high >>> 11)) | 0;
      count++;
    }
    this.#settle(of, low, high ^ imul(count, 0xcc9e2d51));
  }

  #actor(reference: ActorReference): void {
    const identity = this.#identify(reference);
    if (typeof identity === 'number') this.#settle(kind.ACTOR, identity, 0);
    else this.#settle(kind.UNKNOWN_ACTOR, 0, 0);
  }

  #instance(value: object, within: Ancestors): void {
    if (value instanceof Map) this.#list(kind.MAP, [...value].flat(), within);
    else if (value instanceof Set) this.#list(kind.SET, value, within);
    else if (value instanceof Date) this.#list(kind.DATE, [value.getTime()], within);
    else if (value instanceof Error) this.#list(kind.ERROR, [value.name, value.message], within);
    else if (value instanceof RegExp) this.#list(kind.PATTERN, [String(value)], within);
    else if (value instanceof Uint8Array) this.#bytes(value);
    else if (value instanceof ArrayBuffer) this.#bytes(new Uint8Array(value));
    else if (value instanceof DataView) this.#bytes(bytesOf(value));
    else if (ArrayBuffer.isView(value)) this.#numbers(value as unknown as Numbers);
    else this.#record(Object.fromEntries(Object.entries(value)), within);
  }

  #bytes(bytes: Uint8Array): void {
    if (this.#isKnown(bytes)) return;
    const hash = this.#byteHash;
    hash.read(bytes);
    this.#settle(kind.BINARY, hash.low, hash.high ^ imul(bytes.length, 0xcc9e2d51));
    this.#keep(bytes);
  }

  #numbers(numbers: Numbers): void {
    this.#list(kind.BINARY, [numbers[Symbol.toStringTag], ...numbers], undefined);
  }
}

type Numbers = Iterable<number | bigint> & { readonly [Symbol.toStringTag]: string };

function bytesOf({ buffer, byteOffset, byteLength }: DataView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function isActor(value: object): value is ActorReference {
  return 'sessionId' in value && 'send' in value;
}
