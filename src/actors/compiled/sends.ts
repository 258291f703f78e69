import type { AnyActorRef, AnyEventObject } from 'xstate';
import type { World } from './world.ts';
import { errorActorEvent } from './xstate-internals.ts';

/**
 * What one step sends to references, in columns: to make an object of each would cost more than
 * all else about it, and so would to keep the reference where the receiver's address is known.
 */
export class Sends<Address> {
  readonly #world: World<Address>;
  /** The receiver, where its address is not known yet. */
  readonly #references: (AnyActorRef | undefined)[] = [];
  readonly #addresses: Address[] = [];
  readonly #events: (AnyEventObject | undefined)[] = [];
  readonly #ids: (string | undefined)[] = [];
  readonly #isDelayed: boolean[] = [];
  #delaysMs = new Float64Array(4);
  #size = 0;

  constructor(world: World<Address>) {
    this.#world = world;
  }

  /** Keeps a send, and returns its place. */
  put(to: AnyActorRef, event: AnyEventObject, delayMs?: number, id?: string): number {
    const at = this.#size;
    if (at === this.#events.length) this.#extend();
    if (this.#world.isLatest(to)) this.#addresses[at] = this.#world.latest;
    else this.#references[at] = to;
    this.#events[at] = event;
    this.#isDelayed[at] = typeof delayMs === 'number';
    if (typeof delayMs === 'number') this.#delaysMs[at] = delayMs;
    if (id !== undefined) this.#ids[at] = id;
    this.#size = at + 1;
    return at;
  }

  /** @throws Error if a receiver is no actor of the world's */
  performAll(): void {
    for (let at = 0; at < this.#size; at++) this.perform(at);
  }

  /** @throws Error if the receiver is no actor of the world's */
  perform(at: number): void {
    const world = this.#world;
    const reference = this.#references[at];
    const to = reference === undefined ? this.#addresses[at]! : world.addressOf(reference);
    const event = this.#events[at]!;
    if (this.#isDelayed[at]!) world.schedule(to, event, this.#delaysMs[at]!, this.#ids[at]);
    else sendNow(world, to, event);
  }

  /** Forgets what was kept. */
  drop(): void {
    for (let at = 0; at < this.#size; at++) {
      this.#references[at] = undefined;
      this.#events[at] = undefined;
      this.#ids[at] = undefined;
    }
    this.#size = 0;
  }

  #extend(): void {
    this.#references.push(undefined);
    this.#addresses.push(this.#world.address);
    this.#events.push(undefined);
    this.#ids.push(undefined);
    this.#isDelayed.push(false);
    if (this.#size < this.#delaysMs.length) return;
    const delaysMs = new Float64Array(2 * this.#size);
    delaysMs.set(this.#delaysMs);
    this.#delaysMs = delaysMs;
  }
}

export function sendNow<Address>(world: World<Address>, to: Address, event: AnyEventObject): void {
  if (event.type !== 'xstate.error') world.send(to, event);
  else world.send(to, errorActorEvent(world.refOf(world.address).id, event.data));
}
