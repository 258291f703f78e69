import { type ActorNumber, OUTSIDE } from '../../actors/engine.ts';
import { ActorTable } from '../../swarm/actor-table.ts';
import { UncheckableError } from './uncheckable-error.ts';

/**
 * Who there is or might be: a child has one number however often, and in whichever of the explored
 * behaviours, it is made, or a swarm that goes round in a circle would have ever new actors.
 */
export class ModelDirectory extends ActorTable {
  readonly #children = new Map<string, ActorNumber>();
  readonly #ids = new Map<ActorNumber, string>();

  readonly #made: (child: ActorNumber) => void;

  /** @param made - told of each child that a step makes, before it is there */
  constructor(made: (child: ActorNumber) => void) {
    super();
    this.#made = made;
  }

  override reserve(parent: ActorNumber = OUTSIDE, id?: string): ActorNumber {
    if (parent === OUTSIDE) return super.reserve(parent);
    if (id === undefined) {
      const who = this.addressOf(parent);
      throw new UncheckableError(`'${who}' spawns a child without an id: give it one.`);
    }
    const child = this.childOf(parent, id);
    this.#made(child);
    return child;
  }

  /** The id that an actor has as a child; undefined for one that is none. */
  childIdOf(actor: ActorNumber): string | undefined {
    return this.#ids.get(actor);
  }

  /** The number of a child, whether or not it has been made in any behaviour yet. */
  childOf(parent: ActorNumber, id: string): ActorNumber {
    const key = `${parent}/${id}`;
    let child = this.#children.get(key);
    if (child === undefined) {
      child = super.reserve(parent);
      this.#children.set(key, child);
      this.#ids.set(child, id);
    }
    return child;
  }
}
