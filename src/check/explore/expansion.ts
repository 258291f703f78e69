import { Batch } from './batch.ts';
import { BitStates } from './bit-states.ts';
import { grown } from './grown.ts';
import { Layout } from './layout.ts';
import type { Model } from './model.ts';
import { SLOTS_MAX } from './move.ts';
import { BLOCKED } from './operations.ts';
import { NO_PARENT } from './packed-states.ts';
import { Predicates } from './predicates.ts';
import { HEADER_WORDS, MOVE_WORDS, Repertoires } from './repertoires.ts';
import { SleepSets } from './sleep-sets.ts';
import { StateStore, type States } from './state-store.ts';
import type { Symmetry } from './symmetry/symmetry.ts';

/** What an operation comes to that the layout has no room for. */
const STALE = -1;

/** What follows from states: the one expansion that all searches share. */
export class Expansion {
  readonly model: Model;
  readonly repertoires: Repertoires;
  readonly store: States;
  readonly batch: Batch;
  readonly predicates = new Predicates(this);
  layout: Layout;
  /** Moves that the expansions of the batch have found to lead back to where they began. */
  idle = 0;
  /** Moves that they need not follow. */
  skipped = 0;
  readonly symmetry: Symmetry | undefined;
  readonly #sleepSets = new SleepSets();
  /** By component and cell, where the cell's repertoire is; 0 where it is not built yet. */
  #places: Int32Array[] = [];
  /** By component, where the repertoire of its cell is in the state that is being expanded. */
  #here: Int32Array = new Int32Array(0);
  /** The components that are actors. */
  actors: Int32Array = new Int32Array(0);
  #values: Int32Array = new Int32Array(0);

  /**
   * @param of.symmetry - whose states that stand for others are the only ones
   * @param of.bitStateBytes - what states may be remembered in, where not all of each is
   */
  constructor(
    model: Model,
    { symmetry, bitStateBytes }: { symmetry?: Symmetry; bitStateBytes?: number } = {},
  ) {
    this.model = model;
    this.symmetry = symmetry;
    this.repertoires = new Repertoires(model);
    this.layout = new Layout(model.components);
    const { words } = this.layout;
    this.store =
      bitStateBytes === undefined
        ? new StateStore(words)
        : new BitStates(words, bitStateBytes, () => this.layout);
    this.batch = new Batch(this.layout.words);
    this.#adopt(this.layout);
  }

  /** All that is kept to know the states and what follows from them. */
  get bytes(): number {
    const { operations, decisions } = this.model;
    const places = this.#places.reduce((sum, { byteLength }) => sum + byteLength, 0);
    return this.store.bytes + this.repertoires.bytes + operations.bytes + decisions.bytes + places;
  }

  /** Adds states that nothing comes before. */
  addInitial(states: readonly Int32Array[]): void {
    this.widen();
    this.batch.clear();
    for (const values of states) {
      const at = this.batch.append(NO_PARENT, NO_PARENT, 0);
      this.layout.pack(values, this.batch.keys, at);
    }
    this.canonicalise();
    this.store.add(this.batch, this.batch.found);
    this.batch.clear();
  }

  /** The values of a state by component, until the next is asked for. */
  valuesOf(state: number): Int32Array {
    this.layout.unpack(this.store.keys, state * this.store.words, this.#values);
    return this.#values;
  }

  /** Lets the states in the batch, from one on, be those that stand for them. */
  canonicalise(from = 0): void {
    if (this.symmetry === undefined) return;
    for (let each = from; each < this.batch.count; each++) {
      const canonical = this.symmetry.canonical(this.valuesInBatch(each));
      this.widen();
      this.layout.pack(canonical, this.batch.keys, each * this.batch.words);
    }
  }

  valuesInBatch(each: number): Int32Array {
    const values = new Int32Array(this.layout.count);
    this.layout.unpack(this.batch.keys, each * this.batch.words, values);
    return values;
  }

  /** Empties the batch and finds all successors of one state. */
  expandAlone(state: number): Batch {
    this.batch.clear();
    this.idle = 0;
    this.expand(state, 0);
    this.canonicalise();
    return this.batch;
  }

  /**
   * Puts the successors of a state into the batch.
   *
   * @param sleep - the actors whose moves need not be followed: see {@link SleepSets}
   * @returns how many moves there are, those of the sleeping actors included
   */
  expand(state: number, sleep: number): number {
    const { batch, idle, skipped } = this;
    const { count } = batch;
    // What is met for the first time may need a wider layout; with it, all is begun anew.
    while (!this.#attempt(state, sleep)) {
      batch.count = count;
      this.idle = idle;
      this.skipped = skipped;
      this.widen();
    }
    return batch.count - count + this.idle - idle + this.skipped - skipped;
  }

  #attempt(state: number, sleep: number): boolean {
    if (!this.#locate(state)) return this.#build(state);
    const actors = this.actors;
    const here = this.#here;
    const { pool } = this.repertoires;
    this.#sleepSets.begin(pool, here, sleep);
    for (let slot = 0; slot < actors.length; slot++) {
      const place = here[slot]!;
      this.idle += pool[place + 1]!;
      if (slot < SLOTS_MAX && (sleep & (1 << slot)) !== 0) {
        this.skipped += pool[place]!;
        continue;
      }
      const next = this.#sleepSets.after(slot);
      if (!this.#follow(state, actors[slot]!, place, next)) return false;
      if (pool[place + 2] === 0) continue;
      if (!this.#followConditionals(state, actors[slot]!, place)) return false;
    }
    return true;
  }

  /** By slot, where in the pool the actors' repertoires in a state are. */
  placesOf(state: number): number[] {
    while (!this.#locate(state)) {
      this.#build(state);
      this.widen();
    }
    return [...this.#here];
  }

  /** The numbers of the moves that lead from a state, which has been expanded, back to it. */
  idleMoves(state: number): number[] {
    this.#locate(state);
    const values = Int32Array.from(this.valuesOf(state));
    return [...this.#here].flatMap((place) => this.#idleAt(place, state, values));
  }

  /** Makes room for all values that components have by now. */
  widen(): void {
    if (this.layout.isSufficient(this.model.components)) return;
    const after = new Layout(this.model.components);
    this.store.relayout(this.layout, after);
    this.batch.relayout(this.layout, after);
    this.#adopt(after);
  }

  #adopt(layout: Layout): void {
    const { components, options } = this.model;
    // Who is new grows older with the others, and is waited for as they are.
    const concernsAll = options.timers === 'by-time' || options.prompt;
    if (concernsAll && layout.count > this.#values.length) this.#places = [];
    this.layout = layout;
    this.#values = new Int32Array(layout.count);
    const all = Array.from({ length: layout.count }, (_, component) => component);
    this.actors = Int32Array.from(all.filter((each) => components.cellsOf(each) !== undefined));
    this.#here = new Int32Array(this.actors.length);
    this.#places = all.map((component) => {
      const isActor = components.cellsOf(component) !== undefined;
      const known = this.#places[component] ?? new Int32Array(0);
      return isActor ? grown(known, layout.maskOf[component]! + 1) : known;
    });
  }

  /** Finds where the repertoires of a state's cells are; false if one is not built yet. */
  #locate(state: number): boolean {
    const { wordOf, shiftOf, maskOf } = this.layout;
    const { keys, words } = this.store;
    const actors = this.actors;
    for (let each = 0; each < actors.length; each++) {
      const component = actors[each]!;
      const word = keys[state * words + wordOf[component]!]!;
      const place = this.#places[component]![(word >>> shiftOf[component]!) & maskOf[component]!]!;
      if (place === 0) return false;
      this.#here[each] = place;
    }
    return true;
  }

  #build(state: number): false {
    const values = Int32Array.from(this.valuesOf(state));
    for (const component of this.actors) {
      const places = this.#places[component]!;
      const cell = values[component]!;
      if (places[cell] === 0) places[cell] = this.repertoires.build(component, values);
    }
    return false;
  }

  /** @param sleep - the actors that sleep after the moves, but for those that a move sends to */
  #follow(state: number, component: number, place: number, sleep: number): boolean {
    const { batch, store, layout } = this;
    const { pool } = this.repertoires;
    const { words, keys } = store;
    const from = state * words;
    const wordAt = layout.wordOf[component]!;
    const shift = layout.shiftOf[component]!;
    const cell = (keys[from + wordAt]! >>> shift) & layout.maskOf[component]!;
    const end = place + HEADER_WORDS + MOVE_WORDS * pool[place]!;
    for (let at = place + HEADER_WORDS; at < end; at += MOVE_WORDS) {
      const to = batch.append(state, pool[at + 2]!, sleep & ~pool[at + 3]!);
      const next = batch.keys;
      for (let word = 0; word < words; word++) next[to + word] = keys[from + word]!;
      next[to + wordAt]! ^= (cell ^ pool[at]!) << shift;
      if (pool[at + 1] === 0) continue;
      const operated = this.#operate(pool[at + 1]!, to);
      if (operated === STALE) return false;
      if (operated === BLOCKED) batch.count -= 1;
    }
    return true;
  }

  /** Applies operations to a successor; {@link BLOCKED} or {@link STALE} where that does not work. */
  #operate(list: number, at: number): number {
    const { operations } = this.model;
    const { pool } = operations;
    const { wordOf, shiftOf, maskOf } = this.layout;
    const { keys } = this.batch;
    const end = list + 1 + 2 * pool[list]!;
    for (let each = list + 1; each < end; each += 2) {
      const component = pool[each + 1]!;
      if (component >= wordOf.length) return STALE;
      const word = at + wordOf[component]!;
      const shift = shiftOf[component]!;
      const value = (keys[word]! >>> shift) & maskOf[component]!;
      let result = operations.known(pool[each]!, value);
      if (result < 0) {
        result = operations.apply(pool[each]!, value);
        if (!this.layout.isSufficient(this.model.components)) return STALE;
      }
      if (result === BLOCKED) return BLOCKED;
      keys[word]! ^= (value ^ result) << shift;
    }
    return 0;
  }

  #followConditionals(state: number, component: number, place: number): boolean {
    const values = Int32Array.from(this.valuesOf(state));
    for (const number of this.#conditionalsAt(place)) {
      const resolved = this.#resolve(number, state, values);
      if (!this.layout.isSufficient(this.model.components)) return false;
      this.idle += this.repertoires.pool[resolved + 1]!;
      if (!this.#follow(state, component, resolved, 0)) return false;
    }
    return true;
  }

  #resolve(number: number, state: number, values: Int32Array): number {
    const { keys, words } = this.store;
    return this.repertoires.resolve(number, values, (root) =>
      this.model.decisions.decide(root, this.layout, keys, state * words),
    );
  }

  #conditionalsAt(place: number): number[] {
    const { pool } = this.repertoires;
    const first = place + HEADER_WORDS + MOVE_WORDS * pool[place]! + pool[place + 1]!;
    return [...pool.subarray(first, first + pool[place + 2]!)];
  }

  #idleAt(place: number, state: number, values: Int32Array): number[] {
    const { pool } = this.repertoires;
    const first = place + HEADER_WORDS + MOVE_WORDS * pool[place]!;
    const idle = [...pool.subarray(first, first + pool[place + 1]!)];
    const resolved = this.#conditionalsAt(place).map((number) =>
      this.#resolve(number, state, values),
    );
    return [...idle, ...resolved.flatMap((other) => this.#idleAt(other, state, values))];
  }
}
