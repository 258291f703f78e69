import { type ActorNumber, type Directory, type Ending, OUTSIDE } from '../actors/engine.ts';

/**
 * What has become of an actor; a child is unborn until its parent starts it. One that is impaired
 * runs, but not all that is due for it reaches it at once; one that is down may come back.
 */
export type ActorStatus = 'unborn' | 'active' | 'impaired' | 'down' | Ending;

const statuses = ['unborn', 'active', 'done', 'error', 'stopped', 'impaired', 'down'] as const;
const UNBORN = 0;
const ACTIVE = 1;
const IMPAIRED = 5;
const DOWN = 6;

const whyDeaf = {
  unborn: 'it was never started',
  active: undefined,
  impaired: undefined,
  down: 'it is down',
  stopped: 'it was stopped',
  done: 'it has ended (done)',
  error: 'it has ended (error)',
} as const;

/** Members of a population, whose addresses follow from their numbers. */
interface Range {
  readonly prefix: string;
  readonly first: ActorNumber;
  readonly size: number;
}

/**
 * Who is in the swarm, by number and by address.
 *
 * Kept in columns, and for a population without a string for each address: a million actors
 * cost 17 bytes each.
 */
export class ActorTable implements Directory {
  /** Addresses of those that are no members of a population. */
  readonly #addresses: (string | undefined)[] = [];
  readonly #ranges: Range[] = [];
  readonly #latest = new Map<string, ActorNumber>();
  readonly #incarnations = new Map<ActorNumber, number>();
  #parents = new Int32Array(16);
  #status = new Uint8Array(16);
  /** Whether any actor ever was impaired: as long as none was, there is nothing to look up. */
  #hasImpaired = false;
  #active = 0;
  #size = 0;
  /** The children that have been started since they were last asked for. */
  #born: ActorNumber[] = [];

  /** How many actors there have been. */
  get size(): number {
    return this.#size;
  }

  /** How many actors are running. */
  get active(): number {
    return this.#active;
  }

  /**
   * Gives a new actor its number.
   *
   * @throws Error when a running actor has the address
   */
  add(address: string): ActorNumber {
    const actor = this.reserve();
    this.rename(actor, address);
    this.#activate(actor);
    return actor;
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
    for (let index = 0; index < count; index++) this.#activate(this.reserve());
    return first;
  }

  /**
   * Gives an actor another address than its population does.
   *
   * @throws Error when a running actor has the address
   */
  rename(actor: ActorNumber, address: string): void {
    const before = this.find(address);
    if (before !== undefined && this.isAlive(before) && before !== actor) {
      throw new Error(`There is an actor '${address}' already: give each its own id.`);
    }
    this.#name(actor, address, before);
  }

  reserve(parent: ActorNumber = OUTSIDE): ActorNumber {
    if (this.#size === this.#parents.length) this.#grow();
    this.#addresses.push(undefined);
    this.#parents[this.#size] = parent;
    return this.#size++;
  }

  adopt(actor: ActorNumber, parent: ActorNumber, id: string): void {
    const address = `${this.addressOf(parent)}/${id}`;
    this.#name(actor, address, this.find(address));
    this.#parents[actor] = parent;
  }

  began(actor: ActorNumber): void {
    if (this.#status[actor] !== UNBORN) return;
    this.#activate(actor);
    this.#born.push(actor);
  }

  get hasBorn(): boolean {
    return this.#born.length > 0;
  }

  /** The children that have been started since it was last called. */
  takeBorn(): readonly ActorNumber[] {
    const born = this.#born;
    this.#born = [];
    return born;
  }

  addressOf(actor: ActorNumber): string {
    if (actor === OUTSIDE) return 'outside';
    return this.#addresses[actor] ?? this.#memberAddress(actor);
  }

  /** A name that no other actor of the run has, not even an earlier one at the same address. */
  identityOf(actor: ActorNumber): string {
    const incarnation = this.#incarnations.get(actor);
    const address = this.addressOf(actor);
    return incarnation === undefined ? address : `${address}#${incarnation}`;
  }

  parentOf(actor: ActorNumber): ActorNumber {
    return this.#parents[actor] ?? OUTSIDE;
  }

  /** Why an actor takes no events; undefined when it does. */
  whyDeaf(actor: ActorNumber): string | undefined {
    return whyDeaf[this.statusOf(actor)];
  }

  /** Whether an actor runs and takes at once what is due for it, as nearly all do. */
  isActive(actor: ActorNumber): boolean {
    return this.#status[actor] === ACTIVE;
  }

  isImpaired(actor: ActorNumber): boolean {
    return this.#hasImpaired && this.#status[actor] === IMPAIRED;
  }

  isRunning(actor: ActorNumber): boolean {
    return this.isActive(actor) || this.isImpaired(actor);
  }

  /** Running, or down and able to come back. */
  isAlive(actor: ActorNumber): boolean {
    return this.isRunning(actor) || this.#status[actor] === DOWN;
  }

  /** Looks at what `isActive` will need. */
  foresee(actor: ActorNumber): number {
    return this.#status[actor] ?? UNBORN;
  }

  impair(actor: ActorNumber): void {
    if (!this.isActive(actor)) return;
    this.#hasImpaired = true;
    this.#status[actor] = IMPAIRED;
  }

  /** The opposite of {@link impair}. */
  restore(actor: ActorNumber): void {
    if (this.isImpaired(actor)) this.#status[actor] = ACTIVE;
  }

  /** Lets an actor that was just stopped be one that may come back. */
  takeDown(actor: ActorNumber): void {
    this.#status[actor] = DOWN;
  }

  bringUp(actor: ActorNumber): void {
    this.#activate(actor);
  }

  statusOf(actor: ActorNumber): ActorStatus {
    return statuses[this.#status[actor] ?? UNBORN]!;
  }

  /** The number of the actor that was last given an address. */
  find(address: string): ActorNumber | undefined {
    return this.#latest.get(address) ?? this.#findMember(address);
  }

  end(actor: ActorNumber, ending: Ending): void {
    if (this.isRunning(actor)) this.#active -= 1;
    if (this.isAlive(actor)) this.#status[actor] = statuses.indexOf(ending);
  }

  #name(actor: ActorNumber, address: string, before: ActorNumber | undefined): void {
    if (before !== undefined && before !== actor) {
      this.#incarnations.set(actor, (this.#incarnations.get(before) ?? 0) + 1);
    }
    this.#addresses[actor] = address;
    this.#latest.set(address, actor);
  }

  #activate(actor: ActorNumber): void {
    this.#status[actor] = ACTIVE;
    this.#active += 1;
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
    const parents = new Int32Array(2 * this.#parents.length);
    parents.set(this.#parents);
    this.#parents = parents;
    const status = new Uint8Array(parents.length);
    status.set(this.#status);
    this.#status = status;
  }
}
