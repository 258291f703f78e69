import {
  type AnyActor,
  type AnyActorLogic,
  type AnyActorRef,
  type AnyEventObject,
  createActor,
  type Snapshot,
  type StateValue,
} from 'xstate';
import {
  type ActorNumber,
  type AnyActorSystem,
  type ChildOptions,
  type CreateOptions,
  type Engine,
  type EngineHost,
  isLifeCycle,
  OUTSIDE,
} from './engine.ts';
import { isPromiseLogic, keepingScope } from './foreign-logic.ts';
import { isStepping, within } from './scope.ts';
import { senderOfNoName } from './sender.ts';
import {
  type ActorInternals,
  internals,
  numberIn,
  RUNNING,
  rewind,
  STOPPED,
  type SystemInternals,
} from './xstate-actor.ts';

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
 * scheduler: the reference that other engines must equal. All knowledge of the inside of XState's
 * actors is in this file and in `xstate-actor.ts`.
 */
export class XStateEngine implements Engine {
  readonly name = 'xstate';
  readonly #host: EngineHost;
  readonly #root: AnyActor;
  readonly #system: SystemInternals;
  readonly #actors: (AnyActor | undefined)[] = [];
  readonly #releaseSystemId: (ref: AnyActorRef) => void;
  /** The number of the actor that is being made, if it has one already. */
  #booked: ActorNumber | undefined;

  constructor(host: EngineHost) {
    this.#host = host;
    const logger = (...values: unknown[]) => host.logged(values);
    this.#root = createActor(inert, { clock: unusedClock, logger });
    this.#system = this.#root.system as unknown as SystemInternals;
    this.#releaseSystemId = this.#system._unregister;
    this.#takeOverSystem();
  }

  /** What every actor without a parent has for one. */
  get root(): AnyActorRef {
    return this.#root;
  }

  get system(): AnyActorSystem {
    return this.#root.system;
  }

  create(actor: ActorNumber, logic: AnyActorLogic, { id, input }: CreateOptions): void {
    this.#booked = actor;
    const address = id ?? this.#host.directory.addressOf(actor);
    createActor(logic, { id: address, input, parent: this.#root } as object);
  }

  /** Makes a child for an actor of another engine. */
  createChild(logic: AnyActorLogic, options: ChildOptions): ActorNumber {
    return numberIn(createActor(logic, options as object));
  }

  start(actor: ActorNumber): void {
    const ref = this.#actor(actor);
    if (internals(ref)._processingStatus !== STOPPED) ref.start();
  }

  deliver(actor: ActorNumber, event: AnyEventObject): void {
    internals(this.#actor(actor))._send(event);
  }

  stop(actor: ActorNumber): void {
    internals(this.#actor(actor))._stop();
  }

  renew(actor: ActorNumber, given: CreateOptions | undefined): void {
    const inside = internals(this.#reborn(actor));
    if (given !== undefined) inside.options = { ...inside.options, input: given.input };
    inside._initState();
  }

  revive(actor: ActorNumber): void {
    const { status: _stopped, ...state } = this.snapshot(actor) as object & { status: string };
    const children = 'children' in state ? { children: {} } : {};
    internals(this.#reborn(actor))._snapshot = { ...state, status: 'active', ...children };
  }

  /** An actor as XState makes it, but for its snapshot: it can be started once more. */
  #reborn(actor: ActorNumber): AnyActor {
    const ref = this.#actor(actor);
    rewind(ref);
    // It had been cleared when the actor was stopped.
    ref.on('*', (event) => this.#host.emitted(actor, event));
    return ref;
  }

  isActive(actor: ActorNumber): boolean {
    return this.snapshot(actor).status === 'active';
  }

  isRunning(actor: ActorNumber): boolean {
    return internals(this.#actor(actor))._processingStatus === RUNNING;
  }

  release(actor: ActorNumber): void {
    const { children = {} } = this.snapshot(actor) as { children?: Record<string, AnyActorRef> };
    for (const child of Object.values(children)) this.#releaseAny(child);
    this.#system._unregister(this.#actor(actor));
  }

  claimSystemId(systemId: string, ref: AnyActorRef): void {
    this.#system._set(systemId, ref);
  }

  releaseSystemId(ref: AnyActorRef): void {
    this.#releaseSystemId(ref);
  }

  snapshot(actor: ActorNumber): Snapshot<unknown> {
    return this.#actor(actor).getSnapshot();
  }

  stateNumber(actor: ActorNumber): number {
    const snapshot = this.snapshot(actor) as Snapshot<unknown> & { value?: StateValue };
    return this.#host.numberOfState(snapshot.value ?? snapshot.status);
  }

  ref(actor: ActorNumber): AnyActorRef {
    return this.#actor(actor);
  }

  numberOf(ref: AnyActorRef): ActorNumber | undefined {
    if (ref === this.#root) return OUTSIDE;
    return ref?.system === this.#root.system ? numberIn(ref) : undefined;
  }

  #actor(actor: ActorNumber): AnyActor {
    const ref = this.#actors[actor];
    if (ref === undefined) throw new Error(`Actor ${actor} is not run by XState's interpreter.`);
    return ref;
  }

  #releaseAny(child: AnyActorRef): void {
    const actor = this.#host.engines.numberOf(child);
    this.#host.engines.of(actor).release(actor);
  }

  #know(actor: ActorNumber, ref: AnyActorRef): void {
    while (this.#actors.length <= actor) this.#actors.push(undefined);
    this.#actors[actor] = ref as AnyActor;
    ref.on('*', (event) => this.#host.emitted(actor, event));
  }

  #takeOverSystem(): void {
    const inspect = this.#system._sendInspectionEvent;
    const own: Partial<SystemInternals> = {
      _bookId: () => {
        const actor = this.#booked ?? this.#host.directory.reserve();
        this.#booked = undefined;
        return `x:${actor}`;
      },
      _register: (sessionId, ref) => {
        this.#begin(ref);
        return sessionId;
      },
      _unregister: (ref) => {
        this.#releaseSystemId(ref);
        const { status, error } = ref.getSnapshot() as Snapshot<unknown>;
        this.#host.ended(numberIn(ref), status === 'active' ? 'stopped' : status, error);
      },
      _relay: (source, target, event) => this.#relay(source, target, event),
      _sendInspectionEvent: (event) => {
        if (event.type === '@xstate.actor') this.#meet(event.actorRef!);
        inspect(event);
      },
      scheduler: this.#scheduler(),
    };
    Object.assign(this.#system, own);
  }

  /** Takes note of an actor before anything of it runs. */
  #meet(ref: AnyActorRef): void {
    const actor = numberIn(ref);
    const { _parent: parent, id } = internals(ref);
    this.#know(actor, ref);
    if (parent === undefined || parent === this.#root) return;
    this.#host.directory.adopt(actor, this.#host.engines.numberOf(parent), id);
    this.#enclose(actor, internals(ref));
  }

  /** Lets a child, which is made and started in its parent's step, act in its own name. */
  #enclose(actor: ActorNumber, inside: ActorInternals): void {
    const { logic } = inside;
    const start = inside.start.bind(inside);
    const enclosed = <T>(work: () => T) => within(this.#host, actor, work);
    const startEnclosed = () => enclosed(start);
    inside.start = startEnclosed;
    const getInitialSnapshot: AnyActorLogic['getInitialSnapshot'] = (scope, input) => {
      inside.logic = logic;
      return enclosed(() => logic.getInitialSnapshot(scope, input));
    };
    inside.logic = Object.create(logic, { getInitialSnapshot: { value: getInitialSnapshot } });
  }

  #begin(ref: AnyActorRef): void {
    const actor = numberIn(ref);
    const inside = internals(ref);
    this.#host.directory.began(actor);
    // Machines have a `start` of their own that continues nothing.
    if (inside.logic.start === undefined || 'root' in inside.logic) return;
    this.#host.continues(actor, isPromiseLogic(inside.logic) ? 'promise' : 'source');
    inside.logic = keepingScope(inside.logic, { surroundings: this.#host, actor });
  }

  #relay(source: AnyActorRef | undefined, target: AnyActorRef, event: AnyEventObject): void {
    const { engines } = this.#host;
    const from =
      source === undefined ? senderOfNoName(this.#host, target) : engines.numberOf(source);
    if (source !== undefined && !isStepping() && !this.#host.isSettling) {
      this.#host.fail(this.#calledBack(from));
    }
    this.#host.post(from, engines.numberOf(target), event, isLifeCycle(event));
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
        host.timers.arm(
          host.engines.numberOf(source),
          host.engines.numberOf(target),
          event,
          delayMs,
          id,
        ),
      cancel: (source, id) => host.timers.disarm(host.engines.numberOf(source), id),
      cancelAll: (source) => host.timers.disarmAll(host.engines.numberOf(source)),
    };
  }
}
