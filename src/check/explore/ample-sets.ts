import type { Expansion } from './expansion.ts';
import { Futures } from './futures.ts';
import { EVERYTHING, SLOTS_MAX } from './move.ts';

/** All actors: no moves of a state can be left out. */
export const ALL_ACTORS = -1;

/**
 * Ample sets: of the moves of a state, those of some actors that suffice, so that fewer states need be found
 * (D. Peled, All from One, One for All, 1993; E. Clarke, O. Grumberg, D. Peled, Model Checking, 1999,
 * chapter 10). The actors of an ample set
 *
 * - can move (C0);
 * - are never sent anything by the others before they move, however those go on, and neither read what the
 *   others are in nor change more than who they are and what is on its way to others: so nothing that the
 *   others do in the meantime depends on their moves (C1, a persistent set);
 * - change nothing that any property has looked at (C2);
 * - lead to no state that was looked at before: who asks for the set sees to that (C3).
 *
 * What always, never and sometimes holds is preserved, deadlocks as well, and what comes eventually without
 * fairness.
 */
export class AmpleSets {
  readonly #expansion: Expansion;
  readonly #futures: Futures;

  constructor(expansion: Expansion) {
    this.#expansion = expansion;
    this.#futures = new Futures(expansion.model);
  }

  /** About what is remembered to tell them takes. */
  get bytes(): number {
    return this.#futures.bytes;
  }

  /** The actors of an ample set of a state, as bits by slot; {@link ALL_ACTORS} if there is none. */
  of(state: number): number {
    const expansion = this.#expansion;
    const places = expansion.placesOf(state);
    const values = Int32Array.from(expansion.valuesOf(state));
    const { pool } = expansion.repertoires;
    const movers = places.flatMap((place, slot) => (canMove(pool, place) ? [slot] : []));
    for (const slot of movers) {
      const slots = this.#closed(slot, places, values);
      if (slots === undefined || movers.every((mover) => slots.has(mover))) continue;
      return [...slots].reduce((bits, each) => bits | (1 << each), 0);
    }
    return ALL_ACTORS;
  }

  /** An actor with all that might send to any of them; undefined where that is not enough. */
  #closed(
    first: number,
    places: readonly number[],
    values: Int32Array,
  ): ReadonlySet<number> | undefined {
    const { actors } = this.#expansion;
    const slots = new Set([first]);
    for (;;) {
      if ([...slots].some((slot) => !this.#isPrivate(slot, places[slot]!))) return undefined;
      const still = new Set([...slots].map((slot) => actors[slot]!));
      const senders = this.#futures.sendersTo(still, values);
      if (senders === undefined) return undefined;
      if (senders.size === 0) return slots;
      for (const component of senders) slots.add(actors.indexOf(component));
    }
  }

  /** Whether an actor's moves change nothing but itself and mailboxes, and nothing that is looked at. */
  #isPrivate(slot: number, place: number): boolean {
    if (slot >= SLOTS_MAX) return false;
    const { repertoires, model } = this.#expansion;
    const { pool } = repertoires;
    if (pool[place + 3] === EVERYTHING) return false;
    return repertoires
      .movesAt(place)
      .every(({ changes }) => changes.every((each) => !model.readComponents.has(each)));
  }
}

function canMove(pool: Int32Array, place: number): boolean {
  return pool[place]! > 0 || pool[place + 2]! > 0;
}
