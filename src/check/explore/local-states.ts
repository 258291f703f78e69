import type { AnyMachineSnapshot } from 'xstate';
import type { ActorState, Extra } from '../../actors/compiled/actor-state.ts';
import type { CompiledMachine } from '../../actors/compiled/compiled-machine.ts';
import { phase } from '../../actors/compiled-columns.ts';
import type { SavedActor } from '../../actors/compiled-roster.ts';
import type { ActorNumber } from '../../actors/engine.ts';
import type { ModelKernel } from './model-kernel.ts';
import { type ArmedTimer, aged } from './model-timers.ts';
import type { ValueTexts } from './value-text.ts';

/** Everything that one actor is at one time, but for what is on its way to it. */
export interface LocalState {
  readonly saved: SavedActor;
  readonly timers: readonly ArmedTimer[];
  /** Crashed, and may yet be restarted. */
  readonly isDown: boolean;
  /** Whether it takes events at all. */
  readonly isRunning: boolean;
  readonly contextText: string;
}

/** The number of the local state of an actor that does not exist: not yet, or no longer. */
export const ABSENT = 0;

const machineNumbers = new WeakMap<CompiledMachine, number>();
let machines = 0;

/** The local states of one actor, each with a number, so that equal states have equal numbers. */
export class LocalStates {
  readonly #actor: ActorNumber;
  readonly #kernel: ModelKernel;
  readonly #texts: ValueTexts;
  readonly #all: (LocalState | undefined)[] = [undefined];
  readonly #numbers = new Map<string, number>();
  /** By number, for who looks at the actor. */
  readonly #snapshots: AnyMachineSnapshot[] = [];

  constructor(actor: ActorNumber, kernel: ModelKernel, texts: ValueTexts) {
    this.#actor = actor;
    this.#kernel = kernel;
    this.#texts = texts;
  }

  get size(): number {
    return this.#all.length;
  }

  get(number: number): LocalState | undefined {
    return this.#all[number];
  }

  /** Makes the actor be in a local state, for a step or for somebody to look at. */
  load(number: number): void {
    const local = this.#all[number];
    const { roster } = this.#kernel.engines.machines;
    roster.restore(this.#actor, local?.saved);
    if (local !== undefined) roster.show(this.#actor, this.snapshotOf(number, local));
    this.#kernel.timers.load(this.#actor, local?.timers ?? []);
  }

  /** What an actor in a local state is seen as. */
  snapshotOf(number: number, { saved }: LocalState = this.#all[number]!): AnyMachineSnapshot {
    this.#snapshots[number] ??= saved.machine.snapshotOf(saved.state);
    return this.#snapshots[number]!;
  }

  /** The number of the local state that a step has left the actor in. */
  read(isDown = false): number {
    const { machines } = this.#kernel.engines;
    if (!machines.has(this.#actor)) return ABSENT;
    const saved = machines.roster.save(this.#actor);
    const timers = isDown ? [] : this.#kernel.timers.of(this.#actor);
    return this.intern(saved, timers, isDown);
  }

  intern(saved: SavedActor, armed: readonly ArmedTimer[], isDown: boolean): number {
    const contextText = this.#texts.of(saved.state.context);
    const timers = armed.toSorted((one, other) => compare(one.id ?? '', other.id ?? ''));
    const text = textOf({ saved, timers, isDown, contextText }, this.#texts);
    let number = this.#numbers.get(text);
    if (number === undefined) {
      const isRunning = saved.phase === phase.running && !isDown;
      number = this.#all.push({ saved, timers, isDown, isRunning, contextText }) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  /** A local state after so much simulated time; undefined when one of its timers is due before. */
  older(number: number, byMs: number): number | undefined {
    const local = this.#all[number];
    if (local === undefined || local.timers.length === 0) return number;
    const timers = aged(local.timers, byMs);
    return timers && this.intern(local.saved, timers, local.isDown);
  }

  /** Whether a local state's context is still what it was when it was first met. */
  isIntact(number: number): boolean {
    const local = this.#all[number];
    return local === undefined || this.#texts.of(contextOf(local)) === local.contextText;
  }
}

/** A local state spelled out; two have the same text when no machine can tell them apart. */
export function textOf(
  { saved, timers, isDown, contextText }: Omit<LocalState, 'isRunning'>,
  texts: ValueTexts,
): string {
  const { machine, phase, state } = saved;
  const parts = [numberOf(machine), phase, isDown, state.configuration, contextText];
  return [
    ...parts,
    texts.of(state.extra && spelledOut(state.extra)),
    ...timers.map((timer) => timerText(timer, texts)),
  ].join('|');
}

function timerText({ to, event, id, inMs }: ArmedTimer, texts: ValueTexts): string {
  return `${texts.ofActor(to)}${texts.of(event)}${id} ${inMs}`;
}

function contextOf({ saved }: LocalState): ActorState['context'] {
  return saved.state.context;
}

function spelledOut(extra: Extra): object {
  return { ...extra, children: extra.children?.record };
}

function numberOf(machine: CompiledMachine): number {
  let number = machineNumbers.get(machine);
  if (number === undefined) {
    number = machines++;
    machineNumbers.set(machine, number);
  }
  return number;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
