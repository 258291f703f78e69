import type { AnyActorLogic, AnyActorRef, AnyEventObject } from 'xstate';
import type { ChildOptions } from './compiled/effects.ts';
import type { World } from './compiled/world.ts';
import type { CompiledRoster } from './compiled-roster.ts';
import {
  type ActorNumber,
  type AnyActorSystem,
  type EngineHost,
  isLifeCycle,
  OUTSIDE,
} from './engine.ts';

/** What the world leaves to the engine. */
export interface WorldOwner {
  /** Makes a child of the actor that is being stepped. */
  makeChild(logic: AnyActorLogic, options: ChildOptions): AnyActorRef;
}

/** What a swarm does for the compiled actor that is being stepped. */
export class CompiledWorld implements World<ActorNumber> {
  address: ActorNumber = OUTSIDE;
  readonly #host: EngineHost;
  readonly #roster: CompiledRoster;
  readonly #owner: WorldOwner;

  constructor(host: EngineHost, roster: CompiledRoster, owner: WorldOwner) {
    this.#host = host;
    this.#roster = roster;
    this.#owner = owner;
  }

  get system(): AnyActorSystem {
    return this.#host.engines.system;
  }

  refOf(address: ActorNumber): AnyActorRef {
    return this.#host.engines.refOf(address);
  }

  parentOf(address: ActorNumber): AnyActorRef {
    return this.#host.engines.refOf(this.#host.directory.parentOf(address));
  }

  isLatest(something: unknown): boolean {
    return this.#roster.isLatest(something);
  }

  get latest(): ActorNumber {
    return this.#roster.latest;
  }

  send(to: ActorNumber, event: AnyEventObject): void {
    this.#host.post(this.address, to, event, isLifeCycle(event));
  }

  schedule(to: ActorNumber, event: AnyEventObject, delayMs: number, id: string | undefined): void {
    this.#host.timers.arm(this.address, to, event, delayMs, id);
  }

  addressOf(ref: AnyActorRef): ActorNumber {
    return this.#roster.numberOf(ref) ?? this.#host.engines.numberOf(ref);
  }

  cancel(id: string): void {
    this.#host.timers.disarm(this.address, id);
  }

  emit(event: AnyEventObject): void {
    this.#host.emitted(this.address, event);
    this.#roster.knownRef(this.address)?.tellEmitted(event);
  }

  log(...values: unknown[]): void {
    this.#host.logged(values);
  }

  createChild(logic: unknown, options: ChildOptions): AnyActorRef {
    return this.#owner.makeChild(logic as AnyActorLogic, options);
  }

  startChild(child: AnyActorRef): void {
    const actor = this.#host.engines.numberOf(child);
    this.#host.engines.of(actor).start(actor);
  }

  isRunning(child: AnyActorRef): boolean {
    const actor = this.#host.engines.numberOf(child);
    return this.#host.engines.of(actor).isRunning(actor);
  }

  release(child: AnyActorRef): void {
    const actor = this.#host.engines.numberOf(child);
    this.#host.engines.of(actor).release(actor);
  }

  stopChild(child: AnyActorRef): void {
    const actor = this.#host.engines.numberOf(child);
    if (this.#host.directory.parentOf(actor) !== this.address && this.isRunning(child)) {
      const owner = this.#host.directory.addressOf(this.address);
      throw new Error(`Cannot stop child actor ${child.id} of ${owner} because it is not a child`);
    }
    this.#host.engines.of(actor).stop(actor);
  }
}
