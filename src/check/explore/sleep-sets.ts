import { EVERYTHING, SLOTS_MAX } from './move.ts';
import { HEADER_WORDS } from './repertoires.ts';

/**
 * Sleep sets: the actors whose moves need not be followed from a state, because all that they lead to
 * is found from another state as well (P. Godefroid, Partial-Order Methods for the Verification of
 * Concurrent Systems, 1996, chapter 5). Where two actors may move, in either order, and neither sends to
 * the other, the state after both is found by one order; the other need not be gone. Every state is
 * still found, and none later than before: of the shortest ways to a state, the first in the order of
 * actors remains.
 *
 * A set is a word with a bit for each of the first 31 actors.
 */
export class SleepSets {
  /** By slot, the actors whose moves send to the actor, so that the order makes a difference. */
  #senders: Int32Array = new Int32Array(16);
  /** Actors with a move whose place among all others makes a difference. */
  #sensitive = 0;
  #sleep = 0;

  /**
   * Looks at all repertoires of a state.
   *
   * @param here - by slot, where in the pool the actor's repertoire is
   * @param sleep - the actors that sleep in the state
   */
  begin(pool: Int32Array, here: Int32Array, sleep: number): void {
    this.#sleep = sleep;
    this.#sensitive = 0;
    if (this.#senders.length < here.length) this.#senders = new Int32Array(2 * here.length);
    const slots = Math.min(here.length, SLOTS_MAX);
    for (let slot = 0; slot < slots; slot++) this.#senders[slot] = 0;
    for (let slot = 0; slot < slots; slot++) {
      const targets = pool[here[slot]! + HEADER_WORDS - 1]!;
      if (targets === EVERYTHING) this.#sensitive |= 1 << slot;
      else if (targets !== 0) this.#markSender(slot, targets);
    }
  }

  /** The actors that sleep after a move of one; less, of course, those that the move sends to. */
  after(slot: number): number {
    if (slot >= SLOTS_MAX) return 0;
    const earlier = (1 << slot) - 1;
    return (this.#sleep | earlier) & ~this.#senders[slot]! & ~this.#sensitive & ~(1 << slot);
  }

  #markSender(sender: number, targets: number): void {
    for (let left = targets; left !== 0; left &= left - 1) {
      const slot = 31 - Math.clz32(left & -left);
      this.#senders[slot]! |= 1 << sender;
    }
  }
}
