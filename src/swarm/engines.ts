import type { AnyActorLogic, AnyActorRef } from 'xstate';
import { UnsupportedFeatureError } from '../actors/compiled/unsupported-feature-error.ts';
import type { CompiledColumns } from '../actors/compiled-columns.ts';
import { CompiledEngine } from '../actors/compiled-engine.ts';
import { compiledFormOf } from '../actors/compiled-form.ts';
import {
  type ActorNumber,
  type AnyActorSystem,
  type ChildOptions,
  type Engine,
  type EngineHost,
  type EngineName,
  type EngineSet,
  OUTSIDE,
} from '../actors/engine.ts';
import { currentScope } from '../actors/scope.ts';
import { XStateEngine } from '../actors/xstate-engine.ts';

/**
 * Which engine runs a swarm's machines: `compiled` tables, `xstate`, XState's own interpreter, or
 * `auto`, tables for all machines but those that cannot be compiled. Actors that are no machines
 * are XState's in any case.
 */
export const ENGINE_CHOICES = ['auto', 'compiled', 'xstate'] as const;

export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** A machine that XState runs, because it cannot be compiled. */
export interface Fallback {
  /** The machine's id. */
  readonly machine: string;
  /** What of it cannot be compiled, and where. */
  readonly reason: string;
}

/** The engines of one swarm, and which of them runs what. */
export class Engines implements EngineSet {
  readonly choice: EngineChoice;
  readonly #host: EngineHost;
  protected readonly compiled: CompiledEngine;
  readonly #xstate: XStateEngine;
  readonly #fallbacks = new Map<AnyActorLogic, Fallback>();

  constructor(host: EngineHost, choice: EngineChoice) {
    this.choice = choice;
    this.#host = host;
    this.#xstate = new XStateEngine(host);
    this.compiled = new CompiledEngine(host);
  }

  /** The machines that XState runs although tables were wished for. */
  get fallbacks(): Fallback[] {
    return [...this.#fallbacks.values()];
  }

  /** The states of all actors that compiled machines run. */
  get columns(): CompiledColumns {
    return this.compiled.roster.columns;
  }

  /** The engine that runs all machines but the fallbacks. */
  get name(): EngineName {
    return this.choice === 'xstate' ? 'xstate' : 'compiled';
  }

  get system(): AnyActorSystem {
    return this.#xstate.system;
  }

  /** The engine for new actors of some logic. */
  for(logic: AnyActorLogic): Engine {
    return this.compiles(logic) ? this.compiled : this.#xstate;
  }

  of(actor: ActorNumber): Engine {
    return this.compiled.has(actor) ? this.compiled : this.#xstate;
  }

  refOf(actor: ActorNumber): AnyActorRef {
    // Most are known, and then that is all there is to look at.
    const known = this.compiled.roster.giveKnown(actor);
    if (known !== undefined) return known;
    return actor === OUTSIDE ? this.#xstate.root : this.of(actor).ref(actor);
  }

  numberOf(ref: AnyActorRef): ActorNumber {
    const actor = this.findNumber(ref);
    if (actor !== undefined) return actor;
    throw new Error(
      `${this.#host.describe(currentScope()?.actor ?? OUTSIDE)} wrote to '${ref?.id ?? String(ref)}', which is not an actor of this swarm.`,
    );
  }

  /** The number of a reference, if it is of this swarm. */
  findNumber(ref: AnyActorRef): ActorNumber | undefined {
    return this.compiled.numberOf(ref) ?? this.#xstate.numberOf(ref);
  }

  /** Gives up what an actor that has ended was made of, unless it may come back. */
  ended(actor: ActorNumber, mayComeBack: boolean): void {
    if (!mayComeBack) this.compiled.roster.forgetInput(actor);
  }

  /** Gives back the room for actors that there are not yet. */
  shrink(): void {
    this.compiled.roster.columns.shrink();
  }

  createForeign(logic: AnyActorLogic, options: ChildOptions): ActorNumber {
    return this.#xstate.createChild(logic, options);
  }

  compiles(logic: AnyActorLogic): boolean {
    if (this.choice === 'xstate' || this.#fallbacks.has(logic)) return false;
    try {
      return compiledFormOf(logic) !== undefined;
    } catch (error) {
      if (this.choice === 'compiled' || !(error instanceof UnsupportedFeatureError)) throw error;
      const machine = 'id' in logic ? String(logic.id) : 'a machine without an id';
      this.#fallbacks.set(logic, { machine, reason: error.message });
      return false;
    }
  }

  claimSystemId(systemId: string, ref: AnyActorRef): void {
    this.#xstate.claimSystemId(systemId, ref);
  }

  releaseSystemId(ref: AnyActorRef): void {
    this.#xstate.releaseSystemId(ref);
  }
}
