import type { AnyActorRef } from 'xstate';
import { TextIndex } from '../text-index.ts';

type ChildRecord = Readonly<Record<string, AnyActorRef>>;

/** A list of so many is looked through faster than an index of it is asked. */
const INDEXED_MIN = 8;

/** What versions of a list have in common: each of them sees as many as it counts. */
class Shared {
  readonly ids: string[];
  readonly refs: AnyActorRef[];
  /** The places in the list by ids, once there are many. */
  #places: TextIndex | undefined;

  constructor(ids: string[], refs: AnyActorRef[]) {
    this.ids = ids;
    this.refs = refs;
  }

  /** Where an id is in the list; -1 if it is not. */
  placeOf(id: string): number {
    if (this.ids.length < INDEXED_MIN) return this.ids.indexOf(id);
    this.#places ??= this.#indexed();
    return this.#places.find(id) ?? -1;
  }

  /** Adds an id that is not in the list. */
  push(id: string, ref: AnyActorRef): void {
    const place = this.ids.push(id) - 1;
    this.refs.push(ref);
    this.#places?.set(id, place);
  }

  #indexed(): TextIndex {
    const places = new TextIndex((place) => this.ids[place]!);
    for (const [place, id] of this.ids.entries()) places.set(id, place);
    return places;
  }
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
    if (ids.length === 0) return undefined;
    return new Children(new Shared(ids, Object.values(record)), ids.length, record);
  }

  static only(id: string, ref: AnyActorRef): Children {
    return new Children(new Shared([id], [ref]), 1);
  }

  get(id: string): AnyActorRef | undefined {
    const place = this.#shared.placeOf(id);
    return place < this.#size ? this.#shared.refs[place] : undefined;
  }

  with(id: string, ref: AnyActorRef): Children {
    const shared = this.#shared;
    const isNewest = shared.ids.length === this.#size;
    if (!isNewest || shared.placeOf(id) >= 0) return Children.of({ ...this.record, [id]: ref })!;
    shared.push(id, ref);
    return new Children(shared, this.#size + 1);
  }

  /** @returns undefined when there are none left */
  without(id: string): Children | undefined {
    const place = this.#shared.placeOf(id);
    if (place < 0 || place >= this.#size) return this;
    if (this.#size === 1) return undefined;
    const ids = this.#shared.ids.slice(0, this.#size);
    const refs = this.#shared.refs.slice(0, this.#size);
    ids.splice(place, 1);
    refs.splice(place, 1);
    return new Children(new Shared(ids, refs), ids.length);
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
