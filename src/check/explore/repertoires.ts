import { UNKNOWN } from './decisions.ts';

import { FaultMoves, type Lead } from './fault-moves.ts';
import { type Chance, KnownSteps } from './known-steps.ts';
import { EMPTY } from './mailboxes.ts';

import type { Model } from './model.ts';
import { EVERYTHING, type Move } from './move.ts';
import { Moves, type Step } from './moves.ts';
import { Opportunities } from './opportunities.ts';

/** How a repertoire lies in the pool: four words, then so many words for each of its moves. */
export const HEADER_WORDS = 4;
export const MOVE_WORDS = 4;

interface Conditional extends Chance {
  /** The decision tree that knows where in the pool its moves are. */
  root: number;
}

/** What is possible from a cell. */
interface Found {
  readonly leads: Lead[];
  readonly conditionals: number[];
}

/**
 * What each cell of each actor allows to happen next, computed once a cell.
 *
 * In the pool a repertoire is: the number of moves, of idle moves, which lead back to the cell, and of
 * conditional moves, which depend on what other actors are in, and all their targets; then for each
 * move the cell it leads to, its operations, its number and its targets; then the numbers of the idle
 * moves; then those of the conditionals.
 */
export class Repertoires {
  pool: Int32Array = new Int32Array(1024);
  readonly moves: Move[] = [];
  readonly #model: Model;
  readonly #moves: Moves;
  readonly #numbers = new Map<Move, number>();
  readonly #faults: FaultMoves;
  readonly #opportunities: Opportunities;
  readonly #conditionals: Conditional[] = [];
  #poolSize = HEADER_WORDS;
  readonly #steps: KnownSteps;

  constructor(model: Model) {
    this.#model = model;
    this.#moves = new Moves(model);
    this.#faults = new FaultMoves(model, this.#moves);
    this.#opportunities = new Opportunities(model);
    this.#steps = new KnownSteps(model, this.#moves);
  }

  /** Where in the pool the repertoire of a cell is. */
  build(component: number, values: ArrayLike<number>): number {
    const { components, mailboxes, options, steps } = this.#model;
    const actor = components.actorOf(component)!;
    const cells = components.cellsOf(component)!;
    const cell = values[component]!;
    const local = cells.localOf(cell);
    const state = steps.localsOf(actor).get(local);
    const found: Found = { leads: [], conditionals: [] };
    if (state === undefined) return this.#store(cell, found);
    if (state.isRunning) {
      for (const message of mailboxes.next(cells.mailboxOf(cell))) {
        for (const opportunity of this.#opportunities.ofMessage(message)) {
          this.#pursue({ actor, local, opportunity }, cell, values, found);
        }
      }
      const hasToWait = options.prompt && cells.mailboxOf(cell) !== EMPTY;
      for (const opportunity of hasToWait ? [] : this.#opportunities.ofTimers(state)) {
        this.#pursue({ actor, local, opportunity }, cell, values, found);
      }
    }
    found.leads.push(...this.#faults.from(actor, cell, state));
    return this.#store(cell, found);
  }

  /**
   * Where in the pool the moves of a conditional are, in a global state.
   *
   * @param decide - looks up in a decision tree what is known of the state
   */
  resolve(number: number, values: ArrayLike<number>, decide: (root: number) => number): number {
    const conditional = this.#conditionals[number]!;
    const known = decide(conditional.root);
    if (known !== UNKNOWN) return known;
    const cell = values[this.#model.components.of(conditional.actor)]!;
    const outcomes = this.#steps.take(conditional, values);
    const found: Found = { leads: [], conditionals: [] };
    this.#lead(conditional, this.#steps.of(conditional, outcomes), cell, found);
    const place = this.#store(cell, found);
    const reads = outcomes.reads.map((part) => this.#model.componentOf(part));
    conditional.root = this.#model.decisions.learn(conditional.root, reads, values, place);
    return place;
  }

  /** The moves of a repertoire that lead to another state. */
  movesAt(place: number): Move[] {
    return Array.from({ length: this.pool[place]! }, (_, at) => {
      const number = this.pool[place + HEADER_WORDS + MOVE_WORDS * at + 2]!;
      return this.moves[number]!;
    });
  }

  get bytes(): number {
    return this.pool.byteLength;
  }

  #pursue(chance: Chance, cell: number, values: ArrayLike<number>, found: Found): void {
    const steps = this.#steps.alwaysOf(chance, values);
    if (steps !== undefined) this.#lead(chance, steps, cell, found);
    else {
      const conditional = { ...chance, root: this.#model.decisions.plant() };
      found.conditionals.push(this.#conditionals.push(conditional) - 1);
    }
  }

  /** Tells where steps lead to from a cell. */
  #lead({ actor, opportunity }: Chance, steps: readonly Step[], cell: number, found: Found): void {
    if (steps.length === 0) return;
    const { components, mailboxes } = this.#model;
    const before = components.cellsOf(components.of(actor))!.mailboxOf(cell);
    const { takes } = opportunity;
    const mailbox = takes === undefined ? before : mailboxes.remove(before, takes);
    for (const step of steps) {
      found.leads.push({ move: step.move, to: this.#moves.cellAfter(step, mailbox) });
    }
  }

  /** @param cell - the one that the moves are made from; what leads back to it leads nowhere */
  #store(cell: number, { leads, conditionals }: Found): number {
    const isIdle = ({ to, move }: Lead) => to === cell && move.operations === 0;
    const idle = leads.filter(isIdle);
    const leading = idle.length === 0 ? leads : leads.filter((lead) => !isIdle(lead));
    const words = HEADER_WORDS + MOVE_WORDS * leading.length + idle.length + conditionals.length;
    const place = this.#reserve(words);
    const { pool } = this;
    pool[place] = leading.length;
    pool[place + 1] = idle.length;
    pool[place + 2] = conditionals.length;
    const targets = leads.reduce((all, { move }) => all | move.targets, 0);
    pool[place + 3] = conditionals.length > 0 ? EVERYTHING : targets;
    let at = place + HEADER_WORDS;
    for (const { move, to } of leading) {
      pool[at++] = to;
      pool[at++] = move.operations;
      pool[at++] = this.#numberOf(move);
      pool[at++] = move.targets;
    }
    for (const { move } of idle) pool[at++] = this.#numberOf(move);
    for (const conditional of conditionals) pool[at++] = conditional;
    return place;
  }

  #numberOf(move: Move): number {
    let number = this.#numbers.get(move);
    if (number === undefined) {
      number = this.moves.push(move) - 1;
      this.#numbers.set(move, number);
    }
    return number;
  }

  #reserve(words: number): number {
    const place = this.#poolSize;
    this.#poolSize += words;
    while (this.pool.length < this.#poolSize) {
      const larger = new Int32Array(2 * this.pool.length);
      larger.set(this.pool);
      this.pool = larger;
    }
    return place;
  }
}
