import { Layout } from './layout.ts';
import type { Model } from './model.ts';
import { BLOCKED } from './operations.ts';
import { HEADER_WORDS, MOVE_WORDS, Repertoires } from './repertoires.ts';
import { StateStore } from './state-store.ts';

/** What follows from states: the one expansion that all searches share. */
export class Expansion {
  readonly model: Model;
  readonly repertoires: Repertoires;
  layout: Layout;
  readonly store: StateStore;
  /** The state that is being expanded, by component. */
  values: Int32Array;
  /** Packed, the successors that the last expansion has found. */
  successors: Int32Array;
  /** The numbers of the moves that lead to them. */
  moves: Int32Array = new Int32Array(64);
  count = 0;
  /** Moves of the last expansion that lead back to the state itself. */
  idle = 0;
  /** By component and cell, where the cell's repertoire is; 0 where it is not built yet. */
  readonly #places: Int32Array[] = [];

  constructor(model: Model) {
    this.model = model;
    this.repertoires = new Repertoires(model);
    this.layout = new Layout(model.components);
    this.store = new StateStore(this.layout.words);
    this.values = new Int32Array(this.layout.count);
    this.successors = new Int32Array(64 * this.layout.words);
  }

  /** All that is kept to know the states and what follows from them. */
  get bytes(): number {
    const { operations, decisions } = this.model;
    const places = this.#places.reduce((sum, { byteLength }) => sum + byteLength, 0);
    return this.store.bytes + this.repertoires.bytes + operations.bytes + decisions.bytes + places;
  }

  /** Adds a state that nothing comes before. */
  addInitial(values: Int32Array): number {
    this.#widen();
    const packed = new Int32Array(this.layout.words);
    this.layout.pack(values, packed, 0);
    return this.store.add(packed, 0, -1);
  }

  /** Makes a state the one that is looked at. */
  load(state: number): void {
    this.layout.unpack(this.store.keys, state * this.store.words, this.values);
  }

  /** Finds all successors of the state that is loaded. */
  expand(): void {
    this.#prepare();
    this.count = 0;
    this.idle = 0;
    const { components } = this.model;
    const { count: width } = this.layout;
    for (let component = 0; component < width; component++) {
      if (components.cellsOf(component) === undefined) continue;
      const place = this.#places[component]![this.values[component]!]!;
      this.#follow(component, place);
      const conditionals = this.repertoires.pool[place + 2]!;
      if (conditionals > 0) this.#followConditionals(component, place, conditionals);
    }
  }

  /** The numbers of the moves that lead from the state that is loaded back to it. */
  idleMoves(): number[] {
    const places = this.#places.slice(0, this.layout.count).map((places, component) => {
      return places[this.values[component]!]!;
    });
    return places.flatMap((place) => this.#idleAt(place));
  }

  #idleAt(place: number): number[] {
    const { pool } = this.repertoires;
    const first = place + HEADER_WORDS + MOVE_WORDS * pool[place]!;
    const conditionals = first + pool[place + 1]!;
    const idle = [...pool.subarray(first, conditionals)];
    const numbers = [...pool.subarray(conditionals, conditionals + pool[place + 2]!)];
    return [
      ...idle,
      ...numbers.flatMap((number) => this.#idleAt(this.repertoires.resolve(number, this.values))),
    ];
  }

  #followConditionals(component: number, place: number, count: number): void {
    const { pool } = this.repertoires;
    const first = place + HEADER_WORDS + MOVE_WORDS * pool[place]! + pool[place + 1]!;
    for (let at = first; at < first + count; at++) {
      const number = this.repertoires.pool[at]!;
      const resolved = this.repertoires.resolve(number, this.values);
      this.#widenIfNeeded();
      this.#follow(component, resolved);
    }
  }

  #follow(component: number, place: number): void {
    const { pool } = this.repertoires;
    const count = pool[place]!;
    this.idle += pool[place + 1]!;
    let at = place + HEADER_WORDS;
    for (let move = 0; move < count; move++, at += MOVE_WORDS) {
      const isMade = this.#succeed(component, pool[at]!, pool[at + 1]!);
      if (isMade) this.moves[this.count++] = pool[at + 2]!;
    }
  }

  /** Puts a successor behind the others; false if an operation of the move cannot be done. */
  #succeed(component: number, to: number, operations: number): boolean {
    if (this.count === this.moves.length) this.#makeRoom();
    const { layout, successors, values } = this;
    const { words } = layout;
    const at = this.count * words;
    if (operations !== 0) return this.#succeedBy(component, to, operations);
    const keys = successors;
    layout.pack(values, keys, at);
    const change = (values[component]! ^ to) << layout.shiftOf[component]!;
    keys[at + layout.wordOf[component]!]! ^= change;
    return true;
  }

  #succeedBy(component: number, to: number, list: number): boolean {
    const { operations } = this.model;
    const next = Int32Array.from(this.values);
    next[component] = to;
    const count = operations.pool[list]!;
    let changed: Int32Array = next;
    for (let each = 0; each < count; each++) {
      const operation = operations.pool[list + 1 + 2 * each]!;
      const other = operations.pool[list + 2 + 2 * each]!;
      const value = operations.apply(operation, changed[other] ?? 0);
      if (value === BLOCKED) return false;
      if (other >= changed.length) changed = grown(changed, other + 1);
      changed[other] = value;
    }
    this.#widenIfNeeded();
    this.layout.pack(changed, this.successors, this.count * this.layout.words);
    return true;
  }

  /** Builds the repertoires that the state needs, so that the layout is wide enough for them. */
  #prepare(): void {
    const { components } = this.model;
    for (let component = 0; component < this.layout.count; component++) {
      if (components.cellsOf(component) === undefined) continue;
      const cell = this.values[component]!;
      const places = this.#placesOf(component, cell);
      if (places[cell] === 0) places[cell] = this.repertoires.build(component, this.values);
    }
    this.#widenIfNeeded();
    for (let component = this.#places.length; component < this.layout.count; component++) {
      this.#placesOf(component, 0);
    }
  }

  #placesOf(component: number, cell: number): Int32Array {
    while (this.#places.length <= component) this.#places.push(new Int32Array(16));
    let places = this.#places[component]!;
    if (cell >= places.length) {
      places = grown(places, 2 ** Math.ceil(Math.log2(cell + 1)));
      this.#places[component] = places;
    }
    return places;
  }

  #widenIfNeeded(): void {
    if (!this.layout.isSufficient(this.model.components)) this.#widen();
  }

  #widen(): void {
    const before = this.layout;
    const after = new Layout(this.model.components);
    this.store.relayout(before, after);
    this.layout = after;
    this.values = grown(this.values, after.count);
    const successors = new Int32Array(this.moves.length * after.words);
    const values = new Int32Array(after.count);
    for (let each = 0; each < this.count; each++) {
      before.unpack(this.successors, each * before.words, values);
      after.pack(values, successors, each * after.words);
    }
    this.successors = successors;
  }

  #makeRoom(): void {
    this.moves = grown(this.moves, 2 * this.moves.length);
    this.successors = grown(this.successors, 2 * this.successors.length);
  }
}

function grown(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(Math.max(length, array.length));
  larger.set(array);
  return larger;
}
