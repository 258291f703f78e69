import { HashLanes } from './hash-lanes.ts';
import { type Identify, ValueHash } from './value-hash.ts';

export type { ActorReference } from './value-hash.ts';

const { imul } = Math;
const float = new DataView(new ArrayBuffer(8));

/** What {@link TraceHash} takes. */
export interface TraceHashOptions {
  /**
   * Numbers an actor in a way that is the same in every run; `undefined` for one not known. Without
   * it all actors are one and the same.
   */
  readonly identify?: Identify;
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
  readonly #values: ValueHash;

  constructor({ identify = () => undefined }: TraceHashOptions = {}) {
    this.#values = new ValueHash(identify);
  }

  /** Takes in two words of 32 bits as they are: what they mean is up to the caller. */
  words(low: number, high: number): void {
    this.#lanes.mix(low, high);
  }

  /** Takes in the 64 bits of a float64 as two words: what they mean is up to the caller. */
  float(value: number): void {
    float.setFloat64(0, value);
    this.#lanes.mix(float.getInt32(4), float.getInt32(0));
  }

  /** Takes in any number, all its 64 bits; 0 and -0 are the same, and so is every `NaN`. */
  number(value: number): void {
    this.#values.number(value);
    this.#lanes.mix(this.#values.low, this.#values.high);
  }

  /** Takes in a text. A short one that was taken in before costs one look-up. */
  text(value: string): void {
    this.#values.text(value);
    this.#lanes.mix(this.#values.low, this.#values.high);
  }

  /**
   * Takes in a value of any kind by its structure.
   *
   * Keys count, but not the order in which the object has them. Actors count by `identify`,
   * functions by name, symbols by description, errors by name and message, an object inside itself
   * by how far up it is, and instances of other classes by their own enumerable properties. An
   * array of 32 items or more is read once, and is taken for unchanged when it comes again, as it
   * does when it is sent to many.
   *
   * @throws RangeError if values are nested too deep for the call stack, some thousand levels
   */
  value(value: unknown): void {
    this.#values.take(value);
    this.#lanes.mix(this.#values.low, this.#values.high);
  }

  /**
   * Takes in a record, and two words that stand for what it is and are up to the caller: as `words`
   * and then `value`, in one step.
   */
  record(low: number, high: number, record: object): void {
    this.#values.take(record);
    this.#lanes.mix(this.#values.low ^ imul(low, 0x9e3779b1), this.#values.high + high);
  }

  /** The hash of all that was taken in so far: 16 hexadecimal digits. */
  digest(): string {
    return this.#lanes.digest();
  }
}
