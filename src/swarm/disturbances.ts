import type { ActorNumber } from '../actors/engine.ts';
import type { NetworkOperator } from '../network/bus.ts';
import { positive, requireNumber } from '../random/require-number.ts';
import type { Kernel } from './kernel.ts';
import { Outages, type RestartState } from './outages.ts';
import type { FaultVerb } from './records.ts';

/** An operator that a fault puts before the network, or behind it. */
export interface Imposition {
  readonly operator: NetworkOperator;
  readonly where: 'ahead' | 'behind';
}

/**
 * All that can go wrong in a swarm, and its mending, in pairs of verbs. Each that has an effect is
 * in the trace, and told on a stream; each tells on whom it had one.
 */
export class Disturbances {
  readonly outages: Outages;
  readonly #kernel: Kernel;
  readonly #impositions = new Set<Imposition>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.outages = new Outages(kernel);
  }

  /** Takes actors down: they lose their timers and children, and what is sent to them. */
  crash(actors: readonly ActorNumber[]): readonly ActorNumber[] {
    return this.#strike('crash', actors, {}, (actor) => this.outages.crash(actor));
  }

  restart(actors: readonly ActorNumber[], state: RestartState): readonly ActorNumber[] {
    // Told before the actors start, which is a step of each.
    const able = this.#strike('restart', actors, { state }, (actor) =>
      this.outages.canRestart(actor),
    );
    for (const actor of able) this.outages.restart(actor, state);
    return able;
  }

  /** Lets all that is due for actors wait. */
  pause(actors: readonly ActorNumber[]): readonly ActorNumber[] {
    return this.#strike('pause', actors, {}, (actor) => this.#kernel.impairments.pause(actor));
  }

  resume(actors: readonly ActorNumber[]): readonly ActorNumber[] {
    return this.#strike('resume', actors, {}, (actor) => this.#kernel.impairments.resume(actor));
  }

  /** Lets each event cost actors simulated time: it has its effects so much later, one by one. */
  slowDown(actors: readonly ActorNumber[], serviceMs: number): readonly ActorNumber[] {
    requireNumber('slowDown', 'serviceMs', serviceMs, positive);
    const { impairments } = this.#kernel;
    return this.#strike('slowDown', actors, { serviceMs }, (actor) => {
      if (impairments.serviceMsOf(actor) > 0) return false;
      impairments.slow(actor, serviceMs);
      return true;
    });
  }

  speedUp(actors: readonly ActorNumber[]): readonly ActorNumber[] {
    const { impairments } = this.#kernel;
    return this.#strike('speedUp', actors, {}, (actor) => {
      if (impairments.serviceMsOf(actor) === 0) return false;
      impairments.slow(actor, 0);
      return true;
    });
  }

  /** Lets the clocks of actors run fast or slow, for the timers that they arm from now on. */
  drift(actors: readonly ActorNumber[], rate: number): readonly ActorNumber[] {
    requireNumber('clockDrift', 'rate', rate, positive);
    const { timers } = this.#kernel;
    const rates = timers.rates ?? new Map<ActorNumber, number>();
    timers.rates = rates;
    return this.#strike('drift', actors, { rate }, (actor) => {
      if (rates.has(actor)) return false;
      rates.set(actor, rate);
      return true;
    });
  }

  synchronise(actors: readonly ActorNumber[]): readonly ActorNumber[] {
    const { timers } = this.#kernel;
    const rates = timers.rates ?? new Map<ActorNumber, number>();
    const struck = this.#strike('synchronise', actors, {}, (actor) => rates.delete(actor));
    if (rates.size === 0) timers.rates = undefined;
    return struck;
  }

  /** Puts operators on the network; `verb` and `details` are what is told of it. */
  impose(
    imposition: Imposition,
    { verb, details }: { verb: FaultVerb; details: Readonly<Record<string, unknown>> },
  ): void {
    this.#impositions.add(imposition);
    this.#reimpose();
    this.#tell(verb, [], details);
  }

  /** The opposite of {@link impose}. */
  lift(
    imposition: Imposition,
    { verb, details }: { verb: FaultVerb; details: Readonly<Record<string, unknown>> },
  ): void {
    if (!this.#impositions.delete(imposition)) return;
    this.#reimpose();
    this.#tell(verb, [], details);
  }

  #reimpose(): void {
    const all = [...this.#impositions];
    const at = (where: Imposition['where']) =>
      all.filter((imposition) => imposition.where === where).map(({ operator }) => operator);
    this.#kernel.bus.impose({ ahead: at('ahead'), behind: at('behind') });
  }

  #strike(
    verb: FaultVerb,
    actors: readonly ActorNumber[],
    details: Readonly<Record<string, unknown>>,
    strike: (actor: ActorNumber) => boolean,
  ): readonly ActorNumber[] {
    const struck = actors.filter(strike);
    if (struck.length > 0) this.#tell(verb, struck, details);
    return struck;
  }

  #tell(
    verb: FaultVerb,
    struck: readonly ActorNumber[],
    details: Readonly<Record<string, unknown>>,
  ): void {
    const { trace, streams, nowMs: atMs } = this.#kernel;
    const actors = struck.map((actor) => this.#kernel.addressOf(actor));
    trace.struck({ atMs, verb, actors, details });
    streams.publish(streams.faults, { atMs, verb, actors, details });
  }
}
