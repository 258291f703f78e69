import type { Model } from '../model.ts';
import type { Footprint, Footprints } from './footprints.ts';
import type { Members } from './members.ts';

/** A component of the state that is coloured, and the member that it belongs to, or nobody. */
interface Part {
  readonly owner: number;
  readonly footprint: Footprint;
}

const NOBODY = -1;

/** Gives the members of a state colours: the same to those that nothing tells apart so far. */
export class Colouring {
  readonly #model: Model;
  readonly #members: Members;
  readonly #footprints: Footprints;
  #parts: Part[] = [];

  constructor(model: Model, members: Members, footprints: Footprints) {
    this.#model = model;
    this.#members = members;
    this.#footprints = footprints;
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
    const signatures = this.#signatures();
    for (const { owner, footprint } of this.#parts) {
      if (owner !== NOBODY) signatures[owner]!.push([footprint.shape]);
    }
    return ranked(signatures.map((each) => each.sort(compare)));
  }

  /** Tells members of one colour apart by the colours of those that they refer to, and that refer to them. */
  refined(colours: Int32Array): Int32Array {
    let before = colours;
    let count = countOf(before);
    while (count < this.#members.count) {
      const after = ranked(this.#signaturesOf(before));
      const now = countOf(after);
      if (now === count) return after;
      [before, count] = [after, now];
    }
    return before;
  }

  #signaturesOf(colours: Int32Array): number[][][] {
    const signatures = this.#signatures();
    for (const { owner, footprint } of this.#parts) {
      footprint.members.forEach((member, at) => {
        const mark = footprint.marks[at]!;
        const by = owner === NOBODY ? NOBODY : colours[owner]!;
        signatures[member]!.push([0, mark, by]);
        if (owner !== NOBODY) signatures[owner]!.push([1, mark, colours[member]!]);
      });
    }
    // The colour so far goes first, so that what was told apart stays so.
    return signatures.map((each, member) => [[colours[member]!], ...each.sort(compare)]);
  }

  #signatures(): number[][][] {
    return Array.from({ length: this.#members.count }, () => []);
  }
}

/** By member, the rank of its signature among all. */
function ranked(signatures: readonly (readonly (readonly number[])[])[]): Int32Array {
  const flat = signatures.map((each) => each.flat());
  const order = flat.map((_, member) => member).sort((a, b) => compare(flat[a]!, flat[b]!));
  const ranks = new Int32Array(flat.length);
  order.forEach((member, at) => {
    if (at === 0) return;
    const before = order[at - 1]!;
    ranks[member] = ranks[before]! + Number(compare(flat[before]!, flat[member]!) !== 0);
  });
  return ranks;
}

function countOf(colours: Int32Array): number {
  return new Set(colours).size;
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < one.length && at < other.length; at++) {
    if (one[at] !== other[at]) return one[at]! - other[at]!;
  }
  return one.length - other.length;
}
