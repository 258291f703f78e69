import { type MonoTypeOperatorFunction, type Observable, Subject } from 'rxjs';
import type { Envelope } from './envelope.ts';

/** An RxJS operator on the envelopes of a swarm: the network is a list of them. */
export type NetworkOperator = MonoTypeOperatorFunction<Envelope>;

export interface BusOptions {
  readonly network: readonly NetworkOperator[];
  /** Takes each envelope that the network let through. */
  readonly carry: (envelope: Envelope) => void;
  /** Takes an error that a network operator threw; the bus is dead after it. */
  readonly broken: (error: unknown) => void;
}

/** The stream that envelopes cross when there is a network. */
export class Bus {
  readonly #network = new Subject<Envelope>();
  /** Whether envelopes cross anything at all. */
  readonly isNetworked: boolean;
  #isClosed = false;

  constructor({ network, carry, broken }: BusOptions) {
    this.isNetworked = network.length > 0;
    network
      .reduce<Observable<Envelope>>((stream, operator) => stream.pipe(operator), this.#network)
      .subscribe({ next: carry, error: broken });
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Sends an envelope through the network. */
  send(envelope: Envelope): void {
    if (!this.#isClosed) this.#network.next(envelope);
  }

  close(): void {
    this.#isClosed = true;
    this.#network.complete();
  }
}
