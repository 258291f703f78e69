import type { AnyActorRef } from 'xstate';

type ChildRecord = Readonly<Record<string, AnyActorRef>>;

/** What versions of a list have in common: each of them sees as many as it counts. */
interface Shared {
  readonly ids: string[];
  readonly refs: AnyActorRef[];
  readonly places: Map<string, number>;
}

/**
 * The children of an actor by their ids. It never changes: with another child it is another one.
 *
 * Adding to the newest version copies nothing, so that an actor which spawns many one by one does
 * not copy all of them each time, as XState's record of them would have it.
 */
export class Children implements Iterable<AnyActorRef> {
  readonly #shared: Shared;
  readonly #size: number;
  #record: ChildRecord | undefined;

  private constructor(shared: Shared, size: number, record?: ChildRecord) {
    this.#shared = shared;
    this.#size = size;
    this.#record = record;
  }

  /** @returns undefined when there are none */
  static of(record: ChildRecord): Children | undefined {
    const ids = Object.keys(record);
    return ids.length === 0 ? undefined : Children.#listed(ids, Object.values(record), record);
  }

  static #listed(ids: string[], refs: AnyActorRef[], record?: ChildRecord): Children {
    const places = new Map(ids.map((id, place) => [id, place]));
    return new Children({ ids, refs, places }, ids.length, record);
  }

  get(id: string): AnyActorRef | undefined {
    const place = this.#shared.places.get(id);
    return place !== undefined && place < this.#size ? this.#shared.refs[place] : undefined;
  }

  with(id: string, ref: AnyActorRef): Children {
    const { ids, refs, places } = this.#shared;
    const isNewest = ids.length === this.#size;
    if (!isNewest || places.has(id)) return Children.of({ ...this.record, [id]: ref })!;
    places.set(id, ids.push(id) - 1);
    refs.push(ref);
    return new Children(this.#shared, ids.length);
  }

  /** @returns undefined when there are none left */
  without(id: string): Children | undefined {
    const place = this.#shared.places.get(id);
    if (place === undefined || place >= this.#size) return this;
    if (this.#size === 1) return undefined;
    const ids = this.#shared.ids.slice(0, this.#size);
    const refs = this.#shared.refs.slice(0, this.#size);
    ids.splice(place, 1);
    refs.splice(place, 1);
    return Children.#listed(ids, refs);
  }

  /** As XState's snapshots hold them, and in the order that it has there. */
  get record(): ChildRecord {
    this.#record ??= this.#spelledOut();
    return this.#record;
  }

  [Symbol.iterator](): Iterator<AnyActorRef> {
    return Object.values(this.record)[Symbol.iterator]();
  }

  #spelledOut(): ChildRecord {
    const { ids, refs } = this.#shared;
    const record: Record<string, AnyActorRef> = {};
    for (let place = 0; place < this.#size; place++) record[ids[place]!] = refs[place]!;
    return record;
  }
}

/** The children as XState's snapshots hold them; also of an actor that has none. */
export function recordOf(children: Children | undefined): ChildRecord {
  return children === undefined ? {} : children.record;
}
