import type { Claim } from './claims.ts';
import { UNKNOWN } from './decisions.ts';
import type { Expansion } from './expansion.ts';

/** Whether predicates hold in packed states. */
export class Predicates {
  readonly #expansion: Expansion;

  constructor(expansion: Expansion) {
    this.#expansion = expansion;
  }

  holds(claim: Claim, state: number): boolean {
    const { keys, words } = this.#expansion.store;
    return this.#holdsAt(claim, keys, state * words);
  }

  /** Takes out of the batch the states in which a predicate does not hold; returns how many. */
  keepThose(claim: Claim): number {
    const { batch } = this.#expansion;
    const { count } = batch;
    let kept = 0;
    for (let each = 0; each < count; each++) {
      if (this.#holdsAt(claim, batch.keys, each * batch.words)) batch.move(each, kept++);
    }
    batch.count = kept;
    return count - kept;
  }

  #holdsAt(claim: Claim, keys: Int32Array, at: number): boolean {
    const { layout, symmetry } = this.#expansion;
    const known = claim.known(layout, keys, at);
    const isKnown = known !== UNKNOWN;
    if (isKnown && symmetry === undefined) return known === 1;
    const values = new Int32Array(layout.count);
    layout.unpack(keys, at, values);
    const holds = isKnown ? known === 1 : claim.ask(values);
    symmetry?.requireBlind(claim.name, values, holds, (other) => this.#asks(claim, other));
    this.#expansion.widen();
    return holds;
  }

  /** Whether a predicate holds in a state that is not packed. */
  #asks(claim: Claim, values: ArrayLike<number>): boolean {
    this.#expansion.widen();
    const { layout } = this.#expansion;
    const key = new Int32Array(layout.words);
    layout.pack(values, key, 0);
    const known = claim.known(layout, key, 0);
    return known === UNKNOWN ? claim.ask(values) : known === 1;
  }
}
