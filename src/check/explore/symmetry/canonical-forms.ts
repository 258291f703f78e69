import type { Model } from '../model.ts';
import { Colouring } from './colouring.ts';
import type { Footprints } from './footprints.ts';
import type { Images } from './images.ts';
import type { Members, Permutation } from './members.ts';

/**
 * The one state that stands for all that renaming members makes of a state.
 *
 * Members are told apart by what stays the same whoever is renamed: what they are in, and how they and
 * others refer to each other, until no more can be told apart (colour refinement). Of members that are
 * still alike, each is tried as the first, and so on: of all the states that come of it, the least
 * stands for them (individualisation and refinement, B. McKay, Practical Graph Isomorphism, 1981). Members
 * whose exchange changes nothing need not be tried one after the other.
 */
export class CanonicalForms {
  readonly #members: Members;
  readonly #images: Images;
  readonly #colouring: Colouring;
  #best: number[] | undefined;

  constructor(model: Model, members: Members, footprints: Footprints, images: Images) {
    this.#members = members;
    this.#images = images;
    this.#colouring = new Colouring(model, members, footprints);
  }

  of(values: ArrayLike<number>): number[] {
    this.#best = undefined;
    this.#colouring.face(values);
    this.#search(values, this.#colouring.refined(this.#colouring.first()));
    return this.#best!;
  }

  #search(values: ArrayLike<number>, colours: Int32Array): void {
    const alike = classOf(colours);
    if (alike === undefined) {
      this.#consider(this.#images.stateOf(values, this.#placesBy(colours)));
      return;
    }
    if (this.#isAnyOrder(values, alike)) {
      this.#search(values, inOrder(colours, alike));
      return;
    }
    const tried: number[] = [];
    for (const member of alike) {
      if (tried.some((other) => this.#isSameAfter(values, this.#members.exchange(other, member)))) {
        continue;
      }
      tried.push(member);
      this.#search(values, this.#colouring.refined(inOrder(colours, [member])));
    }
  }

  /** Whether a state is the same in whichever order some of its members are. */
  #isAnyOrder(values: ArrayLike<number>, members: readonly number[]): boolean {
    return members.every(
      (member, at) =>
        at === 0 || this.#isSameAfter(values, this.#members.exchange(members[at - 1]!, member)),
    );
  }

  #consider(state: number[]): void {
    if (this.#best === undefined || isLess(state, this.#best)) this.#best = state;
  }

  /** Each member goes to the place in its population that its colour has among the colours there. */
  #placesBy(colours: Int32Array): Permutation {
    const permutation = this.#members.identity();
    this.#members.populations.forEach(({ size }, at) => {
      const start = this.#members.starts[at]!;
      const members = Array.from({ length: size }, (_, index) => start + index);
      members
        .sort((one, other) => colours[one]! - colours[other]!)
        .forEach((member, place) => {
          permutation[member] = start + place;
        });
    });
    return permutation;
  }

  #isSameAfter(values: ArrayLike<number>, permutation: Permutation): boolean {
    for (let component = 0; component < values.length; component++) {
      const image = this.#images.componentOf(component, permutation);
      const value = this.#images.valueOf(component, values[component]!, permutation);
      if (value !== (values[image] ?? 0)) return false;
    }
    return true;
  }
}

/** Colours that tell some members of one colour from each other, and from the rest of it, which comes last. */
function inOrder(colours: Int32Array, members: readonly number[]): Int32Array {
  const shades = colours.map((colour) => (members.length + 1) * colour + members.length);
  members.forEach((member, shade) => {
    shades[member]! -= members.length - shade;
  });
  const sorted = [...new Set(shades)].sort((one, other) => one - other);
  return shades.map((shade) => sorted.indexOf(shade));
}

/** The members of the first colour that more than one member has; undefined when there is none. */
function classOf(colours: Int32Array): readonly number[] | undefined {
  const classes = new Map<number, number[]>();
  colours.forEach((colour, member) => {
    const members = classes.get(colour);
    if (members === undefined) classes.set(colour, [member]);
    else members.push(member);
  });
  const [first] = [...classes]
    .filter(([, members]) => members.length > 1)
    .sort(([one], [other]) => one - other);
  return first?.[1];
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== (other[index] ?? 0));
  return at >= 0 && one[at]! < (other[at] ?? 0);
}
