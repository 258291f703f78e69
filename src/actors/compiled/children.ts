import type { AnyActorRef } from 'xstate';
import { TextIndex } from '../text-index.ts';

type ChildRecord = Readonly<Record<string, AnyActorRef>>;

/** A list of so many is looked through faster than an index of it is asked. */
const INDEXED_MIN = 8;
/** Of so many, those that stay are copied rather than that it be noted who left. */
const COPIED_MAX = 16;

/** What versions of a list have in common: each of them sees as many changes as it counts. */
class Shared {
  readonly refs: AnyActorRef[] = [];
  /** How often a child came or left. */
  changes = 0;
  /** With which change a child left, by its place. */
  #left: Map<number, number> | undefined;
  /** The ids, by place, of those that are not called as they are themselves: hardly any. */
  #names: Map<number, string> | undefined;
  /** The places in the list by ids, once there are many. */
  #places: TextIndex | undefined;

  idAt(place: number): string {
    return this.#names?.get(place) ?? this.refs[place]!.id;
  }

  /** Where an id is in the list; -1 if it is not. */
  placeOf(id: string): number {
    if (this.refs.length < INDEXED_MIN) return this.#search(id);
    this.#places ??= this.#indexed();
    return this.#places.find(id) ?? -1;
  }

  /** Adds an id that is not in the list. */
  push(id: string, ref: AnyActorRef): void {
    const place = this.refs.push(ref) - 1;
    // There may be none: XState keeps the id of a child of which it finds no logic.
    if (ref?.id !== id) {
      this.#names ??= new Map();
      this.#names.set(place, id);
    }
    this.#places?.set(id, place);
    this.changes += 1;
  }

  leave(place: number): void {
    this.changes += 1;
    this.#left ??= new Map();
    this.#left.set(place, this.changes);
  }

  /** Whether a child was there, among the first, when there had been so many changes. */
  hadAt(place: number, changes: number): boolean {
    const leftWith = this.#left?.get(place);
    return leftWith === undefined || leftWith > changes;
  }

  #search(id: string): number {
    let place = this.refs.length - 1;
    while (place >= 0 && this.idAt(place) !== id) place--;
    return place;
  }

  #indexed(): TextIndex {
    const places = new TextIndex((place) => this.idAt(place));
    for (let place = 0; place < this.refs.length; place++) places.set(this.idAt(place), place);
    return places;
  }
}

/**
 * The children of an actor by their ids. It never changes: with another child it is another one.
 *
 * Adding to the newest version, or taking from it, copies nothing but in one time of many, so that an actor of
 * many children which come and end one by one does not copy all of them each time, as XState's record of them
 * would have it.
 */
export class Children implements Iterable<AnyActorRef> {
  readonly #shared: Shared;
  /** How many of the list there were. */
  readonly #seen: number;
  /** How many changes there had been. */
  readonly #changes: number;
  readonly size: number;
  #record: ChildRecord | undefined;

  private constructor(shared: Shared, size: number, record?: ChildRecord) {
    this.#shared = shared;
    this.#seen = shared.refs.length;
    this.#changes = shared.changes;
    this.size = size;
    this.#record = record;
  }

  /** @returns undefined when there are none */
  static of(record: ChildRecord): Children | undefined {
    const shared = new Shared();
    for (const [id, ref] of Object.entries(record)) shared.push(id, ref);
    const size = shared.refs.length;
    return size === 0 ? undefined : new Children(shared, size, record);
  }

  static only(id: string, ref: AnyActorRef): Children {
    const shared = new Shared();
    shared.push(id, ref);
    return new Children(shared, 1);
  }

  get(id: string): AnyActorRef | undefined {
    const place = this.#shared.placeOf(id);
    return this.#has(place) ? this.#shared.refs[place] : undefined;
  }

  with(id: string, ref: AnyActorRef): Children {
    const shared = this.#shared;
    // A place knows one time of leaving: who comes again under the same id needs another list.
    if (!this.#isNewest || shared.placeOf(id) >= 0)
      return Children.of({ ...this.record, [id]: ref })!;
    shared.push(id, ref);
    return new Children(shared, this.size + 1);
  }

  /** @returns undefined when there are none left */
  without(id: string): Children | undefined {
    const place = this.#shared.placeOf(id);
    if (!this.#has(place)) return this;
    if (this.size === 1) return undefined;
    // Of more, once half have left: so each that leaves pays for copying one that stays.
    const isForCopying = 2 * this.size <= COPIED_MAX + this.#seen;
    if (!this.#isNewest || isForCopying) return this.#copiedWithout(place);
    this.#shared.leave(place);
    return new Children(this.#shared, this.size - 1);
  }

  /** As XState's snapshots hold them, and in the order that it has there. */
  get record(): ChildRecord {
    this.#record ??= this.#spelledOut();
    return this.#record;
  }

  [Symbol.iterator](): Iterator<AnyActorRef> {
    return Object.values(this.record)[Symbol.iterator]();
  }

  get #isNewest(): boolean {
    return this.#changes === this.#shared.changes;
  }

  #has(place: number): boolean {
    return place >= 0 && place < this.#seen && this.#shared.hadAt(place, this.#changes);
  }

  #copiedWithout(left: number): Children {
    const shared = new Shared();
    for (let place = 0; place < this.#seen; place++) {
      if (place !== left && this.#has(place))
        shared.push(this.#shared.idAt(place), this.#shared.refs[place]!);
    }
    return new Children(shared, this.size - 1);
  }

  #spelledOut(): ChildRecord {
    const shared = this.#shared;
    const record: Record<string, AnyActorRef> = {};
    for (let place = 0; place < this.#seen; place++) {
      if (this.#has(place)) record[shared.idAt(place)] = shared.refs[place]!;
    }
    return record;
  }
}

/** The children as XState's snapshots hold them; also of an actor that has none. */
export function recordOf(children: Children | undefined): ChildRecord {
  return children === undefined ? {} : children.record;
}
