import type {
  AnyActorLogic,
  AnyActorRef,
  AnyEventObject,
  AnyMachineSnapshot,
  Snapshot,
} from 'xstate';
import type { ActorState } from './compiled/actor-state.ts';
import type { CompiledMachine } from './compiled/compiled-machine.ts';
import { CompiledColumns, type Phase, phase } from './compiled-columns.ts';
import { CompiledRef, type Lineage, type RefOwner, type Sight } from './compiled-ref.ts';
import {
  type ActorNumber,
  type AnyActorSystem,
  type ChildKind,
  type ChildOptions,
  type EngineHost,
  isLifeCycle,
  OUTSIDE,
} from './engine.ts';
import { senderOfNoName } from './sender.ts';

type Made = Omit<ChildOptions, 'id' | 'parent'>;

/** The whole state of an actor, apart from its timers. */
export interface SavedActor {
  readonly machine: CompiledMachine;
  readonly phase: Phase;
  readonly state: ActorState;
}

/** The actors that compiled machines run: their states, references, and how children were made. */
export class CompiledRoster implements RefOwner {
  readonly columns = new CompiledColumns();
  readonly #host: EngineHost;
  readonly #refs: (CompiledRef | undefined)[] = [];
  /** Of the few actors that somebody looks at or follows. */
  readonly #sights = new Map<ActorNumber, Sight>();
  /** Of all actors that are nobody's children. */
  readonly #parentless: Lineage = { owner: this, kind: undefined };
  /** By source, for the children that differ in nothing else: nearly all. */
  readonly #lineages = new Map<string, Lineage>();
  /** Whose reference was given out last in this step: most are sent to before another one is. */
  latest: ActorNumber = OUTSIDE;

  constructor(host: EngineHost) {
    this.#host = host;
  }

  get system(): AnyActorSystem {
    return this.#host.engines.system;
  }

  /** The reference of an actor, if anybody has asked for it. */
  knownRef(actor: ActorNumber): CompiledRef | undefined {
    return this.#refs[actor];
  }

  ref(actor: ActorNumber): AnyActorRef {
    return this.#ownRef(actor) as unknown as AnyActorRef;
  }

  /** As what an actor was made, if it is a child. */
  kindOf(actor: ActorNumber): ChildKind | undefined {
    return this.#refs[actor]?.kind;
  }

  /** Of what a child was made. */
  inputOf(actor: ActorNumber): unknown {
    return this.#refs[actor]?.input;
  }

  /** Takes note of how a child is made: in its reference, which its parent has anyway. */
  make(child: ActorNumber, { src, syncSnapshot, systemId, input }: Made): void {
    const ref = this.#ownRef(child);
    ref.lineage = this.#lineage(src, syncSnapshot, systemId);
    ref.input = input;
  }

  /** Gives up what a child that has ended was made of. */
  forgetInput(child: ActorNumber): void {
    const ref = this.#refs[child];
    if (ref !== undefined) ref.input = undefined;
  }

  #lineage(src: unknown, syncSnapshot?: boolean, systemId?: string): Lineage {
    const isPlain = typeof src === 'string' && !syncSnapshot && systemId === undefined;
    const known = isPlain ? this.#lineages.get(src) : undefined;
    if (known !== undefined) return known;
    const lineage: Lineage = { owner: this, kind: { src, syncSnapshot, systemId } };
    if (isPlain) this.#lineages.set(src, lineage);
    return lineage;
  }

  #ownRef(actor: ActorNumber): CompiledRef {
    while (this.#refs.length <= actor) this.#refs.push(undefined);
    this.#refs[actor] ??= new CompiledRef(this.#parentless, actor);
    return this.#refs[actor];
  }

  /** As {@link ref}, of an actor that has one already; undefined of others. */
  giveKnown(actor: ActorNumber): AnyActorRef | undefined {
    const ref = this.#refs[actor];
    // Only then: nothing at all would pass for the reference of an actor that has none.
    if (ref !== undefined) this.latest = actor;
    return ref as unknown as AnyActorRef | undefined;
  }

  /** Whether something is the reference given out last, which need not be looked at to tell. */
  isLatest(something: unknown): boolean {
    // Not `===`, for which V8 looks at the objects first.
    return this.latest !== OUTSIDE && Object.is(something, this.#refs[this.latest]);
  }

  numberOf(ref: AnyActorRef): ActorNumber | undefined {
    if (this.isLatest(ref)) return this.latest;
    return ref instanceof CompiledRef && ref.isOf(this) ? ref.number : undefined;
  }

  snapshot(actor: ActorNumber): AnyMachineSnapshot {
    this.#host.looked?.(actor);
    const known = this.sightOf(actor)?.snapshot;
    if (known !== undefined) return known;
    const state: ActorState = { configuration: 0, context: undefined, extra: undefined };
    this.columns.load(actor, state);
    const snapshot = this.columns.machineOf(actor).snapshotOf(state);
    this.show(actor, snapshot);
    return snapshot;
  }

  /** Hands an actor's reference the snapshot that the actor's state has, which was built before. */
  show(actor: ActorNumber, snapshot: AnyMachineSnapshot): void {
    if (this.#refs[actor] !== undefined) this.watch(actor).snapshot = snapshot;
  }

  sightOf(actor: ActorNumber): Sight | undefined {
    return this.#sights.size === 0 ? undefined : this.#sights.get(actor);
  }

  watch(actor: ActorNumber): Sight {
    this.columns.watch(actor);
    let sight = this.sightOf(actor);
    if (sight === undefined) {
      sight = { snapshot: undefined, followers: undefined };
      this.#sights.set(actor, sight);
    }
    return sight;
  }

  /** Says that an actor's last snapshot is out of date; returns its reference if it has followers. */
  outdate(actor: ActorNumber): CompiledRef | undefined {
    if (!this.columns.isWatched(actor)) return undefined;
    const sight = this.#sights.get(actor)!;
    sight.snapshot = undefined;
    if (sight.followers !== undefined) return this.#refs[actor];
    this.columns.unwatch(actor);
    this.#sights.delete(actor);
    return undefined;
  }

  /** All of an actor's state, for who puts it back later to see what else it might have done. */
  save(actor: ActorNumber): SavedActor {
    const state: ActorState = { configuration: 0, context: undefined, extra: undefined };
    this.columns.load(actor, state);
    const machine = this.columns.machineOf(actor);
    return { machine, phase: this.columns.phaseOf(actor), state };
  }

  /** Puts back what {@link save} told; without it, the actor is as if it had never been made. */
  restore(actor: ActorNumber, saved: SavedActor | undefined): void {
    // First, for an actor that is added is watched by nobody.
    this.outdate(actor);
    if (saved === undefined) {
      if (this.columns.has(actor)) this.columns.setPhase(actor, phase.absent);
      return;
    }
    this.columns.add(actor, saved.machine);
    this.columns.setPhase(actor, saved.phase);
    this.columns.store(actor, saved.state);
  }

  idOf(actor: ActorNumber): string {
    return this.#host.directory.idOf(actor);
  }

  parentRefOf(actor: ActorNumber): AnyActorRef {
    return this.#host.engines.refOf(this.#host.directory.parentOf(actor));
  }

  logicOf(actor: ActorNumber): AnyActorLogic | string {
    const src = this.kindOf(actor)?.src;
    return typeof src === 'string' ? src : this.columns.machineOf(actor).machine;
  }

  persistedSnapshot(actor: ActorNumber): Snapshot<unknown> {
    return this.columns.machineOf(actor).machine.getPersistedSnapshot(this.snapshot(actor));
  }

  sendTo(actor: ActorNumber, event: AnyEventObject): void {
    const from = senderOfNoName(this.#host, this.ref(actor));
    this.#host.post(from, actor, event, isLifeCycle(event));
  }
}
