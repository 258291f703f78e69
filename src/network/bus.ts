import type { MonoTypeOperatorFunction, Observable } from 'rxjs';
import { Broadcast } from './broadcast.ts';
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
  readonly #network = new Broadcast<Envelope>();
  /** Whether envelopes cross anything at all. */
  isNetworked: boolean;
  readonly #hasNetwork: boolean;
  readonly #carry: (envelope: Envelope) => void;
  readonly #broken: (error: unknown) => void;
  /** Where envelopes come in, and where they go from the network: faults may be in between. */
  #entrance: Broadcast<Envelope> = this.#network;
  #exit: (envelope: Envelope) => void;
  #imposed: readonly Broadcast<Envelope>[] = [];
  #isClosed = false;

  constructor({ network, carry, broken }: BusOptions) {
    this.#carry = carry;
    this.#exit = carry;
    this.#broken = broken;
    this.#hasNetwork = network.length > 0;
    this.isNetworked = this.#hasNetwork;
    const next = (envelope: Envelope) => this.#exit(envelope);
    piped(this.#network.stream$, network).subscribe({ next, error: broken });
  }

  /**
   * Lets envelopes cross other operators as well, instead of those imposed before.
   *
   * @param faults.ahead - crossed before the network, so that it treats what they let through alike
   * @param faults.behind - crossed after it, so that it cannot put right what they do
   */
  impose(faults: {
    readonly ahead: readonly NetworkOperator[];
    readonly behind: readonly NetworkOperator[];
  }): void {
    for (const each of this.#imposed) each.complete();
    this.#imposed = [];
    const { ahead, behind } = faults;
    this.isNetworked = this.#hasNetwork || ahead.length > 0 || behind.length > 0;
    this.#entrance = this.#network;
    if (ahead.length > 0) {
      this.#entrance = this.#imposing(ahead, (envelope) => this.#network.next(envelope));
    }
    const exit = behind.length > 0 ? this.#imposing(behind, this.#carry) : undefined;
    this.#exit = exit === undefined ? this.#carry : (envelope) => exit.next(envelope);
  }

  #imposing(
    operators: readonly NetworkOperator[],
    next: (envelope: Envelope) => void,
  ): Broadcast<Envelope> {
    const broadcast = new Broadcast<Envelope>();
    piped(broadcast.stream$, operators).subscribe({ next, error: this.#broken });
    this.#imposed = [...this.#imposed, broadcast];
    return broadcast;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Sends an envelope through the network. */
  send(envelope: Envelope): void {
    if (!this.#isClosed) this.#entrance.next(envelope);
  }

  close(): void {
    this.#isClosed = true;
    this.#network.complete();
  }
}

function piped(
  source: Observable<Envelope>,
  operators: readonly NetworkOperator[],
): Observable<Envelope> {
  return operators.reduce((stream, operator) => stream.pipe(operator), source);
}
