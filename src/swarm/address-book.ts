import { type ActorNumber, OUTSIDE } from '../actors/engine.ts';
import { lengthened } from '../actors/lengthened.ts';
import { TextIndex } from '../actors/text-index.ts';

/** Members of a population, whose addresses follow from their numbers. */
interface Range {
  readonly prefix: string;
  readonly first: ActorNumber;
  readonly size: number;
}

/**
 * The numbers, parents and addresses of a swarm's actors.
 *
 * A child's address is spelled out from its parent's and its own id when somebody asks for it, and a
 * member's from its population's prefix, so that most actors have no string of their own to keep.
 */
export class AddressBook {
  /** What a child's parent calls it, and all others a single actor; nothing of a member. */
  readonly #ids: (string | undefined)[] = [];
  readonly #ranges: Range[] = [];
  readonly #latest = new TextIndex((actor) => this.#spelled(actor));
  /** Addresses of children that were asked for, and may well be again. */
  readonly #known = new Map<ActorNumber, string>();
  readonly #incarnations = new Map<ActorNumber, number>();
  #parents = new Int32Array(16);
  #size = 0;

  /** How many actors there have been. */
  get size(): number {
    return this.#size;
  }

  reserve(parent: ActorNumber = OUTSIDE): ActorNumber {
    if (this.#size === this.#parents.length) this.#grow();
    this.#parents[this.#size] = parent;
    return this.#size++;
  }

  /** Gives an actor without a parent its address. */
  name(actor: ActorNumber, address: string): void {
    this.#enter(actor, address, address);
  }

  adopt(actor: ActorNumber, parent: ActorNumber, id: string): void {
    this.#parents[actor] = parent;
    this.#enter(actor, id, `${this.addressOf(parent)}/${id}`);
  }

  /**
   * Gives the next `count` actors consecutive numbers, and the addresses `prefix-0`, `prefix-1`, …
   *
   * @throws Error when there is a population of that prefix
   */
  addRange(prefix: string, count: number): ActorNumber {
    const first = this.#size;
    if (count > 0 && this.#ranges.some((range) => range.prefix === prefix)) {
      throw new Error(`There is a population '${prefix}' already: give its actors their own ids.`);
    }
    this.#ranges.push({ prefix, first, size: count });
    for (let index = 0; index < count; index++) this.reserve();
    return first;
  }

  /** Gives back the room for actors that there are not yet. */
  shrink(): void {
    this.#parents = this.#parents.slice(0, this.#size);
  }

  parentOf(actor: ActorNumber): ActorNumber {
    return this.#parents[actor] ?? OUTSIDE;
  }

  /** What an actor's parent calls it; its address if it has none. */
  idOf(actor: ActorNumber): string {
    return this.#ids[actor] ?? this.#memberAddress(actor);
  }

  addressOf(actor: ActorNumber): string {
    if (actor === OUTSIDE) return 'outside';
    if (this.#parents[actor] === OUTSIDE) return this.idOf(actor);
    let address = this.#known.get(actor);
    if (address === undefined) {
      address = this.#spelled(actor);
      this.#known.set(actor, address);
    }
    return address;
  }

  /** A name that no other actor of the run has, not even an earlier one at the same address. */
  identityOf(actor: ActorNumber): string {
    if (actor === OUTSIDE) return 'outside';
    const incarnation = this.#incarnations.get(actor);
    const address = this.#spelled(actor);
    return incarnation === undefined ? address : `${address}#${incarnation}`;
  }

  /** The number of the actor that was last given an address. */
  find(address: string): ActorNumber | undefined {
    return this.#latest.find(address) ?? this.#findMember(address);
  }

  #enter(actor: ActorNumber, id: string, address: string): void {
    const before = this.find(address);
    if (before !== undefined && before !== actor) {
      this.#incarnations.set(actor, (this.#incarnations.get(before) ?? 0) + 1);
    }
    while (this.#ids.length < actor) this.#ids.push(undefined);
    this.#ids[actor] = id;
    this.#latest.set(address, actor);
  }

  #spelled(actor: ActorNumber): string {
    const id = this.#ids[actor];
    const parent = this.#parents[actor];
    if (id === undefined || parent === undefined || parent === OUTSIDE) return this.idOf(actor);
    return `${this.addressOf(parent)}/${id}`;
  }

  #memberAddress(actor: ActorNumber): string {
    const range = this.#ranges.find(({ first, size }) => actor >= first && actor < first + size);
    return range === undefined
      ? 'an actor in the making'
      : `${range.prefix}-${actor - range.first}`;
  }

  #findMember(address: string): ActorNumber | undefined {
    for (const { prefix, first, size } of this.#ranges) {
      if (!address.startsWith(`${prefix}-`)) continue;
      const index = Number(address.slice(prefix.length + 1));
      if (index < size && address === `${prefix}-${index}`) return first + index;
    }
    return undefined;
  }

  #grow(): void {
    const parents = new Int32Array(lengthened(this.#parents.length));
    parents.set(this.#parents);
    this.#parents = parents;
  }
}
