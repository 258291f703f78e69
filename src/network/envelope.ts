import type { AnyEventObject } from 'xstate';
import type { ActorNumber } from '../actors/engine.ts';
import type { RandomStream } from '../random/random-stream.ts';

/** What an envelope asks of the swarm that carries it. */
export interface Carrier {
  addressOf(actor: ActorNumber): string;
  /** The random stream of one envelope and one purpose; valid until the next call. */
  chanceOf(envelope: Envelope, purpose: string): RandomStream;
  /** Takes note that an envelope reaches nobody. */
  lost(envelope: Envelope, why: string): void;
}

/**
 * A message in flight.
 *
 * Network operators never change an envelope: they return another, as {@link Envelope.delayed}
 * does.
 */
export class Envelope {
  readonly event: AnyEventObject;
  /** When it was sent, simulated ms. */
  readonly sentAtMs: number;
  /** When it is due at its recipient, simulated ms, >= `sentAtMs`. */
  readonly dueAtMs: number;
  /** The sender's actor number; -1 for what comes from outside the swarm. */
  readonly sender: ActorNumber;
  /** The recipient's actor number. */
  readonly recipient: ActorNumber;
  /** How many envelopes its sender had sent to its recipient before it at the same instant. */
  readonly ordinal: number;
  readonly #carrier: Carrier;

  constructor(carrier: Carrier, message: Message) {
    this.#carrier = carrier;
    this.event = message.event;
    this.sentAtMs = message.sentAtMs;
    this.dueAtMs = message.dueAtMs;
    this.sender = message.sender;
    this.recipient = message.recipient;
    this.ordinal = message.ordinal;
  }

  /** The sender's address; `outside` for what comes from no actor. */
  get from(): string {
    return this.#carrier.addressOf(this.sender);
  }

  /** The recipient's address. */
  get to(): string {
    return this.#carrier.addressOf(this.recipient);
  }

  /**
   * The same message, due later.
   *
   * @param delayMs - simulated ms, >= 0
   * @throws RangeError when the delay is negative or not finite
   */
  delayed(delayMs: number): Envelope {
    if (!(delayMs >= 0 && delayMs < Number.POSITIVE_INFINITY)) {
      throw new RangeError(
        `The network delayed '${this.event.type}' from '${this.from}' to '${this.to}' by ${delayMs} ms: a delay is a finite number >= 0. Is its distribution able to draw below 0?`,
      );
    }
    return this.#due(this.dueAtMs + delayMs);
  }

  /** The same message, due at the given simulated ms or when it was due already, if that is later. */
  notBefore(dueAtMs: number): Envelope {
    if (dueAtMs <= this.dueAtMs) return this;
    return this.#due(dueAtMs);
  }

  /**
   * The chance of this envelope: a stream that depends on the seed, the link, when it was sent
   * and the purpose alone, so that other traffic does not change its draws.
   *
   * @param purpose - what is drawn for, as `latency`; two purposes draw independently
   */
  chance(purpose: string): RandomStream {
    return this.#carrier.chanceOf(this, purpose);
  }

  /** The same envelope with another event, as a sender that lies would have sent it. */
  carrying(event: AnyEventObject): Envelope {
    const { sentAtMs, dueAtMs, sender, recipient, ordinal } = this;
    const message = { event, sentAtMs, dueAtMs, sender, recipient, ordinal };
    return new Envelope(this.#carrier, message);
  }

  /**
   * A second envelope with the same message, that has its own draws from here on.
   *
   * @param purpose - the name of the draw that tells the two apart
   */
  duplicated(purpose: string): Envelope {
    const { event, sentAtMs, dueAtMs, sender, recipient } = this;
    // Far above what is counted, so that no other envelope has it.
    const ordinal = this.chance(purpose).integer(2 ** 24, 2 ** 32 - 1);
    const message = { event, sentAtMs, dueAtMs, sender, recipient, ordinal };
    return new Envelope(this.#carrier, message);
  }

  /**
   * Says that the network drops the envelope, so that it is counted and told of as lost.
   *
   * @param why - in words, as `the network lost it`
   */
  lose(why: string): void {
    this.#carrier.lost(this, why);
  }

  // Every envelope on a network comes through here, and to spread an object is slow.
  #due(dueAtMs: number): Envelope {
    const { event, sentAtMs, sender, recipient, ordinal } = this;
    const message = { event, sentAtMs, dueAtMs, sender, recipient, ordinal };
    return new Envelope(this.#carrier, message);
  }
}

export interface Message {
  readonly event: AnyEventObject;
  readonly sentAtMs: number;
  readonly dueAtMs: number;
  readonly sender: ActorNumber;
  readonly recipient: ActorNumber;
  readonly ordinal: number;
}
