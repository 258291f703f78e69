import {
  type AnyActor,
  type AnyActorLogic,
  type AnyActorRef,
  type AnyEventObject,
  createActor,
  type Snapshot,
} from 'xstate';
import { type ActorNumber, type Engine, type EngineHost, OUTSIDE } from './engine.ts';
import { isPromiseLogic, keepingScope } from './foreign-logic.ts';
import { currentScope, type Surroundings } from './scope.ts';

/** XState's actor system as it is inside: what this engine puts its own parts into. */
interface SystemInternals {
  _bookId(): string;
  _register(sessionId: string, ref: AnyActorRef): string;
  _unregister(ref: AnyActorRef): void;
  _relay(source: AnyActorRef | undefined, target: AnyActorRef, event: AnyEventObject): void;
  scheduler: {
    schedule(
      source: AnyActorRef,
      target: AnyActorRef,
      event: AnyEventObject,
      delay: number,
      id?: string,
    ): void;
    cancel(source: AnyActorRef, id: string): void;
    cancelAll(source: AnyActorRef): void;
  };
}

/** XState's actor as it is inside. */
interface ActorInternals {
  logic: AnyActorLogic;
  readonly id: string;
  readonly _parent?: AnyActorRef;
  _send(event: AnyEventObject): void;
  _stop(): void;
}

const isLifeCycle = (event: AnyEventObject): boolean => event.type.startsWith('xstate.');

const inert: AnyActorLogic = {
  transition: (snapshot) => snapshot,
  getInitialSnapshot: () => ({ status: 'active', output: undefined, error: undefined }),
  getPersistedSnapshot: (snapshot) => snapshot,
};

const unusedClock = {
  setTimeout: (): never => {
    throw new Error("XState asked for a timer outside of its scheduler: this version isn't known.");
  },
  clearTimeout: () => {},
};

/**
 * XState's own interpreter, with the swarm's bus as its relay and the swarm's clock as its
 * scheduler: the reference that other engines must equal. All knowledge of XState's internals
 * is in this file.
 */
export class XStateEngine implements Engine {
  readonly name = 'xstate';
  readonly #host: EngineHost & Surroundings;
  readonly #root: AnyActor;
  readonly #system: SystemInternals;
  readonly #actors: (AnyActor | undefined)[] = [];
  readonly #numbers = new WeakMap<AnyActorRef, ActorNumber>();

  constructor(host: EngineHost & Surroundings) {
    this.#host = host;
    const logger = (...values: unknown[]) => host.logged(values);
    this.#root = createActor(inert, { clock: unusedClock, logger });
    this.#system = this.#root.system as unknown as SystemInternals;
    this.#takeOverSystem();
  }

  create(actor: ActorNumber, logic: AnyActorLogic, options: { id: string; input: unknown }): void {
    const ref = createActor(logic, { ...options, parent: this.#root } as object);
    this.#know(actor, ref);
  }

  start(actor: ActorNumber): void {
    this.#actor(actor).start();
  }

  deliver(actor: ActorNumber, event: AnyEventObject): void {
    internals(this.#actor(actor))._send(event);
  }

  stop(actor: ActorNumber): void {
    internals(this.#actor(actor))._stop();
  }

  snapshot(actor: ActorNumber): Snapshot<unknown> {
    return this.#actor(actor).getSnapshot();
  }

  ref(actor: ActorNumber): AnyActorRef {
    return this.#actor(actor);
  }

  numberOf(ref: AnyActorRef): ActorNumber | undefined {
    return this.#numbers.get(ref) ?? this.#adoptChild(ref);
  }

  #actor(actor: ActorNumber): AnyActor {
    const ref = this.#actors[actor];
    if (ref === undefined) throw new Error(`Actor ${actor} is not run by XState's interpreter.`);
    return ref;
  }

  #know(actor: ActorNumber, ref: AnyActorRef): void {
    this.#actors[actor] = ref as AnyActor;
    this.#numbers.set(ref, actor);
    ref.on('*', (event) => this.#host.emitted(actor, event));
  }

  /** A child is met when it starts, or earlier when its parent writes to it first. */
  #adoptChild(ref: AnyActorRef): ActorNumber | undefined {
    const parent = internals(ref)._parent;
    if (parent === undefined || ref.system !== this.#root.system) return undefined;
    const actor = this.#host.adopt(this.#host.numberOf(parent), ref.id);
    this.#know(actor, ref);
    return actor;
  }

  #takeOverSystem(): void {
    const system = this.#system;
    const unregister = system._unregister;
    let booked = 0;
    system._bookId = () => `x:${booked++}`;
    system._register = (sessionId, ref) => {
      this.#begin(ref);
      return sessionId;
    };
    system._unregister = (ref) => {
      unregister(ref);
      const { status, error } = ref.getSnapshot() as Snapshot<unknown>;
      this.#host.ended(this.#host.numberOf(ref), status === 'active' ? 'stopped' : status, error);
    };
    system._relay = (source, target, event) => this.#relay(source, target, event);
    system.scheduler = this.#scheduler();
  }

  #begin(ref: AnyActorRef): void {
    const actor = this.#host.numberOf(ref);
    const inside = internals(ref);
    // Machines have a `start` of their own that continues nothing.
    if (inside.logic.start === undefined || 'root' in inside.logic) return;
    this.#host.continues(actor, isPromiseLogic(inside.logic) ? 'promise' : 'source');
    inside.logic = keepingScope(inside.logic, { surroundings: this.#host, actor });
  }

  #relay(source: AnyActorRef | undefined, target: AnyActorRef, event: AnyEventObject): void {
    const from =
      source === undefined ? (currentScope()?.actor ?? OUTSIDE) : this.#host.numberOf(source);
    if (target === this.#root) {
      if (!isLifeCycle(event)) this.#host.undeliverable(from, event, 'it has no parent');
      return;
    }
    const to = this.#host.numberOf(target);
    if (currentScope() === undefined && source === target && !this.#host.isSettling) {
      this.#host.fail(this.#settledOutside(from));
    }
    this.#host.post(from, to, event, isLifeCycle(event));
  }

  #settledOutside(actor: ActorNumber): Error {
    return new Error(
      `The promise of ${this.#host.describe(actor)} settled on the host's time: it waits for input, output or a wall timer, which a seed cannot reproduce. Await simulated time instead.`,
    );
  }

  #scheduler(): SystemInternals['scheduler'] {
    const host = this.#host;
    return {
      schedule: (source, target, event, delayMs, id) =>
        host.arm({ from: host.numberOf(source), to: host.numberOf(target), event, delayMs, id }),
      cancel: (source, id) => host.disarm(host.numberOf(source), id),
      cancelAll: (source) => host.disarmAll(host.numberOf(source)),
    };
  }
}

function internals(ref: AnyActorRef): ActorInternals {
  return ref as unknown as ActorInternals;
}
