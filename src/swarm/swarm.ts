import { filter, map, type Observable, type SchedulerLike, type Subscription } from 'rxjs';
import type {
  ActorRefFrom,
  AnyActorLogic,
  AnyActorRef,
  AnyEventObject,
  EventFromLogic,
  SnapshotFrom,
} from 'xstate';
import { OUTSIDE } from '../actors/engine.ts';
import { guarded } from '../actors/leaks.ts';
import { currentScope } from '../actors/scope.ts';
import { type PartitionOptions, partition } from '../network/partition.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { RandomStreams } from '../random/random-streams.ts';
import { createScheduler } from '../time/virtual-scheduler.ts';
import type { Emitted, EventOf } from './actor-types.ts';
import type { Imposition } from './disturbances.ts';
import { drive } from './drive.ts';
import { type Continue, type History, keepHistory } from './history.ts';
import type { Kernel } from './kernel.ts';
import { LiveSet } from './live-set.ts';
import type { RestartState } from './outages.ts';
import { Population } from './population.ts';
import type { SpawnArguments, SpawnOptions } from './spawn-options.ts';
import type { Topology } from './topology/topology.ts';
import { WatchedSwarm } from './watched-swarm.ts';

/**
 * The actor system of one run: its actors, its network and its clock.
 *
 * @example
 * ```ts
 * const swarm = createSwarm({ seed: 7 });
 * const server = swarm.spawn(serverMachine, { id: 'server' });
 * swarm.spawn(clientMachine, { id: 'client', input: { server } });
 * await swarm.runFor(1_000);
 * ```
 */
export class Swarm extends WatchedSwarm {
  /** RxJS's time operators on simulated time: `interval(10, swarm.scheduler)`. */
  readonly scheduler: SchedulerLike;
  readonly #kernel: Kernel;
  readonly #streams: RandomStreams;
  readonly #feeds: Subscription[] = [];
  readonly #partitions: Imposition[] = [];

  constructor(kernel: Kernel, seed: number) {
    super(kernel);
    this.#kernel = kernel;
    this.#streams = new RandomStreams(seed);
    this.scheduler = createScheduler(kernel.clock);
  }

  /**
   * Starts an actor.
   *
   * @param logic - an XState machine, or any other XState actor logic
   * @param options.id - its address; the machine's own id when left out
   * @returns its reference: an address that other actors can be given in `input` or in an event
   * @throws Error when a running actor has that address
   */
  spawn<TLogic extends AnyActorLogic>(
    logic: TLogic,
    ...[options]: SpawnArguments<TLogic>
  ): ActorRefFrom<TLogic> {
    const address = options?.id ?? idOf(logic);
    const actor = guarded(() => this.#kernel.origins.spawn(address, logic, options ?? {}));
    return this.#kernel.engines.refOf(actor) as ActorRefFrom<TLogic>;
  }

  /**
   * Starts many actors of one kind, in order.
   *
   * @param count - how many, a whole number >= 0
   * @param optionsOf - the options of actor `i`, from 0; without an id it is `machine-id-i`. It is
   * asked again when actor `i` restarts, so let it give the same for the same `i`
   * @throws RangeError when the count is not a whole number >= 0
   */
  populate<TLogic extends AnyActorLogic>(
    logic: TLogic,
    count: number,
    optionsOf: (index: number) => SpawnOptions<TLogic>,
  ): Population<TLogic> {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`A population has a whole number of actors >= 0, not ${count}.`);
    }
    const first = guarded(() =>
      this.#kernel.origins.spawnAll(idOf(logic), count, logic, optionsOf),
    );
    return new Population(this.#kernel, first, count);
  }

  /** Stops an actor and its children; what is sent to it from now on becomes a dead letter. */
  stop(ref: AnyActorRef): void {
    this.#kernel.stop(this.#kernel.engines.numberOf(ref));
  }

  /**
   * Takes an actor down without a word to anybody. Its timers are gone and its children stop; what
   * reaches it while it is down is lost. Called inside a step, it comes right after what is due.
   */
  crash(ref: AnyActorRef): void {
    this.#between(() => this.#kernel.disturbances.crash([this.#kernel.engines.numberOf(ref)]));
  }

  /** Starts an actor that is down, at its address, with the state it has lost or kept. */
  restart(ref: AnyActorRef, { state }: { readonly state: RestartState }): void {
    const actor = this.#kernel.engines.numberOf(ref);
    this.#between(() => this.#kernel.disturbances.restart([actor], state));
  }

  /** Lets all deliveries to an actor, and its timers, wait for {@link resume}. */
  pause(ref: AnyActorRef): void {
    this.#between(() => this.#kernel.disturbances.pause([this.#kernel.engines.numberOf(ref)]));
  }

  /** Lets a paused actor have what waited, in order, and what comes. */
  resume(ref: AnyActorRef): void {
    this.#between(() => this.#kernel.disturbances.resume([this.#kernel.engines.numberOf(ref)]));
  }

  /** Loses what is sent between two groups of actors from now on, until {@link heal}. */
  partition(between: PartitionOptions): void {
    const { from, to, oneWay = false } = between;
    const imposition = { operator: partition({ from, to, oneWay }), where: 'ahead' } as const;
    this.#partitions.push(imposition);
    const details = { from, to, oneWay };
    this.#between(() =>
      this.#kernel.disturbances.impose(imposition, { verb: 'partition', details }),
    );
  }

  /** Ends all that {@link partition} has begun. */
  heal(): void {
    const details = {};
    for (const imposition of this.#partitions.splice(0)) {
      this.#between(() => this.#kernel.disturbances.lift(imposition, { verb: 'heal', details }));
    }
  }

  /** The address of an actor: its id, below its parent's address if it is a child. */
  address(ref: AnyActorRef): string {
    return this.#kernel.addressOf(this.#kernel.engines.numberOf(ref));
  }

  /** The actor that was last given an address, as `queen` or `queen/scout`. */
  find(address: string): AnyActorRef | undefined {
    const actor = this.#kernel.directory.find(address);
    return actor === undefined ? undefined : this.#kernel.engines.refOf(actor);
  }

  /** A random stream for the simulation's own choices; one name, one stream, independent of all others. */
  random(name: string): RandomStream {
    this.#kernel.refuseDraws?.(name);
    return this.#streams.stream(`simulation ${name}`);
  }

  /** Turns what a stream brings into envelopes to an actor, until the swarm ends. */
  feed<TRef extends AnyActorRef>(events$: Observable<EventOf<TRef>>, to: TRef): Subscription {
    const recipient = this.#kernel.engines.numberOf(to);
    const observer = {
      next: (event: EventOf<TRef>) => this.#kernel.post(OUTSIDE, recipient, event, true),
      error: (error: unknown) => this.#kernel.fail(error),
    };
    const subscription = guarded(() => this.#kernel.inside(() => events$.subscribe(observer)));
    this.#feeds.push(subscription);
    return subscription;
  }

  /**
   * Tells each actor of a population who its neighbours are.
   *
   * @param tell - the event that carries the neighbours' addresses to the actor
   * @throws RangeError when the topology is of another size than the population
   */
  connect<TLogic extends AnyActorLogic, const TEvent extends EventFromLogic<TLogic>>(
    population: Population<TLogic>,
    topology: Topology,
    tell: (peers: readonly ActorRefFrom<TLogic>[], index: number) => TEvent,
  ): void {
    if (topology.size !== population.size) {
      throw new RangeError(
        `A ${topology.name} of ${topology.size} nodes cannot connect a population of ${population.size}.`,
      );
    }
    for (let index = 0; index < population.size; index++) {
      const peers = topology.neighbours(index).map((peer) => population.at(peer));
      const recipient = this.#kernel.engines.numberOf(population.at(index) as AnyActorRef);
      this.#kernel.post(OUTSIDE, recipient, tell(peers, index) as AnyEventObject, true);
    }
  }

  /**
   * What some actors emit, of one type.
   *
   * @param source - an actor, or several, as a population is
   * @example
   * ```ts
   * const waits$ = swarm.emitted(servers, 'started').pipe(map(({ waitMs }) => waitMs));
   * ```
   */
  emitted<TRef extends AnyActorRef, TType extends string & Emitted<TRef>['type']>(
    source: TRef | Iterable<TRef>,
    type: TType,
  ): Observable<Emitted<TRef> & { readonly type: TType }> {
    const refs = Symbol.iterator in source ? [...source] : [source];
    const addresses = new Set(refs.map((ref) => this.address(ref)));
    return this.emissions$.pipe(
      filter(({ actor, event }) => event.type === type && addresses.has(actor)),
      map(({ event }) => event as Emitted<TRef> & { readonly type: TType }),
    );
  }

  /**
   * Keeps a history of what actors emit, for properties to read: `check` makes it a part of the
   * state that it explores, which it cannot do with what an observer of `emissions$` keeps.
   *
   * @param next - the history after one more emission, as a new value
   * @example
   * ```ts
   * const served = swarm.history(0, (count, { event }) => count + (event.type === 'served' ? 1 : 0));
   * ```
   */
  history<T>(initial: T, next: Continue<T>): History<T> {
    return this.#kernel.keepHistory?.(initial, next) ?? keepHistory(this.emissions$, initial, next);
  }

  /**
   * Those of some actors of which something is true, as of now. Properties of a swarm of thousands should read
   * such a set, for they are asked after each step: to look at all actors each time takes quadratic time.
   *
   * @param actors - as they are now: a list, or a population
   * @param is - of an actor's snapshot, and of nothing else
   * @example
   * ```ts
   * const leaders = swarm.where(servers, (server) => server.matches('leader'));
   * const isSplit = () => leaders.size > 1;
   * ```
   */
  where<TRef extends AnyActorRef>(
    actors: Iterable<TRef>,
    is: (snapshot: SnapshotFrom<TRef>) => boolean,
  ): LiveSet<TRef> {
    return new LiveSet(this.#kernel, actors, is);
  }

  /**
   * Lets simulated time pass.
   *
   * @param durationMs - simulated ms, finite, >= 0
   * @throws RangeError when the duration is negative or not finite
   * @throws ActorError and others: what makes the run worthless
   */
  async runFor(durationMs: number): Promise<void> {
    if (!(durationMs >= 0 && durationMs < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `Simulated time passes by a finite number of ms >= 0, not ${durationMs}.`,
      );
    }
    const untilMs = this.nowMs + durationMs;
    await drive(this.#kernel, { untilMs });
    if (this.#kernel.failure !== undefined) throw this.#kernel.failure;
    this.#kernel.clock.advanceTo(untilMs);
  }

  /** Faults strike between two steps: at once, or after the one that is being taken. */
  #between(strike: () => unknown): void {
    if (currentScope() === undefined) guarded(() => this.#kernel.inside(strike));
    else this.#kernel.clock.schedule(0, { run: () => void strike() });
  }

  /** Ends the swarm: its streams complete, and nothing more happens. */
  close(): void {
    for (const feed of this.#feeds) feed.unsubscribe();
    this.#kernel.close();
  }
}

function idOf(logic: AnyActorLogic): string {
  return 'id' in logic && typeof logic.id === 'string' ? logic.id : 'actor';
}
