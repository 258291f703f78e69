import { HashLanes } from './hash-lanes.ts';
import { KnownTexts, spell } from './known-texts.ts';
import * as kind from './value-kind.ts';

/** Longer texts are spelled out each time; looking them up would keep them all in memory. */
const SHORT_TEXT_MAX = 64;

/** An array of at least as many items is not read again. */
const LONG_LIST_MIN = 32;

const float = new DataView(new ArrayBuffer(8));

/** An actor reference, as far as it is looked at: an instance of a class that has these two. */
export interface ActorReference {
  readonly sessionId: string;
  readonly send: (...args: never[]) => unknown;
}

/** What {@link TraceHash} takes. */
export interface TraceHashOptions {
  /**
   * Numbers an actor in a way that is the same in every run; `undefined` for one not known. Without
   * it all actors are one and the same.
   */
  readonly identify?: (reference: ActorReference) => number | undefined;
}

/**
 * A running 64-bit hash over what happened, in order. It depends on values only: not on the host,
 * its byte order, or the identity of objects. It tells runs apart, but does not resist forgery.
 *
 * @example
 * const hash = new TraceHash({ identify: (reference) => numberOf(reference) });
 * hash.number(12.5);
 * hash.value({ type: 'PING', n: 1 });
 * hash.digest(); // 16 hexadecimal digits
 */
export class TraceHash {
  readonly #lanes = new HashLanes();
  readonly #texts = new KnownTexts(this.#lanes);
  readonly #identify: (reference: ActorReference) => number | undefined;
  readonly #longLists = new WeakMap<readonly unknown[], number>();
  readonly #ancestors: object[] = [];
  #longListCount = 0;
  #depth = 0;

  constructor({ identify = () => undefined }: TraceHashOptions = {}) {
    this.#identify = identify;
  }

  /** Takes in a whole number of 32 bits; of a larger one, its lowest 32 bits. */
  integer(value: number): void {
    this.#lanes.mix(value, kind.WHOLE);
  }

  /** Takes in two words of 32 bits as they are: what they mean is up to the caller. */
  words(low: number, high: number): void {
    this.#lanes.mix(low, high);
  }

  /** Takes in any number, all its 64 bits; 0 and -0 are the same, and so is every `NaN`. */
  number(value: number): void {
    this.#number(value, 0);
  }

  /** Takes in a text. A short one that was taken in before costs one look-up. */
  text(value: string): void {
    this.#text(value, 0);
  }

  /**
   * Takes in a value of any kind by its structure.
   *
   * Keys count in the order in which the object has them: indices first, then by insertion.
   * Actors count by `identify`, functions by name, symbols by description, errors by name and
   * message, an object inside itself by how far up it is, and instances of other classes by their
   * own enumerable properties. An array of 32 items or more is read once, and goes by a number
   * when the same array comes again, as it does when it is sent to many.
   *
   * @throws RangeError if values are nested too deep for the call stack, some thousand levels
   */
  value(value: unknown): void {
    this.#depth = 0;
    this.#value(value, 0);
  }

  /** The hash of all that was taken in so far: 16 hexadecimal digits. */
  digest(): string {
    return this.#lanes.digest();
  }

  #value(value: unknown, label: number): void {
    if (typeof value === 'string') this.#text(value, label);
    else if (typeof value === 'number') this.#number(value, label);
    else if (typeof value === 'object' && value !== null) this.#object(value, label);
    else this.#rare(value, label);
  }

  #number(value: number, label: number): void {
    const whole = value | 0;
    if (whole === value) {
      this.#lanes.mix(whole, label | kind.WHOLE);
    } else if (Number.isNaN(value)) {
      this.#lanes.mix(0, label | kind.NOT_A_NUMBER); // its bits are up to the host
    } else {
      float.setFloat64(0, value);
      this.#lanes.mix(float.getInt32(4), float.getInt32(0));
      this.#lanes.mix(0, label | kind.FLOAT);
    }
  }

  #text(value: string, label: number): void {
    if (value.length > SHORT_TEXT_MAX) spell(this.#lanes, value, label | kind.LONG_TEXT);
    else this.#lanes.mix(this.#texts.numberOf(value), label | kind.TEXT);
  }

  #rare(value: unknown, label: number): void {
    if (value === undefined) this.#lanes.mix(0, label | kind.UNDEFINED);
    else if (value === null) this.#lanes.mix(0, label | kind.NULL);
    else if (value === true) this.#lanes.mix(0, label | kind.TRUE);
    else if (value === false) this.#lanes.mix(0, label | kind.FALSE);
    else if (typeof value === 'bigint') spell(this.#lanes, String(value), label | kind.BIGINT);
    else if (typeof value === 'function') spell(this.#lanes, value.name, label | kind.FUNCTION);
    else spell(this.#lanes, String(value), label | kind.SYMBOL);
  }

  #object(value: object, label: number): void {
    for (let up = 1; up <= this.#depth; up++) {
      if (this.#ancestors[this.#depth - up] === value) {
        this.#lanes.mix(up, label | kind.ANCESTOR);
        return;
      }
    }
    const prototype = Object.getPrototypeOf(value);
    const isPlain = prototype === Object.prototype || prototype === null;
    if (!isPlain && isActor(value)) {
      this.#actor(value, label);
      return;
    }
    this.#ancestors[this.#depth++] = value;
    if (isPlain) this.#record(value, label);
    else if (Array.isArray(value)) this.#array(value, label);
    else this.#instance(value, label);
    this.#depth--;
  }

  #record(value: object, label: number): void {
    const record = value as Readonly<Record<string, unknown>>;
    let count = 0;
    // Faster than Object.keys, and the same, for there is nothing to inherit.
    for (const key in record) {
      this.#value(record[key], this.#texts.numberOf(key) << kind.LABEL_SHIFT);
      count++;
    }
    this.#lanes.mix(count, label | kind.RECORD);
  }

  #array(items: readonly unknown[], label: number): void {
    const number = items.length < LONG_LIST_MIN ? undefined : this.#longLists.get(items);
    if (number !== undefined) {
      this.#lanes.mix(number, label | kind.LIST_AGAIN);
      return;
    }
    this.#list(items, label, kind.LIST);
    if (items.length >= LONG_LIST_MIN) this.#longLists.set(items, this.#longListCount++);
  }

  #list(items: Iterable<unknown>, label: number, of: number): void {
    let count = 0;
    for (const item of items) {
      this.#value(item, 0);
      count++;
    }
    this.#lanes.mix(count, label | of);
  }

  #actor(reference: ActorReference, label: number): void {
    const identity = this.#identify(reference);
    if (typeof identity === 'number') this.#lanes.mix(identity, label | kind.ACTOR);
    else this.#lanes.mix(0, label | kind.UNKNOWN_ACTOR);
  }

  #instance(value: object, label: number): void {
    if (value instanceof Map) this.#list([...value].flat(), label, kind.MAP);
    else if (value instanceof Set) this.#list(value, label, kind.SET);
    else if (value instanceof Date) this.#list([value.getTime()], label, kind.DATE);
    else if (value instanceof Error) this.#list([value.name, value.message], label, kind.ERROR);
    else if (value instanceof RegExp) this.#list([String(value)], label, kind.PATTERN);
    else if (value instanceof ArrayBuffer) this.#binary(new Uint8Array(value), label);
    else if (value instanceof DataView) this.#binary(bytesOf(value), label);
    else if (ArrayBuffer.isView(value)) this.#binary(value as unknown as Numbers, label);
    else this.#record(Object.fromEntries(Object.entries(value)), label);
  }

  #binary(numbers: Numbers, label: number): void {
    this.#text(numbers[Symbol.toStringTag], 0);
    this.#list(numbers, label, kind.BINARY);
  }
}

type Numbers = Iterable<number | bigint> & { readonly [Symbol.toStringTag]: string };

function bytesOf({ buffer, byteOffset, byteLength }: DataView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function isActor(value: object): value is ActorReference {
  return 'sessionId' in value && 'send' in value;
}
