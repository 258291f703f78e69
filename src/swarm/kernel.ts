import type { AnyEventObject, StateValue } from 'xstate';
import {
  type ActorNumber,
  type Continuing,
  type Ending,
  type Engine,
  type EngineHost,
  NOBODY,
  OUTSIDE,
} from '../actors/engine.ts';
import { currentScope, enterScope, leaveScope, within } from '../actors/scope.ts';
import { Bus } from '../network/bus.ts';
import { type Carrier, Envelope } from '../network/envelope.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { Clock } from '../time/clock.ts';
import type { Task } from '../time/virtual-scheduler.ts';
import { ActorError } from './actor-error.ts';
import { ActorTable } from './actor-table.ts';
import { Chances } from './chances.ts';
import { Continuations } from './continuations.ts';
import { Disturbances } from './disturbances.ts';
import { Engines } from './engines.ts';
import { Foresight } from './foresight.ts';
import type { Continue, History } from './history.ts';
import { type Held, Impairments } from './impairments.ts';
import type { KernelOptions } from './kernel-options.ts';
import type { MessageNumber } from './mail.ts';
import { Origins } from './origins.ts';
import { Outbox } from './outbox.ts';
import { initEvent, Reports } from './reports.ts';
import { Streams } from './streams.ts';
import { type TimerNumber, Timers } from './timers.ts';
import { Trace } from './trace.ts';

/** The mechanism of a swarm: it takes the next thing due, lets an actor act, and keeps the trace. */
export class Kernel implements EngineHost, Carrier {
  readonly name: string;
  readonly clock = new Clock<Envelope | Task | TimerNumber | MessageNumber>((timers) =>
    this.#foresight.look(timers),
  );
  readonly directory = new ActorTable();
  readonly engines: Engines;
  readonly timers: Timers;
  readonly trace: Trace;
  readonly bus: Bus;
  readonly chances: Chances;
  readonly outbox: Outbox;
  readonly continuations = new Continuations((actor) => this.addressOf(actor));
  readonly streams = new Streams(this);
  readonly origins = new Origins(this);
  readonly impairments = new Impairments(this);
  readonly disturbances = new Disturbances(this);
  /** Events that actors have taken. */
  steps = 0;
  lostCount = 0;
  /** The first error that makes the run worthless. */
  failure: Error | undefined;
  readonly #foresight = new Foresight(this);
  readonly #reports = new Reports(this);
  /** Who sent what the last step delivered, and the envelope, if somebody has seen it. */
  #sender: ActorNumber = NOBODY;
  #envelope: Envelope | undefined;
  #acting: ActorNumber | undefined;
  #event: AnyEventObject | undefined;
  // Where not one run is made: how histories are kept, and that the simulation must not draw.
  keepHistory?<T>(initial: T, next: Continue<T>): History<T>;
  refuseDraws?(name: string): void;

  constructor({ name, seed, network, engine }: KernelOptions) {
    this.name = name;
    this.chances = new Chances(seed, (actor) => this.directory.identityOf(actor));
    this.trace = new Trace((ref) => this.engines.findNumber(ref));
    this.timers = new Timers(this.clock);
    this.bus = new Bus({
      network,
      carry: (envelope) => this.outbox.carry(envelope),
      broken: (error) => this.fail(error),
    });
    this.outbox = new Outbox(this, this.chances);
    this.engines = new Engines(this, engine);
  }

  get nowMs(): number {
    return this.clock.nowMs;
  }

  get isSettling(): boolean {
    return this.continuations.isSettling;
  }

  /** What the last step delivered, for whoever asks what broke a property. */
  get lastEnvelope(): Envelope | undefined {
    const [sender, actor, event] = [this.#sender, this.#acting, this.#event];
    if (sender === NOBODY || actor === undefined || event === undefined) return undefined;
    this.#envelope ??= this.outbox.enclose(sender, actor, event, this.trace.atMs);
    return this.#envelope;
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
      if (typeof item === 'number') {
        if (item >= 0) this.#fire(item);
        else this.#deliverMail(item);
      } else if (item instanceof Envelope)
        this.#deliver(item.sender, item.recipient, item.event, item);
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

  post(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject, local: boolean): void {
    this.outbox.post(sender, recipient, event, local);
  }

  emitted(actor: ActorNumber, event: AnyEventObject): void {
    this.#reports.emission(actor, event);
  }

  ended(actor: ActorNumber, ending: Ending, error: unknown): void {
    if (!this.directory.isAlive(actor)) return;
    const isCrashing = this.disturbances.outages.isCrashing(actor);
    this.directory.end(actor, ending);
    this.#reports.end(actor, ending);
    this.continuations.end(actor);
    this.impairments.forget(actor, isCrashing ? 'its recipient is down' : 'its recipient ended');
    if (!isCrashing) this.chances.forget(actor);
    this.engines.ended(actor, isCrashing);
    if (ending !== 'error' || this.directory.parentOf(actor) !== OUTSIDE) return;
    this.fail(new ActorError(this.addressOf(actor), this.describe(actor), error));
  }

  logged(values: readonly unknown[]): void {
    this.#reports.log(currentScope()?.actor ?? OUTSIDE, values);
  }

  continues(actor: ActorNumber, kind: Continuing): void {
    this.continuations.begin(actor, kind);
  }

  numberOfState(value: StateValue): number {
    return this.trace.numberOfState(value);
  }

  addressOf(actor: ActorNumber): string {
    return this.directory.addressOf(actor);
  }

  randomOf(actor: ActorNumber): RandomStream {
    return this.chances.ofActor(actor);
  }

  chanceOf(envelope: Envelope, purpose: string): RandomStream {
    return this.chances.ofEnvelope(envelope, purpose);
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

  #perform(task: Task): void {
    this.#sender = NOBODY;
    enterScope(this, OUTSIDE);
    task.run();
  }

  /** Starts an actor that has been made, unless it was stopped or started meanwhile. */
  start(actor: ActorNumber): void {
    if (this.directory.isImpaired(actor)) this.impairments.admit(actor, 'start');
    else if (this.directory.isActive(actor)) this.#begin(actor);
  }

  /** Lets an impaired actor have what it had to wait for. */
  hand(actor: ActorNumber, held: Held): void {
    if (held === 'start') this.#begin(actor);
    else if (held instanceof Envelope) this.#receive(actor, held.event, held.sender, held);
    else this.#goOff(held.from, held.to, held.event);
  }

  lost(envelope: Envelope, why: string): void {
    this.lostCount += 1;
    this.#reports.loss(envelope, why);
  }

  #begin(actor: ActorNumber): void {
    const engine = this.engines.of(actor);
    if (engine.isRunning(actor)) return;
    this.trace.taking(actor, initEvent, this.clock.nowMs);
    this.#take(actor, initEvent, NOBODY, undefined);
    engine.start(actor);
    this.#reach(engine, NOBODY, actor, initEvent);
  }

  #deliver(sender: ActorNumber, to: ActorNumber, event: AnyEventObject, envelope?: Envelope): void {
    if (this.directory.isActive(to)) this.#receive(to, event, sender, envelope);
    else this.#turnAway(sender, to, event, envelope);
  }

  #receive(to: ActorNumber, event: AnyEventObject, sender: ActorNumber, envelope?: Envelope): void {
    this.trace.moveTo(this.clock.nowMs);
    this.#give(to, event, sender, envelope);
  }

  /** What is due for an actor that does not take it now. */
  #turnAway(from: ActorNumber, to: ActorNumber, event: AnyEventObject, seen?: Envelope): void {
    if (!this.directory.isAlive(to)) {
      this.#sender = NOBODY;
      this.outbox.bury(from, to, event, this.directory.whyDeaf(to) ?? '');
      return;
    }
    const envelope = seen ?? this.outbox.enclose(from, to, event, this.nowMs);
    if (this.directory.isImpaired(to)) this.impairments.admit(to, envelope);
    else this.lost(envelope, 'its recipient is down');
  }

  #deliverMail(message: MessageNumber): void {
    const { mail } = this.outbox;
    this.#deliver(mail.senderOf(message), mail.recipientOf(message), mail.take(message));
  }

  #fire(timer: TimerNumber): void {
    const from = this.timers.armerOf(timer);
    const to = this.timers.targetOf(timer);
    const event = this.timers.take(timer);
    if (this.directory.isImpaired(from)) this.impairments.admit(from, { from, to, event });
    else this.#goOff(from, to, event);
  }

  #goOff(from: ActorNumber, to: ActorNumber, event: AnyEventObject): void {
    if (from === to) {
      this.trace.taking(to, event, this.clock.nowMs);
      this.#give(to, event, NOBODY, undefined);
    } else if (this.bus.isNetworked || to === OUTSIDE) this.#postLate(from, to, event);
    else {
      // Nothing is between the two: to post it would only be another trip through the queue.
      this.trace.fired(from, to, event, this.clock.nowMs);
      const envelope = this.outbox.show(from, to, event);
      if (this.directory.isActive(to)) this.#give(to, event, from, envelope);
      else this.#turnAway(from, to, event, envelope);
    }
  }

  #postLate(from: ActorNumber, to: ActorNumber, event: AnyEventObject): void {
    this.#sender = NOBODY;
    enterScope(this, OUTSIDE);
    this.outbox.post(from, to, event, false);
  }

  #give(to: ActorNumber, event: AnyEventObject, sender: ActorNumber, envelope?: Envelope): void {
    const engine = this.engines.of(to);
    this.#take(to, event, sender, envelope);
    engine.deliver(to, event);
    this.#reach(engine, sender, to, event);
  }

  #reach(engine: Engine, sender: ActorNumber, actor: ActorNumber, event: AnyEventObject): void {
    this.trace.reached(sender, actor, engine.stateNumber(actor));
    if (this.streams.followsSteps) this.#reports.step(engine, actor, event);
    if (this.directory.hasBorn) this.#reports.births();
  }

  #take(actor: ActorNumber, event: AnyEventObject, sender: ActorNumber, envelope?: Envelope): void {
    this.steps += 1;
    this.#acting = actor;
    this.#event = event;
    this.#sender = sender;
    this.#envelope = envelope;
    enterScope(this, actor);
  }
}
