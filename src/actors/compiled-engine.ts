import type { AnyActorLogic, AnyActorRef, AnyEventObject, AnyMachineSnapshot } from 'xstate';
import type { ActorState, Extra } from './compiled/actor-state.ts';
import { Journal } from './compiled/journal.ts';
import { doneActorEvent, errorActorEvent, STOP_EVENT } from './compiled/xstate-internals.ts';
import { type CompiledColumns, phase } from './compiled-columns.ts';
import { compiledFormOf } from './compiled-form.ts';
import { type CompiledRef, sessionIdOf } from './compiled-ref.ts';
import { CompiledRoster } from './compiled-roster.ts';
import { CompiledWorld, type WorldOwner } from './compiled-world.ts';
import {
  type ActorNumber,
  type ChildKind,
  type ChildOptions,
  type CreateOptions,
  type Ending,
  type Engine,
  type EngineHost,
  OUTSIDE,
} from './engine.ts';
import { within } from './scope.ts';
import { startChildren } from './start-children.ts';

/** Runs compiled machines: the engine that swarms of a million actors need. */
export class CompiledEngine implements Engine, WorldOwner {
  readonly name = 'compiled';
  readonly #host: EngineHost;
  readonly #world: CompiledWorld;
  /** The actors, for who puts them into other states to see what they might do. */
  readonly roster: CompiledRoster;
  readonly #columns: CompiledColumns;
  /** What actors that have been made will do when they are started. */
  readonly #entrances = new Map<ActorNumber, Journal<ActorNumber>>();
  /** For the next step; a step within a step makes its own. */
  #spare: Journal<ActorNumber> | undefined;
  /** For the next actor that is made, as most have nothing to do when they are started. */
  #blank: Journal<ActorNumber> | undefined;
  readonly #register: ActorState = { configuration: 0, context: undefined, extra: undefined };

  constructor(host: EngineHost) {
    this.#host = host;
    this.roster = new CompiledRoster(host);
    this.#world = new CompiledWorld(host, this.roster, this);
    this.#columns = this.roster.columns;
  }

  has(actor: ActorNumber): boolean {
    return this.#columns.has(actor);
  }

  create(actor: ActorNumber, logic: AnyActorLogic, { input }: CreateOptions): void {
    const machine = compiledFormOf(logic);
    if (machine === undefined) throw new Error(`Actor ${actor} has no machine that is compiled.`);
    this.#columns.add(actor, machine);
    const state: ActorState = { configuration: 0, context: undefined, extra: undefined };
    const journal = this.#blank ?? new Journal(this.#world, 'start');
    this.#blank = undefined;
    const outer = this.#world.address;
    this.#world.address = actor;
    machine.initialize(state, input, journal);
    this.#world.address = outer;
    this.#columns.store(actor, state);
    if (journal.isEmpty) this.#blank = journal;
    else this.#entrances.set(actor, journal);
  }

  start(actor: ActorNumber): void {
    if (this.#columns.phaseOf(actor) !== phase.created) return;
    this.#columns.setPhase(actor, phase.running);
    const kind = this.roster.kindOf(actor);
    if (kind === undefined) this.#enter(actor);
    // In its own name, though its parent's step starts it.
    else within(this.#host, actor, () => this.#enterBelow(actor, kind));
  }

  /** @returns whether the actor took a transition, or failed */
  deliver(actor: ActorNumber, event: AnyEventObject): boolean {
    const outer = this.#world.address;
    this.#world.address = actor;
    this.roster.latest = OUTSIDE;
    const isTaken = this.#step(actor, event);
    this.#world.address = outer;
    return isTaken;
  }

  stop(actor: ActorNumber): void {
    if (this.isRunning(actor)) this.deliver(actor, { type: STOP_EVENT });
    else this.#columns.setPhase(actor, phase.over);
  }

  renew(actor: ActorNumber, given: CreateOptions | undefined): void {
    const input = given === undefined ? this.roster.inputOf(actor) : given.input;
    this.roster.outdate(actor);
    this.create(actor, this.#columns.machineOf(actor).machine, { input });
  }

  revive(actor: ActorNumber): void {
    const state = this.#register;
    this.#columns.load(actor, state);
    state.extra = undefined;
    this.#columns.store(actor, state);
    this.#columns.setPhase(actor, phase.created);
    this.roster.outdate(actor);
  }

  isActive(actor: ActorNumber): boolean {
    const extra = this.#columns.extraOf(actor);
    return extra === undefined || extra.status === 'active';
  }

  isRunning(actor: ActorNumber): boolean {
    return this.#columns.phaseOf(actor) === phase.running;
  }

  release(actor: ActorNumber): void {
    for (const child of this.#columns.extraOf(actor)?.children ?? []) {
      const number = this.#host.engines.numberOf(child);
      this.#host.engines.of(number).release(number);
    }
    this.#unregister(actor, 'stopped', undefined);
  }

  snapshot(actor: ActorNumber): AnyMachineSnapshot {
    return this.roster.snapshot(actor);
  }

  stateNumber(actor: ActorNumber): number {
    const numbers = this.#columns.stateNumbersOf(actor);
    const configuration = this.#columns.configurationOf(actor);
    const known = numbers[configuration];
    if (known !== undefined) return known;
    const number = this.#host.numberOfState(
      this.#columns.machineOf(actor).stateValueOf(configuration),
    );
    numbers[configuration] = number;
    return number;
  }

  ref(actor: ActorNumber): AnyActorRef {
    return this.roster.ref(actor);
  }

  numberOf(ref: AnyActorRef): ActorNumber | undefined {
    return this.roster.numberOf(ref);
  }

  /** Runs `work` with the world facing an actor. */
  #as(actor: ActorNumber, work: () => void): void {
    const outer = this.#world.address;
    this.#world.address = actor;
    try {
      work();
    } finally {
      this.#world.address = outer;
    }
  }

  // What the world leaves to the engine.

  makeChild(logic: AnyActorLogic, given: Omit<ChildOptions, 'parent'>): AnyActorRef {
    const { id, input, src, syncSnapshot, systemId } = given;
    if (!this.#host.engines.compiles(logic)) {
      const parent = this.roster.ref(this.#world.address);
      const options = { id, input, parent, src, syncSnapshot, systemId };
      return this.#host.engines.refOf(this.#host.engines.createForeign(logic, options));
    }
    const actor = this.#host.directory.reserve(this.#world.address, id);
    this.roster.make(actor, given);
    this.#host.directory.adopt(actor, this.#world.address, id ?? sessionIdOf(actor));
    if (systemId !== undefined) this.#host.engines.claimSystemId(systemId, this.roster.ref(actor));
    // In its own name, though its parent's step makes it.
    within(this.#host, actor, () => this.create(actor, logic, { id: undefined, input }));
    return this.roster.ref(actor);
  }

  #enterBelow(actor: ActorNumber, { syncSnapshot, systemId }: ChildKind): void {
    const { directory, engines } = this.#host;
    directory.began(actor);
    if (systemId !== undefined) engines.claimSystemId(systemId, this.roster.ref(actor));
    if (syncSnapshot) this.#followFor(directory.parentOf(actor), actor);
    this.#enter(actor);
  }

  #followFor(parent: ActorNumber, actor: ActorNumber): void {
    const type = `xstate.snapshot.${this.roster.idOf(actor)}`;
    const next = (snapshot: AnyMachineSnapshot) => {
      if (snapshot.status === 'active') this.#host.post(actor, parent, { type, snapshot }, true);
    };
    this.roster.ref(actor).subscribe({ next, error: () => {} });
  }

  /** Lets an actor's first state have its effects. */
  #enter(actor: ActorNumber): void {
    const entrance = this.#entrances.get(actor);
    if (entrance !== undefined) this.#entrances.delete(actor);
    const extra = this.#columns.extraOf(actor);
    if (extra?.status === 'error') this.#fail(actor, extra.error);
    else {
      if (extra?.status === 'active') startChildren(this.#host.engines, extra.children);
      if (entrance === undefined) this.#conclude(actor);
      else {
        this.#as(actor, () => this.#flush(actor, entrance));
        this.#blank ??= entrance;
      }
    }
  }

  #step(actor: ActorNumber, event: AnyEventObject): boolean {
    const journal = this.#spare ?? new Journal(this.#world, 'step');
    this.#spare = undefined;
    let isTaken: boolean;
    try {
      isTaken = this.#stepBy(actor, event, journal);
    } catch (error) {
      journal.drop();
      this.#spare = journal;
      this.#crash(actor, error);
      return true;
    }
    this.#spare = journal;
    this.#conclude(actor);
    return isTaken;
  }

  #stepBy(actor: ActorNumber, event: AnyEventObject, journal: Journal<ActorNumber>): boolean {
    this.#columns.load(actor, this.#register);
    const machine = this.#columns.machineOf(actor);
    machine.step(this.#register, event, journal);
    this.#columns.store(actor, this.#register);
    const isTaken = machine.tookTransition;
    if (!journal.isEmpty) journal.flush();
    return isTaken;
  }

  /** Lets an actor's first step have its effects. */
  #flush(actor: ActorNumber, journal: Journal<ActorNumber>): void {
    try {
      journal.flush();
    } catch (error) {
      this.#crash(actor, error);
      return;
    }
    this.#conclude(actor);
  }

  /** Tells whoever follows an actor of its new state. */
  #conclude(actor: ActorNumber): void {
    const follower = this.roster.outdate(actor);
    const extra = this.#columns.extraOf(actor);
    if (extra !== undefined && extra.status !== 'active') this.#finish(actor, extra, follower);
    else follower?.tellNext();
  }

  #finish(actor: ActorNumber, extra: Extra, follower: CompiledRef | undefined): void {
    const { status, error, output } = extra;
    if (status === 'error') {
      this.#fail(actor, error);
      return;
    }
    if (status !== 'stopped') follower?.tellNext();
    this.#end(actor, status as Ending);
    follower?.tellComplete();
    if (status !== 'done') return;
    const parent = this.#host.directory.parentOf(actor);
    this.#host.post(actor, parent, doneActorEvent(this.roster.idOf(actor), output), true);
  }

  #crash(actor: ActorNumber, error: unknown): void {
    const state = this.#register;
    this.#columns.load(actor, state);
    const { output, children } = state.extra ?? { output: undefined, children: undefined };
    state.extra = { status: 'error', output, error, children };
    this.#columns.store(actor, state);
    this.roster.outdate(actor);
    this.#fail(actor, error);
  }

  #fail(actor: ActorNumber, error: unknown): void {
    this.#end(actor, 'error', error);
    this.roster.knownRef(actor)?.tellError(error);
    this.#host.post(
      actor,
      this.#host.directory.parentOf(actor),
      errorActorEvent(this.roster.idOf(actor), error),
      true,
    );
  }

  #end(actor: ActorNumber, ending: Ending, error?: unknown): void {
    this.#columns.setPhase(actor, phase.over);
    this.#host.timers.disarmAll(actor);
    this.#unregister(actor, ending, error);
  }

  #unregister(actor: ActorNumber, ending: Ending, error: unknown): void {
    if (this.roster.kindOf(actor)?.systemId !== undefined) {
      this.#host.engines.releaseSystemId(this.roster.ref(actor));
    }
    this.#host.ended(actor, ending, error);
  }
}
