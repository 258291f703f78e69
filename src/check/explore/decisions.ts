import { PairTable } from './pair-table.ts';

/** How a decision tree reads the state that is decided on. */
export type Read = (component: number) => number;

/** Where a decision is still unknown. */
export const UNKNOWN = -1;

/**
 * Remembers what was decided of states, by no more of them than was read: each inner node names the
 * component that is read next, and has a branch for each value that was read there.
 */
export class Decisions {
  readonly #branches = new PairTable();
  /** By node. */
  readonly #components: number[] = [];

  /** @returns where a new tree begins: nothing is known of it */
  plant(): number {
    return 2 * (this.#components.push(UNKNOWN) - 1);
  }

  /** What was decided of a state like this; {@link UNKNOWN} if there was none yet. */
  decide(root: number, read: Read): number {
    let place = root;
    while ((place & 1) === 0) {
      const component = this.#components[place >> 1]!;
      if (component === UNKNOWN) return UNKNOWN;
      place = this.#branches.get(place >> 1, read(component));
      if (place < 0) return UNKNOWN;
    }
    return place >> 1;
  }

  /**
   * Remembers a decision.
   *
   * @param components - what was read for it, in order
   * @param decision - a whole number >= 0
   * @returns the root, which is another one for a decision that nothing was read for
   */
  learn(root: number, components: readonly number[], read: Read, decision: number): number {
    if (components.length === 0) return 2 * decision + 1;
    let place = root;
    components.forEach((component, at) => {
      const node = place >> 1;
      this.#components[node] = component;
      const value = read(component);
      const known = this.#branches.get(node, value);
      const isLast = at === components.length - 1;
      place = isLast ? 2 * decision + 1 : known >= 0 ? known : this.plant();
      if (place !== known) this.#branches.set(node, value, place);
    });
    return root;
  }

  get bytes(): number {
    return this.#branches.bytes + 8 * this.#components.length;
  }
}
