import type { ActorState, Extra } from './compiled/actor-state.ts';
import type { CompiledMachine } from './compiled/compiled-machine.ts';
import type { ActorNumber } from './engine.ts';
import { lengthened } from './lengthened.ts';

/** Where an actor is in its life. */
export const phase = { absent: 0, created: 1, running: 2, over: 3 } as const;

export type Phase = (typeof phase)[keyof typeof phase];

/** The words of an actor: its configuration; then its phase, whether it is watched, its machine. */
const WORDS = 2;
const LIFE = 1;
const PHASE = 3;
const WATCHED = 4;
const MACHINE_SHIFT = 3;

/**
 * The state of all actors that compiled machines run, in columns by actor number: an actor is
 * 8 bytes and its context. What an event touches of it lies in two cache lines.
 */
export class CompiledColumns {
  readonly #machines: CompiledMachine[] = [];
  readonly #machineNumbers = new Map<CompiledMachine, number>();
  /** For each machine, what each of its configurations is called as a state of the run. */
  readonly #stateNumbers: (number | undefined)[][] = [];
  readonly #contexts: unknown[] = [];
  /** What few actors have: children, or an end. */
  readonly #extras = new Map<ActorNumber, Extra>();
  #words = new Int32Array(16 * WORDS);

  add(actor: ActorNumber, machine: CompiledMachine): void {
    while (this.#contexts.length <= actor) this.#contexts.push(undefined);
    while (actor * WORDS >= this.#words.length) this.#grow();
    const number = this.#numberOf(machine);
    this.#words[actor * WORDS + LIFE] = (number << MACHINE_SHIFT) | phase.created;
  }

  /** Gives back the room for actors that there are not yet. */
  shrink(): void {
    this.#words = this.#words.slice(0, WORDS * this.#contexts.length);
  }

  has(actor: ActorNumber): boolean {
    return this.phaseOf(actor) !== phase.absent;
  }

  machineOf(actor: ActorNumber): CompiledMachine {
    return this.#machines[this.#words[actor * WORDS + LIFE]! >> MACHINE_SHIFT]!;
  }

  /** By configuration; to be filled in by whoever looks. */
  stateNumbersOf(actor: ActorNumber): (number | undefined)[] {
    return this.#stateNumbers[this.#words[actor * WORDS + LIFE]! >> MACHINE_SHIFT]!;
  }

  phaseOf(actor: ActorNumber): Phase {
    return ((this.#words[actor * WORDS + LIFE] ?? phase.absent) & PHASE) as Phase;
  }

  setPhase(actor: ActorNumber, to: Phase): void {
    const at = actor * WORDS + LIFE;
    this.#words[at] = (this.#words[at]! & ~PHASE) | to;
  }

  /** Whether somebody follows an actor, or holds what it was last: few are, so this spares a look. */
  isWatched(actor: ActorNumber): boolean {
    return (this.#words[actor * WORDS + LIFE]! & WATCHED) !== 0;
  }

  watch(actor: ActorNumber): void {
    this.#words[actor * WORDS + LIFE]! |= WATCHED;
  }

  unwatch(actor: ActorNumber): void {
    this.#words[actor * WORDS + LIFE]! &= ~WATCHED;
  }

  configurationOf(actor: ActorNumber): number {
    return this.#words[actor * WORDS]!;
  }

  /** Looks at where an actor's state is; what it tells is of no use but to look. */
  foreseeState(actor: ActorNumber): number {
    return this.#contexts[actor] === undefined ? 0 : this.#words[actor * WORDS + LIFE]!;
  }

  /** Looks at an actor's context, whose place is near by now. */
  foreseeContext(actor: ActorNumber): number {
    return typeof this.#contexts[actor] === 'object' ? 1 : 0;
  }

  extraOf(actor: ActorNumber): Extra | undefined {
    return this.#extras.size === 0 ? undefined : this.#extras.get(actor);
  }

  /** Copies an actor's state out of the columns. */
  load(actor: ActorNumber, into: ActorState): void {
    into.configuration = this.#words[actor * WORDS]!;
    into.context = this.#contexts[actor];
    into.extra = this.extraOf(actor);
  }

  /** Copies an actor's state back. */
  store(actor: ActorNumber, { configuration, context, extra }: ActorState): void {
    this.#words[actor * WORDS] = configuration;
    // To store an object is dearer than to look whether it is there.
    if (this.#contexts[actor] !== context) this.#contexts[actor] = context;
    if (extra !== undefined) this.#extras.set(actor, extra);
    else if (this.#extras.size > 0) this.#extras.delete(actor);
  }

  #numberOf(machine: CompiledMachine): number {
    let number = this.#machineNumbers.get(machine);
    if (number === undefined) {
      number = this.#machines.push(machine) - 1;
      this.#machineNumbers.set(machine, number);
      this.#stateNumbers.push([]);
    }
    return number;
  }

  #grow(): void {
    const words = new Int32Array(WORDS * lengthened(this.#words.length / WORDS));
    words.set(this.#words);
    this.#words = words;
  }
}
