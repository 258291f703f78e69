import { Subject } from 'rxjs';
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
import { promisesSettled } from '../actors/settle.ts';
import { XStateEngine } from '../actors/xstate-engine.ts';
import { Bus, type NetworkOperator } from '../network/bus.ts';
import { type Carrier, Envelope } from '../network/envelope.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { Clock } from '../time/clock.ts';
import type { Task } from '../time/virtual-scheduler.ts';
import { ActorError, UnsettledPromiseError } from './actor-error.ts';
import { ActorTable } from './actor-table.ts';
import { Chances } from './chances.ts';
import type { DeadLetter, Emission, Log, Transition } from './records.ts';
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
  readonly transitions = new Subject<Transition>();
  readonly deadLetters = new Subject<DeadLetter>();
  readonly emissions = new Subject<Emission>();
  readonly logs = new Subject<Log>();
  /** Events that actors have taken. */
  steps = 0;
  deadLetterCount = 0;
  /** The first error that makes the run worthless. */
  failure: Error | undefined;
  /** What the last step delivered, for whoever asks what broke an invariant. */
  lastEnvelope: Envelope | undefined;
  isSettling = false;
  readonly #engine: Engine;
  readonly #timers: Timers;
  readonly #chances: Chances;
  readonly #continuing = new Map<ActorNumber, Continuing>();
  #born: ActorNumber[] = [];
  #event: AnyEventObject | undefined;

  constructor({ name, seed, network }: KernelOptions) {
    this.name = name;
    this.#chances = new Chances(seed, (actor) => this.table.identityOf(actor));
    this.trace = new Trace((ref) => this.identify(ref));
    this.#timers = new Timers(this.clock, (timer) => this.#fire(timer));
    this.bus = new Bus({
      network,
      carry: (envelope) => this.#carry(envelope),
      broken: (error) => this.fail(asError(error)),
    });
    this.#engine = new XStateEngine(this);
  }

  get nowMs(): number {
    return this.clock.nowMs;
  }

  get engineName(): Engine['name'] {
    return this.#engine.name;
  }

  /** True while an actor has promises or callbacks of its own, so that steps must let them run. */
  get needsSettling(): boolean {
    return this.#continuing.size > 0;
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
  }

  ref(actor: ActorNumber): AnyActorRef {
    return this.#engine.ref(actor);
  }

  /** Takes the next thing due; false when nothing is. */
  step(): boolean {
    const item = this.clock.next();
    if (item === undefined) return false;
    try {
      if (item instanceof Envelope) this.#deliver(item);
      else within(this, OUTSIDE, () => item.run());
    } catch (error) {
      this.fail(asError(error));
    }
    return true;
  }

  /** Lets every promise continuation that is due run, at the present simulated time. */
  async settle(): Promise<void> {
    this.isSettling = true;
    await promisesSettled();
    this.isSettling = false;
  }

  /** The error that some promises will never settle, if nothing else is to happen. */
  unsettled(): UnsettledPromiseError | undefined {
    const promises = [...this.#continuing].filter(([, kind]) => kind === 'promise');
    if (promises.length === 0) return undefined;
    return new UnsettledPromiseError(promises.map(([actor]) => this.table.addressOf(actor)));
  }

  /** Ends all streams and forgets what is scheduled. */
  close(): void {
    this.clock.clear();
    this.bus.close();
    for (const stream of [this.transitions, this.deadLetters, this.emissions, this.logs]) {
      stream.complete();
    }
  }

  // What the engine asks for.

  adopt(parent: ActorNumber, id: string): ActorNumber {
    const actor = this.table.add(`${this.table.addressOf(parent)}/${id}`, parent);
    this.#born.push(actor);
    return actor;
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
    const ordinal = this.#chances.ordinal(sender, nowMs);
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
    if (!this.emissions.observed) return;
    this.emissions.next({ atMs: this.nowMs, actor: this.addressOf(actor), event });
  }

  ended(actor: ActorNumber, ending: Ending, error: unknown): void {
    this.table.end(actor, ending);
    this.trace.ended(actor, ending);
    this.#continuing.delete(actor);
    this.#chances.forget(actor);
    if (ending !== 'error' || this.table.parentOf(actor) !== OUTSIDE) return;
    this.fail(new ActorError(this.addressOf(actor), this.describe(actor), error));
  }

  logged(values: readonly unknown[]): void {
    const actor = this.addressOf(currentScope()?.actor ?? OUTSIDE);
    if (this.logs.observed) this.logs.next({ atMs: this.nowMs, actor, values });
  }

  continues(actor: ActorNumber, kind: Continuing): void {
    this.#continuing.set(actor, kind);
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
    const doing = this.#event === undefined ? '' : ` handling '${this.#event.type}'`;
    return `actor '${this.addressOf(actor)}' of '${this.name}'${doing} at ${this.nowMs} ms`;
  }

  fail(error: Error): void {
    this.failure ??= error;
  }

  private identify(ref: AnyActorRef): string | undefined {
    const actor = this.#engine.numberOf(ref);
    return actor === undefined ? undefined : this.table.identityOf(actor);
  }

  #carry(envelope: Envelope): void {
    this.trace.sent(envelope);
    this.clock.scheduleAt(Math.max(envelope.dueAtMs, this.clock.nowMs), envelope);
  }

  #start(actor: ActorNumber): void {
    if (this.table.statusOf(actor) !== 'active') return;
    this.#act(actor, { type: 'xstate.init' }, undefined, () => this.#engine.start(actor));
  }

  #deliver(envelope: Envelope): void {
    const { recipient, event } = envelope;
    const status = this.table.statusOf(recipient);
    if (status !== 'active') {
      const reason = status === 'stopped' ? 'it was stopped' : `it has ended (${status})`;
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
    if (!this.transitions.observed) return;
    const { steps: step, nowMs: atMs } = this;
    const address = this.addressOf(actor);
    this.transitions.next({ step, atMs, actor: address, event, envelope, snapshot, value });
  }

  #bury(letter: Omit<DeadLetter, 'atMs'>): void {
    this.deadLetterCount += 1;
    this.trace.buried(letter.event);
    if (this.deadLetters.observed) this.deadLetters.next({ ...letter, atMs: this.nowMs });
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
