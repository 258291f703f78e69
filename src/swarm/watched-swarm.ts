import type { Observable } from 'rxjs';
import type { Envelope } from '../network/envelope.ts';
import type { Kernel } from './kernel.ts';
import type { DeadLetter, Emission, FaultEvent, Log, Loss, Transition } from './records.ts';

/** What is to be seen of a swarm: how it stands, and all that happens in it. */
export abstract class WatchedSwarm {
  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Simulated ms since the start. */
  get nowMs(): number {
    return this.#kernel.nowMs;
  }

  /** Events that actors have taken, starts included. */
  get events(): number {
    return this.#kernel.steps;
  }

  /** How many actors are running. */
  get activeActors(): number {
    return this.#kernel.directory.active;
  }

  /** How many events reached nobody. */
  get deadLetterCount(): number {
    return this.#kernel.outbox.deadLetterCount;
  }

  /** The 64-bit hash of all that has happened, as 16 hexadecimal digits. */
  get traceHash(): string {
    return this.#kernel.trace.digest();
  }

  /** Every envelope, as it leaves the network and is put in flight. */
  get envelopes$(): Observable<Envelope> {
    return this.#kernel.streams.envelopes.stream$;
  }

  /** Every event that an actor took, after it took it. */
  get transitions$(): Observable<Transition> {
    return this.#kernel.streams.transitions.stream$;
  }

  /** Every event that reached nobody. */
  get deadLetters$(): Observable<DeadLetter> {
    return this.#kernel.streams.deadLetters.stream$;
  }

  /** How many envelopes faults have lost. */
  get lostCount(): number {
    return this.#kernel.lostCount;
  }

  /** Every envelope that a fault of the network or of its recipient has lost. */
  get losses$(): Observable<Loss> {
    return this.#kernel.streams.losses.stream$;
  }

  /** Every fault that begins or ends. */
  get faults$(): Observable<FaultEvent> {
    return this.#kernel.streams.faults.stream$;
  }

  /** Every event that an actor emitted. */
  get emissions$(): Observable<Emission> {
    return this.#kernel.streams.emissions.stream$;
  }

  /** What machines said by `log`. */
  get logs$(): Observable<Log> {
    return this.#kernel.streams.logs.stream$;
  }
}
