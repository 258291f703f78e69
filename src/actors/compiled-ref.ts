import type {
  AnyActorLogic,
  AnyActorRef,
  AnyEventObject,
  AnyMachineSnapshot,
  Observer,
  Snapshot,
  Subscription,
} from 'xstate';
import type { ActorNumber, AnyActorSystem, ChildKind } from './engine.ts';

/** What a reference asks of the engine that runs its actor. */
export interface RefOwner {
  readonly system: AnyActorSystem;
  idOf(actor: ActorNumber): string;
  parentRefOf(actor: ActorNumber): AnyActorRef;
  logicOf(actor: ActorNumber): AnyActorLogic | string;
  snapshot(actor: ActorNumber): AnyMachineSnapshot;
  persistedSnapshot(actor: ActorNumber): Snapshot<unknown>;
  sendTo(actor: ActorNumber, event: AnyEventObject): void;
  /** What there is to an actor that somebody looks at or follows: to most, nothing. */
  sightOf(actor: ActorNumber): Sight | undefined;
  /** As {@link sightOf}; makes it if need be, so that it is told of each of the actor's steps. */
  watch(actor: ActorNumber): Sight;
}

type Next = (snapshot: AnyMachineSnapshot) => void;
type Listener = (event: AnyEventObject) => void;

/** Who observes an actor's snapshots, and who listens to what it emits, by type. */
interface Followers {
  readonly observers: Set<Partial<Observer<AnyMachineSnapshot>>>;
  readonly listeners: Map<string, Set<Listener>>;
}

/** What there is to an actor that somebody looks at or follows. */
export interface Sight {
  /** Its last snapshot, until it takes another step. */
  snapshot: AnyMachineSnapshot | undefined;
  followers: Followers | undefined;
}

/** What many references have in common, kept once for all of them. */
export interface Lineage {
  readonly owner: RefOwner;
  /** As what the actors were made, if they are children. */
  readonly kind: ChildKind | undefined;
}

/**
 * The reference of an actor that a compiled machine runs: what XState's `Actor` is to users,
 * without the actor's state. It is made when somebody first asks for it.
 */
export class CompiledRef {
  #lineage: Lineage;
  readonly number: ActorNumber;
  /** Of what it was made, if it is a child. */
  input: unknown;

  constructor(lineage: Lineage, number: ActorNumber) {
    this.#lineage = lineage;
    this.number = number;
  }

  /** As what it was made, if it is a child. */
  get kind(): ChildKind | undefined {
    return this.#lineage.kind;
  }

  set lineage(lineage: Lineage) {
    this.#lineage = lineage;
  }

  /** Whether an engine runs the actor. */
  isOf(owner: RefOwner): boolean {
    return this.#lineage.owner === owner;
  }

  get id(): string {
    return this.#lineage.owner.idOf(this.number);
  }

  get sessionId(): string {
    return sessionIdOf(this.number);
  }

  get src(): AnyActorLogic | string {
    return this.#lineage.owner.logicOf(this.number);
  }

  get system(): AnyActorSystem {
    return this.#lineage.owner.system;
  }

  get _parent(): AnyActorRef {
    return this.#lineage.owner.parentRefOf(this.number);
  }

  /** Bound to the actor, as XState's is, so that it may be handed on by itself. */
  get send(): (event: AnyEventObject) => void {
    return (event) => this.#lineage.owner.sendTo(this.number, event);
  }

  tellNext(): void {
    for (const observer of CompiledRef.#followersOf(this)?.observers ?? [])
      observer.next?.(this.getSnapshot());
  }

  tellComplete(): void {
    for (const observer of CompiledRef.#followersOf(this)?.observers ?? []) observer.complete?.();
    CompiledRef.#leaveAlone(this);
  }

  tellError(error: unknown): void {
    for (const observer of CompiledRef.#followersOf(this)?.observers ?? []) observer.error?.(error);
    CompiledRef.#leaveAlone(this);
  }

  tellEmitted(event: AnyEventObject): void {
    const listeners = CompiledRef.#followersOf(this)?.listeners;
    for (const listener of listeners?.get(event.type) ?? []) listener(event);
    for (const listener of listeners?.get('*') ?? []) listener(event);
  }

  getSnapshot(): AnyMachineSnapshot {
    return this.#lineage.owner.snapshot(this.number);
  }

  getPersistedSnapshot(): Snapshot<unknown> {
    return this.#lineage.owner.persistedSnapshot(this.number);
  }

  subscribe(
    observer: Next | Partial<Observer<AnyMachineSnapshot>>,
    error?: (error: unknown) => void,
    complete?: () => void,
  ): Subscription {
    const added = typeof observer === 'function' ? { next: observer, error, complete } : observer;
    const { observers } = CompiledRef.#followed(this);
    observers.add(added);
    return { unsubscribe: () => observers.delete(added) };
  }

  on(type: string, handler: Listener): Subscription {
    const byType = CompiledRef.#followed(this).listeners;
    const listeners = byType.get(type) ?? new Set<Listener>();
    byType.set(type, listeners.add(handler));
    return { unsubscribe: () => listeners.delete(handler) };
  }

  select<T>(
    selector: (snapshot: AnyMachineSnapshot) => T,
    equal: (a: T, b: T) => boolean = Object.is,
  ) {
    const get = () => selector(this.getSnapshot());
    const subscribe = (observer: ((value: T) => void) | Partial<Observer<T>>) => {
      const next = typeof observer === 'function' ? observer : observer.next?.bind(observer);
      let before = get();
      return this.subscribe((snapshot) => {
        const selected = selector(snapshot);
        if (equal(before, selected)) return;
        before = selected;
        next?.(selected);
      });
    };
    return { subscribe, get };
  }

  // Static, for private methods of its own would cost each reference a word.

  static #followersOf(ref: CompiledRef): Followers | undefined {
    return ref.#lineage.owner.sightOf(ref.number)?.followers;
  }

  static #followed(ref: CompiledRef): Followers {
    const sight = ref.#lineage.owner.watch(ref.number);
    sight.followers ??= { observers: new Set(), listeners: new Map() };
    return sight.followers;
  }

  static #leaveAlone(ref: CompiledRef): void {
    const sight = ref.#lineage.owner.sightOf(ref.number);
    if (sight !== undefined) sight.followers = undefined;
  }

  /** A swarm starts and stops its actors itself. */
  start(): this {
    return this;
  }

  stop(): never {
    throw new Error(`Actor '${this.id}' is a swarm's: stop it with swarm.stop(ref).`);
  }

  toJSON(): object {
    return { xstate$$type: 1, id: this.id };
  }
}

/** As XState would call the actor of a number, when the swarm books the names. */
export function sessionIdOf(actor: ActorNumber): string {
  return `x:${actor}`;
}
