import type { Model } from '../model.ts';
import type { Footprint, Footprints } from './footprints.ts';
import type { Members } from './members.ts';

/** A component of the state that is coloured, and the member that it belongs to, or nobody. */
interface Part {
  readonly owner: number;
  readonly footprint: Footprint;
}

const NOBODY = -1;

/**
 * Gives the members of a state colours: the same to those that nothing tells apart so far. Members are told apart
 * by hashes: where two are equal by chance, members that differ are tried as if they were alike, which
 * takes longer and comes to the same.
 */
export class Colouring {
  readonly #model: Model;
  readonly #members: Members;
  readonly #footprints: Footprints;
  #parts: Part[] = [];
  /** By member, what tells it from others: the sum of the hashes of all that is known of it. */
  readonly #sums: Int32Array;
  readonly #order: Int32Array;
  /** How many colours there are. */
  #count = 0;

  constructor(model: Model, members: Members, footprints: Footprints) {
    this.#model = model;
    this.#members = members;
    this.#footprints = footprints;
    this.#sums = new Int32Array(members.count);
    this.#order = members.identity();
  }

  /** Takes the state that the colours are of. */
  face(values: ArrayLike<number>): void {
    const { components } = this.#model;
    this.#parts = [];
    for (let component = 0; component < values.length; component++) {
      const actor = components.actorOf(component);
      const owner = actor === undefined ? NOBODY : (this.#members.placeOf(actor)?.member ?? NOBODY);
      const footprint = this.#footprints.of(component, values[component]!);
      if (owner !== NOBODY || footprint.members.length > 0) this.#parts.push({ owner, footprint });
    }
  }

  /** By what each member and its children are in. */
  first(): Int32Array {
    this.#sums.fill(0);
    for (const { owner, footprint } of this.#parts) {
      if (owner !== NOBODY) this.#sums[owner]! += hashOf(0, footprint.shape, 0);
    }
    return this.#ranked(new Int32Array(this.#members.count));
  }

  /** Tells members of one colour apart by the colours of those that they refer to, and that refer to them. */
  refined(colours: Int32Array): Int32Array {
    let after = colours;
    let count = 0;
    this.#count = Math.max(...colours) + 1;
    while (count < this.#count && this.#count < this.#members.count) {
      count = this.#count;
      this.#sum(after);
      after = this.#ranked(after);
    }
    return after;
  }

  #sum(colours: Int32Array): void {
    const sums = this.#sums;
    sums.fill(0);
    for (const { owner, footprint } of this.#parts) {
      const { members, marks } = footprint;
      const by = owner === NOBODY ? NOBODY : colours[owner]!;
      for (let at = 0; at < members.length; at++) {
        const member = members[at]!;
        sums[member]! += hashOf(1, marks[at]!, by);
        if (owner !== NOBODY) sums[owner]! += hashOf(2, marks[at]!, colours[member]!);
      }
    }
  }

  /** By member, the rank of its colour and sum; what was told apart stays so. */
  #ranked(colours: Int32Array): Int32Array {
    const sums = this.#sums;
    const order = this.#order.sort((a, b) => colours[a]! - colours[b]! || sums[a]! - sums[b]!);
    const ranks = new Int32Array(order.length);
    let rank = 0;
    for (let at = 1; at < order.length; at++) {
      const [before, member] = [order[at - 1]!, order[at]!];
      if (colours[before] !== colours[member] || sums[before] !== sums[member]) rank += 1;
      ranks[member] = rank;
    }
    this.#count = rank + 1;
    return ranks;
  }
}

function hashOf(direction: number, mark: number, colour: number): number {
  let hash = Math.imul(mark + 1, 0x9e3779b1) ^ Math.imul(3 * colour + direction + 3, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
