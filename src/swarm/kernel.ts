import type { AnyActorLogic, AnyEventObject, StateValue } from 'xstate';
import {
  type ActorNumber,
  type Continuing,
  type CreateOptions,
  type Ending,
  type EngineHost,
  OUTSIDE,
} from '../actors/engine.ts';
import { currentScope, enterScope, leaveScope, within } from '../actors/scope.ts';
import { Bus, type NetworkOperator } from '../network/bus.ts';
import { type Carrier, Envelope } from '../network/envelope.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { Clock } from '../time/clock.ts';
import type { Task } from '../time/virtual-scheduler.ts';
import { ActorError } from './actor-error.ts';
import { ActorTable } from './actor-table.ts';
import { Chances } from './chances.ts';
import { Continuations } from './continuations.ts';
import { type EngineChoice, Engines } from './engines.ts';
import { type Continue, type History, keepHistory } from './history.ts';
import type { DeadLetter } from './records.ts';
import { Streams } from './streams.ts';
import { type Fired, type TimerNumber, Timers } from './timers.ts';
import { Trace } from './trace.ts';

export interface KernelOptions {
  /** What error messages call the swarm. */
  readonly name: string;
  readonly seed: number;
  readonly network: readonly NetworkOperator[];
  readonly engine: EngineChoice;
}

const initEvent = { type: 'xstate.init' } as const;

/** The mechanism of a swarm: it takes the next thing due, lets an actor act, and keeps the trace. */
export class Kernel implements EngineHost, Carrier {
  readonly name: string;
  readonly clock = new Clock<Envelope | Task | TimerNumber>();
  readonly directory = new ActorTable();
  readonly engines: Engines;
  readonly timers: Timers;
  readonly trace: Trace;
  readonly bus: Bus;
  readonly continuations = new Continuations((actor) => this.addressOf(actor));
  readonly streams = new Streams((tell) => this.inside(tell));
  /** Events that actors have taken. */
  steps = 0;
  deadLetterCount = 0;
  /** The first error that makes the run worthless. */
  failure: Error | undefined;
  /** What the last step delivered, for whoever asks what broke a property. */
  lastEnvelope: Envelope | undefined;
  readonly #chances: Chances;
  #acting: ActorNumber | undefined;
  #event: AnyEventObject | undefined;

  constructor({ name, seed, network, engine }: KernelOptions) {
    this.name = name;
    this.#chances = new Chances(seed, (actor) => this.directory.identityOf(actor));
    this.trace = new Trace((ref) => this.engines.findNumber(ref));
    this.timers = new Timers(this.clock);
    this.bus = new Bus({
      network,
      carry: (envelope) => this.#carry(envelope),
      broken: (error) => this.fail(error),
    });
    this.engines = new Engines(this, engine);
  }

  get nowMs(): number {
    return this.clock.nowMs;
  }

  get isSettling(): boolean {
    return this.continuations.isSettling;
  }

  /** Makes an actor, to be started at the present simulated time, after what is due before it. */
  spawn(address: string, logic: AnyActorLogic, input: unknown): ActorNumber {
    // First of all: a machine that is refused leaves no trace.
    const engine = this.engines.for(logic);
    const actor = this.directory.add(address);
    within(this, actor, () => engine.create(actor, logic, { id: address, input }));
    this.clock.schedule(0, { run: () => this.#start(actor) });
    return actor;
  }

  /** Makes many actors, which start as one: see {@link spawn}. */
  spawnAll(
    prefix: string,
    count: number,
    logic: AnyActorLogic,
    optionsOf: (index: number) => CreateOptions,
  ): ActorNumber {
    const engine = this.engines.for(logic);
    const first = this.directory.addRange(prefix, count);
    let actor = first;
    let options: CreateOptions = {};
    // One for all: a closure for each of a million actors would show.
    const create = () => engine.create(actor, logic, options);
    for (let index = 0; index < count; index++) {
      actor = first + index;
      options = optionsOf(index);
      if (options.id !== undefined) this.directory.rename(actor, options.id);
      within(this, actor, create);
    }
    const startAll = () => {
      for (let actor = first; actor < first + count; actor++) this.#start(actor);
    };
    if (count > 0) this.clock.schedule(0, { run: startAll });
    return first;
  }

  stop(actor: ActorNumber): void {
    within(this, actor, () => this.engines.of(actor).stop(actor));
    // Its engine says so itself of an actor that it had started.
    this.ended(actor, 'stopped', undefined);
  }

  /** Takes the next thing due; false when nothing is by then. */
  step(untilMs: number): boolean {
    const item = this.clock.next(untilMs);
    if (item === undefined) return false;
    try {
      if (typeof item === 'number') this.#fire(this.timers.take(item));
      else if (item instanceof Envelope) this.#deliver(item);
      else this.#perform(item);
    } catch (error) {
      this.fail(error);
    }
    leaveScope();
    return true;
  }

  /** Ends all streams and forgets what is scheduled. */
  close(): void {
    this.clock.clear();
    this.bus.close();
    this.streams.complete();
  }

  // What the engines ask for.

  post(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject, local: boolean): void {
    if (recipient === OUTSIDE) {
      if (!local) this.#bury(this.addressOf(sender), 'nobody', event, 'it has no parent');
      return;
    }
    const nowMs = this.clock.nowMs;
    const isLocal = local || sender === recipient || sender === OUTSIDE || !this.bus.isNetworked;
    const ordinal = isLocal ? 0 : this.#chances.ordinal(sender, recipient, nowMs);
    const route = { sender, recipient, event, ordinal, sentAtMs: nowMs, dueAtMs: nowMs };
    this.bus.send(new Envelope(this, route), isLocal);
  }

  emitted(actor: ActorNumber, event: AnyEventObject): void {
    this.trace.emitted(actor, event);
    const { streams, nowMs: atMs } = this;
    if (!streams.emissions.observed) return;
    streams.publish(streams.emissions, { atMs, actor: this.addressOf(actor), event });
  }

  looked(_actor: ActorNumber): void {}

  ended(actor: ActorNumber, ending: Ending, error: unknown): void {
    if (!this.directory.isActive(actor)) return;
    this.directory.end(actor, ending);
    this.trace.ended(actor, ending);
    this.continuations.end(actor);
    this.#chances.forget(actor);
    if (ending !== 'error' || this.directory.parentOf(actor) !== OUTSIDE) return;
    this.fail(new ActorError(this.addressOf(actor), this.describe(actor), error));
  }

  logged(values: readonly unknown[]): void {
    const actor = this.addressOf(currentScope()?.actor ?? OUTSIDE);
    this.streams.publish(this.streams.logs, { atMs: this.nowMs, actor, values });
  }

  continues(actor: ActorNumber, kind: Continuing): void {
    this.continuations.begin(actor, kind);
  }

  numberOfState(value: StateValue): number {
    return this.trace.numberOfState(value);
  }

  // What actors ask for, and what envelopes ask for.

  addressOf(actor: ActorNumber): string {
    return this.directory.addressOf(actor);
  }

  randomOf(actor: ActorNumber): RandomStream {
    return this.#chances.ofActor(actor);
  }

  pickAmong(actor: ActorNumber, count: number): number {
    return this.randomOf(actor).integer(0, count - 1);
  }

  chanceOf(envelope: Envelope, purpose: string): RandomStream {
    return this.#chances.ofEnvelope(envelope, purpose);
  }

  describe(actor: ActorNumber): string {
    if (actor === OUTSIDE) return `the code of simulation '${this.name}' outside its actors`;
    // Who acts without having been given an event is starting, or goes on with what that began.
    const event = actor === this.#acting ? this.#event?.type : 'xstate.init';
    return `actor '${this.addressOf(actor)}' of '${this.name}' handling '${event}' at ${this.nowMs} ms`;
  }

  fail(error: unknown): void {
    this.failure ??= error instanceof Error ? error : new Error(String(error));
  }

  keepHistory<T>(initial: T, next: Continue<T>): History<T> {
    return keepHistory(this.streams.emissions, initial, next);
  }

  /** Runs the code of a simulation that is no actor's. */
  inside<T>(work: () => T): T {
    return within(this, OUTSIDE, work);
  }

  #carry(envelope: Envelope): void {
    this.trace.sent(envelope);
    this.clock.scheduleAt(Math.max(envelope.dueAtMs, this.clock.nowMs), envelope);
    this.streams.publish(this.streams.envelopes, envelope);
  }

  #perform(task: Task): void {
    this.lastEnvelope = undefined;
    enterScope(this, OUTSIDE);
    task.run();
  }

  #start(actor: ActorNumber): void {
    if (!this.directory.isActive(actor)) return;
    this.#take(actor, initEvent, undefined);
    this.engines.of(actor).start(actor);
    this.#reach(actor, initEvent, undefined);
  }

  #deliver(envelope: Envelope): void {
    const { recipient, event } = envelope;
    if (this.directory.isActive(recipient)) this.#give(recipient, event, envelope);
    else this.#bury(envelope.from, envelope.to, event, this.directory.whyDeaf(recipient) ?? '');
  }

  #fire({ from, to, event }: Fired): void {
    if (from === to) {
      this.#give(to, event, undefined);
      return;
    }
    this.lastEnvelope = undefined;
    enterScope(this, OUTSIDE);
    this.post(from, to, event, false);
  }

  #give(actor: ActorNumber, event: AnyEventObject, envelope: Envelope | undefined): void {
    this.#take(actor, event, envelope);
    this.engines.of(actor).deliver(actor, event);
    this.#reach(actor, event, envelope);
  }

  #take(actor: ActorNumber, event: AnyEventObject, envelope: Envelope | undefined): void {
    this.steps += 1;
    this.#acting = actor;
    this.#event = event;
    this.lastEnvelope = envelope;
    if (envelope === undefined) this.trace.taking(actor, event, this.clock.nowMs);
    else this.trace.receiving(envelope, this.clock.nowMs);
    enterScope(this, actor);
  }

  #reach(actor: ActorNumber, event: AnyEventObject, envelope: Envelope | undefined): void {
    this.#record(actor, event, envelope);
    if (!this.directory.hasBorn) return;
    for (const child of this.directory.takeBorn()) this.#record(child, initEvent, undefined);
  }

  #record(actor: ActorNumber, event: AnyEventObject, envelope: Envelope | undefined): void {
    const engine = this.engines.of(actor);
    this.trace.reached(actor, engine.stateNumber(actor));
    const { streams, steps: step, nowMs: atMs } = this;
    if (!streams.transitions.observed) return;
    const snapshot = engine.snapshot(actor);
    const value = 'value' in snapshot ? (snapshot.value as StateValue) : snapshot.status;
    const where = { step, atMs, actor: this.addressOf(actor) };
    streams.publish(streams.transitions, { ...where, event, envelope, snapshot, value });
  }

  #bury(from: string, to: string, event: AnyEventObject, reason: string): void {
    this.deadLetterCount += 1;
    this.trace.buried(event);
    const letter: DeadLetter = { atMs: this.nowMs, from, to, event, reason };
    this.streams.publish(this.streams.deadLetters, letter);
  }
}
