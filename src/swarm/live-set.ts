import type { AnyActorRef, SnapshotFrom } from 'xstate';
import type { ActorNumber } from '../actors/engine.ts';
import type { Kernel } from './kernel.ts';
import type { Follower } from './streams.ts';

/**
 * Those of some actors of which something is true, as of now, in the order in which they were spawned: made by
 * `swarm.where`. To read it costs as much as actors have changed since it was read last, and not as much as
 * there are.
 *
 * @example
 * ```ts
 * const leaders = swarm.where(servers, (server) => server.matches('leader'));
 * leaders.size;
 * ```
 */
export class LiveSet<TRef extends AnyActorRef> implements Iterable<TRef>, Follower {
  readonly #kernel: Kernel;
  readonly #is: (snapshot: SnapshotFrom<TRef>) => boolean;
  readonly #members: ReadonlyMap<ActorNumber, TRef>;
  readonly #within = new Set<ActorNumber>();
  /** The members that may have changed since they were looked at. */
  readonly #changed: Set<ActorNumber>;

  constructor(
    kernel: Kernel,
    members: Iterable<TRef>,
    is: (snapshot: SnapshotFrom<TRef>) => boolean,
  ) {
    this.#kernel = kernel;
    this.#is = is;
    this.#members = new Map(Array.from(members, (ref) => [kernel.engines.numberOf(ref), ref]));
    this.#changed = new Set(this.#members.keys());
    kernel.streams.followers.push(this);
  }

  /** How many there are. */
  get size(): number {
    this.#lookAgain();
    return this.#within.size;
  }

  has(ref: TRef): boolean {
    this.#lookAgain();
    return this.#within.has(this.#kernel.engines.numberOf(ref));
  }

  *[Symbol.iterator](): Generator<TRef> {
    this.#lookAgain();
    const numbers = Uint32Array.from(this.#within).sort();
    for (const number of numbers) yield this.#members.get(number)!;
  }

  /** Takes note that an actor has changed, be it a member or not. */
  note(actor: ActorNumber): void {
    if (this.#members.has(actor)) this.#changed.add(actor);
  }

  #lookAgain(): void {
    for (const actor of this.#changed) {
      if (this.#is(this.#members.get(actor)!.getSnapshot())) this.#within.add(actor);
      else this.#within.delete(actor);
    }
    // Where all behaviours are explored, actors also change by going from one to another.
    if (this.#kernel.keepHistory === undefined) this.#changed.clear();
  }
}
