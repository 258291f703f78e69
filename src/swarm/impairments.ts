import type { AnyEventObject } from 'xstate';
import type { ActorNumber } from '../actors/engine.ts';
import { Envelope } from '../network/envelope.ts';
import type { ActorTable } from './actor-table.ts';

/** A timer that has fired. */
interface Fired {
  readonly from: ActorNumber;
  readonly to: ActorNumber;
  readonly event: AnyEventObject;
}

/** What an actor that is paused or slow has to wait for: a delivery, a timer, its own start. */
export type Held = Envelope | Fired | 'start';

/** What impairments ask of the swarm. */
export interface ImpairmentHost {
  readonly directory: ActorTable;
  readonly clock: { schedule(delayMs: number, task: { run(): void }): unknown };
  /** Lets an actor have what it had to wait for. */
  hand(actor: ActorNumber, held: Held): void;
  lost(envelope: Envelope, why: string): void;
}

/** An actor that cannot take what comes when it comes. */
interface Impaired {
  isPaused: boolean;
  /** What each event costs it, simulated ms. */
  serviceMs: number;
  /** Whether the first of what waits is on its way. */
  isServing: boolean;
  readonly waiting: Held[];
}

/** The actors that are paused or slow, each with what waits for it, in order. */
export class Impairments {
  readonly #host: ImpairmentHost;
  readonly #impaired = new Map<ActorNumber, Impaired>();

  constructor(host: ImpairmentHost) {
    this.#host = host;
  }

  /** Takes in what is due for an impaired actor, behind what came before it. */
  admit(actor: ActorNumber, held: Held): void {
    const impaired = this.#impaired.get(actor)!;
    impaired.waiting.push(held);
    this.#serve(actor, impaired);
  }

  /** @returns whether it was not paused before */
  pause(actor: ActorNumber): boolean {
    const impaired = this.#impair(actor);
    if (impaired.isPaused) return false;
    impaired.isPaused = true;
    return true;
  }

  /** @returns whether it was paused before */
  resume(actor: ActorNumber): boolean {
    const impaired = this.#impaired.get(actor);
    if (!impaired?.isPaused) return false;
    impaired.isPaused = false;
    this.#serve(actor, impaired);
    return true;
  }

  /** @param serviceMs - what each event costs from now on, simulated ms; 0 ends it */
  slow(actor: ActorNumber, serviceMs: number): void {
    const impaired = this.#impair(actor);
    impaired.serviceMs = serviceMs;
    this.#serve(actor, impaired);
  }

  /** What each event costs an actor, simulated ms. */
  serviceMsOf(actor: ActorNumber): number {
    return this.#impaired.get(actor)?.serviceMs ?? 0;
  }

  /** Forgets an actor that has ended; what it still waited for is lost. */
  forget(actor: ActorNumber, why: string): void {
    const impaired = this.#impaired.get(actor);
    if (impaired === undefined) return;
    this.#impaired.delete(actor);
    for (const held of impaired.waiting) {
      if (held instanceof Envelope) this.#host.lost(held, why);
    }
  }

  #impair(actor: ActorNumber): Impaired {
    let impaired = this.#impaired.get(actor);
    if (impaired === undefined) {
      impaired = { isPaused: false, serviceMs: 0, isServing: false, waiting: [] };
      this.#impaired.set(actor, impaired);
      this.#host.directory.impair(actor);
    }
    return impaired;
  }

  #serve(actor: ActorNumber, impaired: Impaired): void {
    if (impaired.isPaused || impaired.isServing) return;
    if (impaired.waiting.length > 0) {
      impaired.isServing = true;
      const run = () => this.#hand(actor, impaired);
      this.#host.clock.schedule(impaired.serviceMs, { run });
    } else if (impaired.serviceMs === 0) {
      this.#impaired.delete(actor);
      this.#host.directory.restore(actor);
    }
  }

  #hand(actor: ActorNumber, impaired: Impaired): void {
    impaired.isServing = false;
    // It may have crashed meanwhile, or been paused: then it is served again when it resumes.
    if (this.#impaired.get(actor) !== impaired || impaired.isPaused) return;
    const held = impaired.waiting.shift();
    if (held !== undefined) this.#host.hand(actor, held);
    // Unless what it was handed has ended it.
    if (this.#impaired.get(actor) === impaired) this.#serve(actor, impaired);
  }
}
