import { phase } from '../../actors/compiled-columns.ts';
import type { SavedActor } from '../../actors/compiled-roster.ts';
import type { ActorNumber } from '../../actors/engine.ts';
import { UNKNOWN } from './decisions.ts';
import type { LocalState } from './local-states.ts';
import type { Cause, Outcomes } from './local-steps.ts';
import type { Model } from './model.ts';
import { EVERYTHING, type Move } from './move.ts';
import { Moves, type Opportunity } from './moves.ts';
import { PairTable } from './pair-table.ts';

/** How a repertoire lies in the pool: four words, then so many words for each of its moves. */
export const HEADER_WORDS = 4;
export const MOVE_WORDS = 4;

interface Conditional {
  readonly actor: ActorNumber;
  readonly local: number;
  readonly opportunity: Opportunity;
  /** The decision tree that knows where in the pool its moves are. */
  root: number;
}

/** A step that depends on nothing but the actor's own local state; undefined for one that does. */
type Known = Outcomes | undefined;

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
  readonly #conditionals: Conditional[] = [];
  #poolSize = HEADER_WORDS;
  /** By actor: the index of what is known, by local state and cause. */
  readonly #indices: PairTable[] = [];
  readonly #known: Known[] = [];

  constructor(model: Model) {
    this.#model = model;
    this.#moves = new Moves(model);
  }

  /** Where in the pool the repertoire of a cell is. */
  build(component: number, values: ArrayLike<number>): number {
    const { components, steps } = this.#model;
    const actor = components.actorOf(component)!;
    const cells = components.cellsOf(component)!;
    const cell = values[component]!;
    const local = cells.localOf(cell);
    const state = steps.localsOf(actor).get(local);
    const found: { moves: Move[]; conditionals: number[] } = { moves: [], conditionals: [] };
    if (state === undefined) return this.#store(found.moves, cell, found.conditionals);
    for (const opportunity of this.#opportunities(state, cells.mailboxOf(cell))) {
      this.#pursue({ actor, local, opportunity, root: 0 }, values, found);
    }
    found.moves.push(...this.#faults(actor, cell, state));
    return this.#store(found.moves, cell, found.conditionals);
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
    const outcomes = this.#take(conditional, values);
    const local = this.#model.localOf(conditional.actor, values);
    const cell = values[this.#model.components.of(conditional.actor)]!;
    const place = this.#store(this.#movesOf({ ...conditional, local }, outcomes), cell, []);
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

  #pursue(
    conditional: Conditional,
    values: ArrayLike<number>,
    found: { moves: Move[]; conditionals: number[] },
  ): void {
    const outcomes = this.#outcomes(conditional, values);
    if (outcomes !== undefined) {
      found.moves.push(...this.#movesOf(conditional, outcomes));
      return;
    }
    conditional.root = this.#model.decisions.plant();
    found.conditionals.push(this.#conditionals.push(conditional) - 1);
  }

  #opportunities(state: LocalState, mailbox: number): Opportunity[] {
    if (!state.isRunning) return [];
    const { mailboxes, messages, options, counter } = this.#model;
    const isGone = options.network === 'ordered' || options.discard;
    const deliveries = mailboxes.next(mailbox).flatMap((message): Opportunity[] => {
      const { event, eventNumber, isLocal } = messages.get(message);
      const cause: Cause = { kind: 'event', event };
      const after = mailboxes.delivered(mailbox, message);
      const delivery: Opportunity = {
        cause,
        key: 2 * eventNumber,
        label: { kind: 'deliver', message },
        mailbox: after,
        consumes: (isGone && after !== mailbox) || isLocal,
      };
      if (isLocal || after === mailbox || !counter.isPossible('duplications')) return [delivery];
      const label = { kind: 'duplicate', message } as const;
      return [delivery, { ...delivery, label, mailbox, fault: 'duplications', consumes: false }];
    });
    return [...deliveries, ...timersOf(state, mailbox)];
  }

  #faults(actor: ActorNumber, cell: number, state: LocalState): Move[] {
    const { components, counter } = this.#model;
    const cells = components.cellsOf(components.of(actor))!;
    const losses = counter.isPossible('losses') || this.#losesWhileDown(state);
    const moves = losses ? this.#losses(actor, cell, state) : [];
    const isOwn = this.#model.kernel.origins.all.has(actor);
    if (isOwn && state.isRunning && counter.isPossible('crashes')) {
      // For good, it takes nothing any more, as one that has ended.
      const mayRestart = counter.isPossible('restarts');
      const down = this.#model.steps.localsOf(actor).intern(stopped(state.saved), [], mayRestart);
      const others = this.#moves.vanishing(state);
      const to = cells.become(cell, down);
      moves.push(this.#moves.ofFault(actor, to, { kind: 'crash' }, 'crashes', others));
    }
    if (state.isDown && counter.isPossible('restarts')) moves.push(...this.#restarts(actor, cell));
    return moves;
  }

  /** What arrives at an actor that is down is lost, which only matters if it may come back. */
  #losesWhileDown({ isDown }: LocalState): boolean {
    return isDown && this.#model.counter.isPossible('restarts');
  }

  #losses(actor: ActorNumber, cell: number, state: LocalState): Move[] {
    const { components, mailboxes, messages } = this.#model;
    const cells = components.cellsOf(components.of(actor))!;
    const isFree = this.#losesWhileDown(state);
    const inFlight = [...new Set(mailboxes.get(cells.mailboxOf(cell)))];
    return inFlight
      .filter((message) => !messages.get(message).isLocal)
      .map((message) => {
        const left = mailboxes.remove(cells.mailboxOf(cell), message);
        const to = cells.intern(cells.localOf(cell), left);
        const label = { kind: 'lose', message } as const;
        return this.#moves.ofFault(actor, to, label, isFree ? undefined : 'losses');
      });
  }

  #restarts(actor: ActorNumber, cell: number): Move[] {
    const { components, steps } = this.#model;
    const cells = components.cellsOf(components.of(actor))!;
    const from = { local: cells.localOf(cell), mailbox: cells.mailboxOf(cell) };
    const view = this.#model.viewOf([]);
    const absent = { ...view, localOf: () => 0 };
    const { all } = steps.take(actor, absent, { kind: 'restart', local: from.local });
    const label = { kind: 'restart' } as const;
    return all.map((outcome) =>
      this.#moves.ofOutcome(actor, from, outcome, label, { fault: 'restarts' }),
    );
  }

  /** What follows whatever the other actors are in; undefined where that makes a difference. */
  #outcomes(conditional: Conditional, values: ArrayLike<number>): Known {
    const { actor, local, opportunity } = conditional;
    while (this.#indices.length <= actor) this.#indices.push(new PairTable());
    const indices = this.#indices[actor]!;
    const index = indices.get(local, opportunity.key);
    if (index >= 0) return this.#known[index];
    const outcomes = this.#take(conditional, values);
    const known = outcomes.reads.length === 0 ? outcomes : undefined;
    indices.set(local, opportunity.key, this.#known.push(known) - 1);
    return known;
  }

  #take({ actor, opportunity }: Conditional, values: ArrayLike<number>): Outcomes {
    const { cause } = opportunity;
    const outcomes = this.#model.steps.take(actor, this.#model.viewOf(values), cause);
    this.#model.symmetry?.steps.require({ actor, cause, values, outcomes });
    return outcomes;
  }

  #movesOf({ actor, local, opportunity }: Conditional, { all }: Outcomes): Move[] {
    const { label, mailbox, consumes, ...besides } = opportunity;
    return all
      .filter(({ isTaken }) => isTaken || consumes)
      .map((outcome) => this.#moves.ofOutcome(actor, { local, mailbox }, outcome, label, besides));
  }

  /** @param cell - the one that the moves are made from; what leads back to it leads nowhere */
  #store(moves: readonly Move[], cell: number, conditionals: readonly number[]): number {
    const isIdle = ({ to, operations }: Move) => to === cell && operations === 0;
    const leading = moves.filter((move) => !isIdle(move));
    const idle = moves.filter(isIdle);
    const words = HEADER_WORDS + MOVE_WORDS * leading.length + idle.length + conditionals.length;
    const place = this.#reserve(words);
    const { pool } = this;
    pool[place] = leading.length;
    pool[place + 1] = idle.length;
    pool[place + 2] = conditionals.length;
    const targets = moves.reduce((all, move) => all | move.targets, 0);
    pool[place + 3] = conditionals.length > 0 ? EVERYTHING : targets;
    let at = place + HEADER_WORDS;
    for (const move of leading) {
      pool[at++] = move.to;
      pool[at++] = move.operations;
      pool[at++] = this.moves.push(move) - 1;
      pool[at++] = move.targets;
    }
    for (const move of idle) pool[at++] = this.moves.push(move) - 1;
    for (const conditional of conditionals) pool[at++] = conditional;
    return place;
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

/** Each timer of an actor that is due before its others may fire next; equal ones do so as one. */
function timersOf({ timers }: LocalState, mailbox: number): Opportunity[] {
  const firstMs = Math.min(...timers.map(({ inMs }) => inMs));
  return timers.flatMap(({ event, inMs }, timer) => {
    if (inMs > firstMs) return [];
    const cause = { kind: 'timer', timer } as const;
    const label = { kind: 'fire', timer: event.type } as const;
    return [{ cause, key: 2 * timer + 1, label, mailbox, consumes: true, elapsesMs: inMs }];
  });
}

/** What a crash leaves of an actor: its context and configuration, as its snapshot tells in a run. */
function stopped(saved: SavedActor): SavedActor {
  const nothing = { output: undefined, error: undefined, children: undefined };
  const extra = { status: 'stopped', ...nothing } as const;
  return { ...saved, phase: phase.over, state: { ...saved.state, extra } };
}
