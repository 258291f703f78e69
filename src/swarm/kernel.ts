import type { AnyActorLogic, AnyActorRef, AnyEventObject, StateValue } from 'xstate';
import {
  type ActorNumber,
  type Continuing,
  type Ending,
  type Engine,
  type EngineHost,
  OUTSIDE,
  type TimerRequest,
} from '../actors/engine.ts';
import { currentScope, type Surroundings, within } from '../actors/scope.ts';
import { XStateEngine } from '../actors/xstate-engine.ts';
import { Bus, type NetworkOperator } from '../network/bus.ts';
import { type Carrier, Envelope } from '../network/envelope.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { Clock } from '../time/clock.ts';
import type { Task } from '../time/virtual-scheduler.ts';
import { ActorError } from './actor-error.ts';
import { ActorTable } from './actor-table.ts';
import { Chances } from './chances.ts';
import { Continuations } from './continuations.ts';
import type { DeadLetter } from './records.ts';
import { Streams } from './streams.ts';
import { Timers } from './timers.ts';
import { Trace } from './trace.ts';

export interface KernelOptions {
  /** What error messages call the swarm. */
  readonly name: string;
  readonly seed: number;
  readonly network: readonly NetworkOperator[];
}

/** The mechanism of a swarm: it takes the next thing due, lets an actor act, and keeps the trace. */
export class Kernel implements EngineHost, Surroundings, Carrier {
  readonly name: string;
  readonly clock = new Clock<Envelope | Task>();
  readonly table = new ActorTable();
  readonly trace: Trace;
  readonly bus: Bus;
  readonly continuations = new Continuations((actor) => this.addressOf(actor));
  readonly streams = new Streams((tell) => this.inside(tell));
  /** Events that actors have taken. */
  steps = 0;
  deadLetterCount = 0;
  /** The first error that makes the run worthless. */
  failure: Error | undefined;
  /** What the last step delivered, for whoever asks what broke an invariant. */
  lastEnvelope: Envelope | undefined;
  readonly #engine: Engine;
  readonly #timers: Timers;
  readonly #chances: Chances;
  #born: ActorNumber[] = [];
  #acting: ActorNumber | undefined;
  #event: AnyEventObject | undefined;

  constructor({ name, seed, network }: KernelOptions) {
    this.name = name;
    this.#chances = new Chances(seed, (actor) => this.table.identityOf(actor));
    this.trace = new Trace((ref) => this.identify(ref));
    this.#timers = new Timers(this.clock, (timer) => this.#fire(timer));
    this.bus = new Bus({
      network,
      carry: (envelope) => this.#carry(envelope),
      broken: (error) => this.fail(error),
    });
    this.#engine = new XStateEngine(this);
  }

  get nowMs(): number {
    return this.clock.nowMs;
  }

  get engineName(): Engine['name'] {
    return this.#engine.name;
  }

  get isSettling(): boolean {
    return this.continuations.isSettling;
  }

  /** Makes an actor, to be started at the present simulated time, after what is due before it. */
  spawn(address: string, logic: AnyActorLogic, input: unknown): ActorNumber {
    const actor = this.table.add(address);
    within(this, actor, () => this.#engine.create(actor, logic, { id: address, input }));
    this.clock.schedule(0, { run: () => this.#start(actor) });
    return actor;
  }

  stop(actor: ActorNumber): void {
    within(this, actor, () => this.#engine.stop(actor));
    // Its engine says so itself of an actor that it had started.
    if (this.table.statusOf(actor) === 'active') this.ended(actor, 'stopped', undefined);
  }

  ref(actor: ActorNumber): AnyActorRef {
    return this.#engine.ref(actor);
  }

  /** Takes the next thing due, if anything is. */
  step(): void {
    const item = this.clock.next();
    if (item === undefined) return;
    try {
      if (item instanceof Envelope) this.#deliver(item);
      else this.#perform(item);
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends all streams and forgets what is scheduled. */
  close(): void {
    this.clock.clear();
    this.bus.close();
    this.streams.complete();
  }

  // What the engine asks for.

  adopt(parent: ActorNumber, id: string): ActorNumber {
    return this.table.add(`${this.table.addressOf(parent)}/${id}`, parent);
  }

  began(actor: ActorNumber): void {
    if (this.table.parentOf(actor) === OUTSIDE) return;
    this.table.begin(actor);
    this.#born.push(actor);
  }

  numberOf(ref: AnyActorRef): ActorNumber {
    const actor = this.#engine.numberOf(ref);
    if (actor !== undefined) return actor;
    throw new Error(
      `${this.describe(currentScope()?.actor ?? OUTSIDE)} wrote to '${ref?.id ?? String(ref)}', which is not an actor of this swarm.`,
    );
  }

  post(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject, local: boolean): void {
    const nowMs = this.clock.nowMs;
    const ordinal = this.#chances.ordinal(sender, recipient, nowMs);
    const route = { sender, recipient, event, ordinal };
    const envelope = new Envelope(this, { ...route, sentAtMs: nowMs, dueAtMs: nowMs });
    this.bus.send(envelope, local || sender === recipient || sender === OUTSIDE);
  }

  undeliverable(from: ActorNumber, event: AnyEventObject, reason: string): void {
    this.#bury({ from: this.addressOf(from), to: 'nobody', event, reason });
  }

  arm(timer: TimerRequest): void {
    this.#timers.arm(timer);
  }

  disarm(actor: ActorNumber, id: string): void {
    this.#timers.disarm(actor, id);
  }

  disarmAll(actor: ActorNumber): void {
    this.#timers.disarmAll(actor);
  }

  emitted(actor: ActorNumber, event: AnyEventObject): void {
    this.trace.emitted(actor, event);
    if (!this.streams.emissions.observed) return;
    this.streams.publish(this.streams.emissions, {
      atMs: this.nowMs,
      actor: this.addressOf(actor),
      event,
    });
  }

  ended(actor: ActorNumber, ending: Ending, error: unknown): void {
    this.table.end(actor, ending);
    this.trace.ended(actor, ending);
    this.continuations.end(actor);
    this.#chances.forget(actor);
    if (ending !== 'error' || this.table.parentOf(actor) !== OUTSIDE) return;
    this.fail(new ActorError(this.addressOf(actor), this.describe(actor), error));
  }

  logged(values: readonly unknown[]): void {
    const actor = this.addressOf(currentScope()?.actor ?? OUTSIDE);
    this.streams.publish(this.streams.logs, { atMs: this.nowMs, actor, values });
  }

  continues(actor: ActorNumber, kind: Continuing): void {
    this.continuations.begin(actor, kind);
  }

  // What actors ask for, and what envelopes ask for.

  addressOf(actor: ActorNumber): string {
    return this.table.addressOf(actor);
  }

  randomOf(actor: ActorNumber): RandomStream {
    return this.#chances.ofActor(actor);
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

  /** Runs the code of a simulation that is no actor's. */
  inside<T>(work: () => T): T {
    return within(this, OUTSIDE, work);
  }

  private identify(ref: AnyActorRef): string | undefined {
    const actor = this.#engine.numberOf(ref);
    return actor === undefined ? undefined : this.table.identityOf(actor);
  }

  #carry(envelope: Envelope): void {
    this.trace.sent(envelope);
    this.clock.scheduleAt(Math.max(envelope.dueAtMs, this.clock.nowMs), envelope);
    this.streams.publish(this.streams.envelopes, envelope);
  }

  #perform(task: Task): void {
    this.lastEnvelope = undefined;
    this.inside(() => task.run());
  }

  #start(actor: ActorNumber): void {
    if (this.table.statusOf(actor) !== 'active') return;
    this.#act(actor, { type: 'xstate.init' }, undefined, () => this.#engine.start(actor));
  }

  #deliver(envelope: Envelope): void {
    const { recipient, event } = envelope;
    const reason = this.table.whyDeaf(recipient);
    if (reason !== undefined) {
      this.#bury({ from: envelope.from, to: envelope.to, event, reason });
      return;
    }
    this.#act(recipient, event, envelope, () => this.#engine.deliver(recipient, event));
  }

  #fire({ from, to, event }: TimerRequest): void {
    if (from !== to) this.post(from, to, event, false);
    else this.#act(to, event, undefined, () => this.#engine.deliver(to, event));
  }

  #act(
    actor: ActorNumber,
    event: AnyEventObject,
    envelope: Envelope | undefined,
    work: () => void,
  ): void {
    this.steps += 1;
    this.#acting = actor;
    this.#event = event;
    this.lastEnvelope = envelope;
    this.trace.taking(actor, event, this.clock.nowMs);
    within(this, actor, work);
    this.#record(actor, event, envelope);
    const born = this.#born;
    if (born.length === 0) return;
    this.#born = [];
    for (const child of born) this.#record(child, { type: 'xstate.init' }, undefined);
  }

  #record(actor: ActorNumber, event: AnyEventObject, envelope: Envelope | undefined): void {
    const snapshot = this.#engine.snapshot(actor);
    const value: StateValue =
      'value' in snapshot ? (snapshot.value as StateValue) : snapshot.status;
    this.trace.reached(actor, value);
    const { streams, steps: step, nowMs: atMs } = this;
    if (!streams.transitions.observed) return;
    const where = { step, atMs, actor: this.addressOf(actor) };
    streams.publish(streams.transitions, { ...where, event, envelope, snapshot, value });
  }

  #bury(letter: Omit<DeadLetter, 'atMs'>): void {
    this.deadLetterCount += 1;
    this.trace.buried(letter.event);
    this.streams.publish(this.streams.deadLetters, { ...letter, atMs: this.nowMs });
  }
}
