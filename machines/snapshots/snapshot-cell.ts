/** Whether writer and readers share what is committed, or each has a copy. */
export const SNAPSHOT_VARIANTS = ['epoch', 'cloned'] as const;
export type SnapshotVariant = (typeof SNAPSHOT_VARIANTS)[number];

/** A value as it was when it was committed. */
export interface Versioned<T> {
  /** 0 for what a cell begins with, one more for each commit. */
  readonly version: number;
  readonly value: T;
}

/**
 * One value that is written by staging the next and committing it, and that can be read at any
 * time: a reader never waits, sees nothing that is only staged, and never an older version than
 * before.
 *
 * Its variants: in `epoch`, readers are given the committed value itself, which nobody may change
 * any more. Each version is an epoch; one that readers still hold stays as it is, and the garbage
 * collector frees it when the last of them lets go, which is what read-copy-update calls its grace
 * period. In `cloned`, what is staged and what is read are copies, made by `structuredClone`, so
 * that everybody may change what they have.
 *
 * @see P. E. McKenney, J. D. Slingwine, Read-copy update, PDCS 1998
 * @example
 * ```ts
 * const cell = new SnapshotCell({ packs: 0 });
 * cell.stage({ packs: 1 });
 * cell.read().value.packs; // 0
 * cell.commit(); // 1
 * ```
 */
export class SnapshotCell<T> {
  readonly variant: SnapshotVariant;
  #current: Versioned<T>;
  #staged: Versioned<T> | undefined;

  constructor(initial: T, variant: SnapshotVariant = 'epoch') {
    this.variant = variant;
    this.#current = new Version(0, handedOver(initial, variant));
  }

  get version(): number {
    return this.#current.version;
  }

  /** What was committed last. */
  read(): Versioned<T> {
    return this.variant === 'epoch' ? this.#current : handedOver(this.#current, this.variant);
  }

  /** Makes ready what the next commit publishes; again before it, and it takes the place of the first. */
  stage(value: T): void {
    this.#staged = new Version(this.#current.version + 1, handedOver(value, this.variant));
  }

  /**
   * Publishes what is staged.
   *
   * @returns its version
   * @throws Error when nothing has been staged since the last commit
   */
  commit(): number {
    const staged = this.#staged;
    if (staged === undefined) {
      throw new Error('Nothing is staged: call stage() with the next value before commit().');
    }
    this.#current = staged;
    this.#staged = undefined;
    return staged.version;
  }
}

/**
 * Of a class, for V8 may come to take what an object literal makes for long-lived, and from then on
 * make each version among the old objects, which takes eight times as long.
 */
class Version<T> implements Versioned<T> {
  readonly version: number;
  readonly value: T;

  constructor(version: number, value: T) {
    this.version = version;
    this.value = value;
  }
}

/** A value as it goes from one who has it to another. */
export function handedOver<T>(value: T, variant: SnapshotVariant): T {
  return variant === 'cloned' ? structuredClone(value) : value;
}
