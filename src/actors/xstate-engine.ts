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
import { currentScope, isStepping, type Surroundings, within } from './scope.ts';

/** XState's actor system as it is inside: what this engine puts its own parts into. */
interface SystemInternals {
  _bookId(): string;
  _register(sessionId: string, ref: AnyActorRef): string;
  _unregister(ref: AnyActorRef): void;
  _relay(source: AnyActorRef | undefined, target: AnyActorRef, event: AnyEventObject): void;
  _sendInspectionEvent(event: { readonly type: string; readonly actorRef?: AnyActorRef }): void;
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
  start(): unknown;
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
  #making: ActorNumber = OUTSIDE;

  constructor(host: EngineHost & Surroundings) {
    this.#host = host;
    const logger = (...values: unknown[]) => host.logged(values);
    this.#root = createActor(inert, { clock: unusedClock, logger });
    this.#system = this.#root.system as unknown as SystemInternals;
    this.#takeOverSystem();
  }

  create(actor: ActorNumber, logic: AnyActorLogic, options: { id: string; input: unknown }): void {
    this.#making = actor;
    createActor(logic, { ...options, parent: this.#root } as object);
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

  /** A child is met while it is made. */
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
    const inspect = system._sendInspectionEvent;
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
    system._sendInspectionEvent = (event) => {
      if (event.type === '@xstate.actor') this.#meet(event.actorRef!);
      inspect(event);
    };
    system.scheduler = this.#scheduler();
  }

  /** Takes note of an actor before anything of it runs. */
  #meet(ref: AnyActorRef): void {
    if (internals(ref)._parent === this.#root) this.#know(this.#making, ref);
    else this.#enclose(ref);
  }

  /** Lets a child, which is made and started in its parent's step, act in its own name. */
  #enclose(ref: AnyActorRef): void {
    const inside = internals(ref);
    const { logic } = inside;
    const start = inside.start.bind(ref);
    const enclosed = <T>(work: () => T) => within(this.#host, this.#host.numberOf(ref), work);
    inside.start = () => enclosed(start);
    const getInitialSnapshot: AnyActorLogic['getInitialSnapshot'] = (scope, input) => {
      inside.logic = logic;
      return enclosed(() => logic.getInitialSnapshot(scope, input));
    };
    inside.logic = Object.create(logic, { getInitialSnapshot: { value: getInitialSnapshot } });
  }

  #begin(ref: AnyActorRef): void {
    const actor = this.#host.numberOf(ref);
    const inside = internals(ref);
    this.#host.began(actor);
    // Machines have a `start` of their own that continues nothing.
    if (inside.logic.start === undefined || 'root' in inside.logic) return;
    this.#host.continues(actor, isPromiseLogic(inside.logic) ? 'promise' : 'source');
    inside.logic = keepingScope(inside.logic, { surroundings: this.#host, actor });
  }

  #relay(source: AnyActorRef | undefined, target: AnyActorRef, event: AnyEventObject): void {
    const from = source === undefined ? this.#senderOfNoName(target) : this.#host.numberOf(source);
    if (source !== undefined && !isStepping() && !this.#host.isSettling) {
      this.#host.fail(this.#calledBack(from));
    }
    if (target === this.#root) {
      if (!isLifeCycle(event)) this.#host.undeliverable(from, event, 'it has no parent');
      return;
    }
    this.#host.post(from, this.#host.numberOf(target), event, isLifeCycle(event));
  }

  /** Who called `send` on a reference: the actor that is acting, or the host. */
  #senderOfNoName(target: AnyActorRef): ActorNumber {
    const scope = currentScope();
    if (scope === undefined) return OUTSIDE;
    if (scope.surroundings === this.#host) return scope.actor;
    throw new Error(
      `${scope.surroundings.describe(scope.actor)} wrote to '${target.id}', which is an actor of another swarm.`,
    );
  }

  #calledBack(actor: ActorNumber): Error {
    return new Error(
      `A promise or callback of ${this.#host.describe(actor)} settled on the host's time: it waits for input, output or a wall timer, which a seed cannot reproduce. Let it wait for simulated time, by RxJS on the swarm's scheduler.`,
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
