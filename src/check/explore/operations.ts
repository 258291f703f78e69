import { PairTable } from './pair-table.ts';

/** What an operation returns where it cannot be done, so that the move it belongs to cannot be made. */
export const BLOCKED = 0x3fff_ffff;

/** What a move changes besides the cell of the actor that makes it: one component, by its value. */
interface Operation {
  readonly component: number;
  readonly key: string;
  /** The component's value after it; {@link BLOCKED} where it cannot be done. */
  apply(value: number): number;
}

/** Operations by number, and lists of them, each computed once for each value it is applied to. */
export class Operations {
  readonly #all: Operation[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #results = new PairTable();
  readonly #lists = new Map<string, number>([['', 0]]);
  /** For each list how long it is, then each operation and its component. */
  pool: Int32Array = new Int32Array(64);
  #poolSize = 1;

  /**
   * The number of an operation.
   *
   * @param key - tells it from all other operations on the component
   */
  intern(component: number, key: string, apply: (value: number) => number): number {
    const full = `${component} ${key}`;
    let number = this.#numbers.get(full);
    if (number === undefined) {
      number = this.#all.push({ component, key, apply }) - 1;
      this.#numbers.set(full, number);
    }
    return number;
  }

  componentOf(operation: number): number {
    return this.#all[operation]!.component;
  }

  /** Whether an operation only puts a message on its way. */
  isPut(operation: number): boolean {
    return this.#all[operation]!.key.startsWith('put ');
  }

  /** The number of a list of operations, which is where it begins in the pool; 0 for none. */
  list(operations: readonly number[]): number {
    const key = operations.join();
    let number = this.#lists.get(key);
    if (number === undefined) {
      number = this.#append(operations);
      this.#lists.set(key, number);
    }
    return number;
  }

  /** The result of an operation that has been applied to the value before; -1 for none. */
  known(operation: number, value: number): number {
    return this.#results.get(operation, value);
  }

  apply(operation: number, value: number): number {
    const known = this.#results.get(operation, value);
    if (known >= 0) return known;
    const result = this.#all[operation]!.apply(value);
    this.#results.set(operation, value, result);
    return result;
  }

  /** The operations of a list, and the component of each. */
  *of(list: number): Generator<{ operation: number; component: number }> {
    for (let at = 0; at < this.pool[list]!; at++) {
      const operation = this.pool[list + 1 + 2 * at]!;
      yield { operation, component: this.pool[list + 2 + 2 * at]! };
    }
  }

  get bytes(): number {
    return this.#results.bytes + this.pool.byteLength;
  }

  #append(operations: readonly number[]): number {
    const start = this.#poolSize;
    this.#poolSize += 1 + 2 * operations.length;
    while (this.pool.length < this.#poolSize) {
      const larger = new Int32Array(2 * this.pool.length);
      larger.set(this.pool);
      this.pool = larger;
    }
    this.pool[start] = operations.length;
    operations.forEach((operation, at) => {
      this.pool[start + 1 + 2 * at] = operation;
      this.pool[start + 2 + 2 * at] = this.#all[operation]!.component;
    });
    return start;
  }
}
