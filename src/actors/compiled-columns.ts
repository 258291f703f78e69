import type { ActorState, Extra } from './compiled/actor-state.ts';
import type { CompiledMachine } from './compiled/compiled-machine.ts';
import type { ActorNumber } from './engine.ts';

/** Where an actor is in its life. */
export const phase = { absent: 0, created: 1, running: 2, over: 3 } as const;

export type Phase = (typeof phase)[keyof typeof phase];

/**
 * The state of all actors that compiled machines run, in columns by actor number: an actor is
 * 9 bytes and its context.
 */
export class CompiledColumns {
  readonly #machines: CompiledMachine[] = [];
  readonly #machineNumbers = new Map<CompiledMachine, number>();
  /** For each machine, what each of its configurations is called as a state of the run. */
  readonly #stateNumbers: (number | undefined)[][] = [];
  readonly #contexts: unknown[] = [];
  /** What few actors have: children, or an end. */
  readonly #extras = new Map<ActorNumber, Extra>();
  #machineOf = new Int32Array(16);
  #configurations = new Int32Array(16);
  #phases = new Uint8Array(16);

  add(actor: ActorNumber, machine: CompiledMachine): void {
    while (this.#contexts.length <= actor) this.#contexts.push(undefined);
    while (actor >= this.#phases.length) this.#grow();
    this.#machineOf[actor] = this.#numberOf(machine);
    this.#phases[actor] = phase.created;
  }

  has(actor: ActorNumber): boolean {
    return this.phaseOf(actor) !== phase.absent;
  }

  machineOf(actor: ActorNumber): CompiledMachine {
    return this.#machines[this.#machineOf[actor]!]!;
  }

  /** By configuration; to be filled in by whoever looks. */
  stateNumbersOf(actor: ActorNumber): (number | undefined)[] {
    return this.#stateNumbers[this.#machineOf[actor]!]!;
  }

  phaseOf(actor: ActorNumber): Phase {
    return (this.#phases[actor] ?? phase.absent) as Phase;
  }

  setPhase(actor: ActorNumber, to: Phase): void {
    this.#phases[actor] = to;
  }

  configurationOf(actor: ActorNumber): number {
    return this.#configurations[actor]!;
  }

  extraOf(actor: ActorNumber): Extra | undefined {
    return this.#extras.size === 0 ? undefined : this.#extras.get(actor);
  }

  /** Copies an actor's state out of the columns. */
  load(actor: ActorNumber, into: ActorState): void {
    into.configuration = this.#configurations[actor]!;
    into.context = this.#contexts[actor];
    into.extra = this.extraOf(actor);
  }

  /** Copies an actor's state back. */
  store(actor: ActorNumber, { configuration, context, extra }: ActorState): void {
    this.#configurations[actor] = configuration;
    this.#contexts[actor] = context;
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
    const machineOf = new Int32Array(2 * this.#machineOf.length);
    machineOf.set(this.#machineOf);
    this.#machineOf = machineOf;
    const configurations = new Int32Array(2 * this.#configurations.length);
    configurations.set(this.#configurations);
    this.#configurations = configurations;
    const phases = new Uint8Array(configurations.length);
    phases.set(this.#phases);
    this.#phases = phases;
  }
}
