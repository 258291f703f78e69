/**
 * Holds that equal seeds give equal results. It also makes the result of each timed call matter,
 * so that no compiler may leave the work out.
 */
export class HashGuard {
  readonly #who: string;
  #expected: string | undefined;

  constructor(who: string) {
    this.#who = who;
  }

  /** @throws Error if `hash` is not the one that came before it */
  check(hash: string): void {
    this.#expected ??= hash;
    if (hash === this.#expected) return;
    throw new Error(`${this.#who}: equal seeds gave ${this.#expected} and then ${hash}.`);
  }

  get hash(): string {
    if (this.#expected === undefined) throw new Error(`${this.#who}: nothing was measured.`);
    return this.#expected;
  }
}
