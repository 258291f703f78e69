import type { ActorNumber, Directory, Ending } from '../actors/engine.ts';
import { lengthened } from '../actors/lengthened.ts';
import { AddressBook } from './address-book.ts';

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

/**
 * Who is in the swarm, by number and by address, and what has become of each.
 *
 * Kept in columns, and for a population without a string for each address: a million actors
 * cost 5 bytes each.
 */
export class ActorTable extends AddressBook implements Directory {
  #status = new Uint8Array(16);
  /** Whether any actor ever was impaired: as long as none was, there is nothing to look up. */
  #hasImpaired = false;
  #active = 0;
  /** The children that have been started since they were last asked for. */
  #born: ActorNumber[] = [];

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

  override reserve(parent?: ActorNumber): ActorNumber {
    if (this.size === this.#status.length) this.#grow();
    return super.reserve(parent);
  }

  override shrink(): void {
    super.shrink();
    this.#status = this.#status.slice(0, this.size);
  }

  override addRange(prefix: string, count: number): ActorNumber {
    const first = super.addRange(prefix, count);
    for (let actor = first; actor < first + count; actor++) this.#activate(actor);
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
    this.name(actor, address);
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

  end(actor: ActorNumber, ending: Ending): void {
    if (this.isRunning(actor)) this.#active -= 1;
    if (this.isAlive(actor)) this.#status[actor] = statuses.indexOf(ending);
  }

  #activate(actor: ActorNumber): void {
    this.#status[actor] = ACTIVE;
    this.#active += 1;
  }

  #grow(): void {
    const status = new Uint8Array(lengthened(this.#status.length));
    status.set(this.#status);
    this.#status = status;
  }
}
