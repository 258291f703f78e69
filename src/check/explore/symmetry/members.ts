import { type ActorNumber, OUTSIDE } from '../../../actors/engine.ts';
import type { ModelKernel } from '../model-kernel.ts';
import type { ModelPopulation } from '../model-origins.ts';

/** By member, which member takes its place. */
export type Permutation = Int32Array;

/** Where an actor is: a member of a population, or a child of one. */
export interface Place {
  readonly member: number;
  /** The ids from the member down to the actor; empty for the member itself. */
  readonly path: string;
}

/** The members of some populations, numbered from 0, which may be exchanged for each other. */
export class Members {
  readonly populations: readonly ModelPopulation[];
  readonly count: number;
  /** By population, the number of its first member. */
  readonly starts: readonly number[];
  readonly #kernel: ModelKernel;
  readonly #exchanges: Permutation[] = [];
  readonly #places = new Map<ActorNumber, Place | undefined>();

  constructor(kernel: ModelKernel, populations: readonly ModelPopulation[]) {
    this.#kernel = kernel;
    this.populations = populations;
    let count = 0;
    this.starts = populations.map(({ size }) => {
      count += size;
      return count - size;
    });
    this.count = count;
  }

  identity(): Permutation {
    return Int32Array.from({ length: this.count }, (_, member) => member);
  }

  /** The exchange of two members. */
  exchange(one: number, other: number): Permutation {
    const at = one * this.count + other;
    this.#exchanges[at] ??= this.identity();
    const permutation = this.#exchanges[at]!;
    permutation[one] = other;
    permutation[other] = one;
    return permutation;
  }

  /** Exchanges of neighbours, of which all permutations are made. */
  exchanges(): Permutation[] {
    return this.populations.flatMap(({ size }, at) =>
      Array.from({ length: Math.max(0, size - 1) }, (_, index) => {
        const member = this.starts[at]! + index;
        return this.exchange(member, member + 1);
      }),
    );
  }

  populationOf(member: number): number {
    return this.starts.findLastIndex((start) => start <= member);
  }

  /** The place of an actor; undefined for one that no permutation moves. */
  placeOf(actor: ActorNumber): Place | undefined {
    if (this.#places.has(actor)) return this.#places.get(actor);
    const place = this.#find(actor);
    this.#places.set(actor, place);
    return place;
  }

  /** The actor that takes the place of one. */
  imageOf(actor: ActorNumber, permutation: Permutation): ActorNumber {
    const place = this.placeOf(actor);
    if (place === undefined || permutation[place.member] === place.member) return actor;
    const { directory } = this.#kernel;
    const id = directory.childIdOf(actor);
    if (id === undefined) return this.actorOf(permutation[place.member]!);
    const parent = this.imageOf(directory.parentOf(actor), permutation);
    const child = directory.childOf(parent, id);
    this.#makeLike(child, actor, parent, id);
    return child;
  }

  actorOf(member: number): ActorNumber {
    const at = this.populationOf(member);
    return this.populations[at]!.first + member - this.starts[at]!;
  }

  #find(actor: ActorNumber): Place | undefined {
    const at = this.populations.findIndex(
      ({ first, size }) => actor >= first && actor < first + size,
    );
    if (at >= 0)
      return { member: this.starts[at]! + actor - this.populations[at]!.first, path: '' };
    const id = this.#kernel.directory.childIdOf(actor);
    if (actor === OUTSIDE || id === undefined) return undefined;
    const above = this.placeOf(this.#kernel.directory.parentOf(actor));
    return above && { member: above.member, path: `${above.path}/${id}` };
  }

  /** Lets a child that no behaviour has made yet have the parent, and the logic, of one like it. */
  #makeLike(child: ActorNumber, like: ActorNumber, parent: ActorNumber, id: string): void {
    const { roster } = this.#kernel.engines.machines;
    const kind = roster.kindOf(like);
    if (kind === undefined || roster.kindOf(child) !== undefined) return;
    roster.make(child, { ...kind, input: roster.inputOf(like) });
    this.#kernel.directory.adopt(child, parent, id);
  }
}
