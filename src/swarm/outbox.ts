import type { AnyEventObject } from 'xstate';
import { type ActorNumber, OUTSIDE } from '../actors/engine.ts';
import type { Bus } from '../network/bus.ts';
import { type Carrier, Envelope } from '../network/envelope.ts';
import type { Clock } from '../time/clock.ts';
import type { Chances } from './chances.ts';
import { Mail, type MessageNumber } from './mail.ts';
import type { DeadLetter } from './records.ts';
import type { Streams } from './streams.ts';
import type { Trace } from './trace.ts';

type Alarm = Pick<
  Clock<Envelope | MessageNumber>,
  'nowMs' | 'schedule' | 'scheduleAt' | 'scheduleNow'
>;

/** The swarm that messages are sent in. */
export interface Sending extends Carrier {
  readonly clock: Alarm;
  readonly trace: Trace;
  readonly streams: Streams;
  readonly bus: Bus;
}

/** Where messages leave their senders: for the network, or straight for the clock. */
export class Outbox {
  /** What waits for its recipient, and is no envelope. */
  readonly mail = new Mail();
  deadLetterCount = 0;
  readonly #carrier: Carrier;
  readonly #clock: Alarm;
  readonly #trace: Trace;
  readonly #streams: Streams;
  readonly #chances: Chances;
  readonly #bus: Bus;

  constructor(swarm: Sending, chances: Chances) {
    this.#carrier = swarm;
    this.#clock = swarm.clock;
    this.#trace = swarm.trace;
    this.#streams = swarm.streams;
    this.#chances = chances;
    this.#bus = swarm.bus;
  }

  /** @param local - whether it skips the network */
  post(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject, local: boolean): void {
    if (recipient === OUTSIDE) this.#postOutside(sender, event, local);
    else if (this.#bus.isNetworked && !local && sender !== recipient && sender !== OUTSIDE) {
      this.#postByNetwork(sender, recipient, event);
    } else if (!this.#bus.isClosed) {
      this.#trace.posted(sender, recipient, event, this.#clock.nowMs);
      if (this.#streams.envelopes.isObserved) this.#postSeen(sender, recipient, event);
      else this.#clock.scheduleNow(this.mail.put(sender, recipient, event));
    }
  }

  /** Puts in flight what the network let through. */
  carry(envelope: Envelope): void {
    this.#trace.sent(envelope);
    this.#clock.scheduleAt(Math.max(envelope.dueAtMs, this.#clock.nowMs), envelope);
    this.#streams.publish(this.#streams.envelopes, envelope);
  }

  /** The envelope of a message that is delivered as it is sent, if there is somebody to see it. */
  show(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject): Envelope | undefined {
    if (!this.#streams.envelopes.isObserved) return undefined;
    const envelope = this.enclose(sender, recipient, event, this.#clock.nowMs);
    this.#streams.publish(this.#streams.envelopes, envelope);
    return envelope;
  }

  /** The envelope of a message that is due when it is sent. */
  enclose(
    sender: ActorNumber,
    recipient: ActorNumber,
    event: AnyEventObject,
    atMs: number,
  ): Envelope {
    const message = { sender, recipient, event, ordinal: 0, sentAtMs: atMs, dueAtMs: atMs };
    return new Envelope(this.#carrier, message);
  }

  /** Takes note of an event that reaches nobody. */
  bury(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject, reason: string): void {
    const carrier = this.#carrier;
    this.#bury(carrier.addressOf(sender), carrier.addressOf(recipient), event, reason);
  }

  #bury(from: string, to: string, event: AnyEventObject, reason: string): void {
    this.deadLetterCount += 1;
    this.#trace.buried(event);
    const letter: DeadLetter = { atMs: this.#clock.nowMs, from, to, event, reason };
    this.#streams.publish(this.#streams.deadLetters, letter);
  }

  #postOutside(sender: ActorNumber, event: AnyEventObject, local: boolean): void {
    if (local) return;
    this.#bury(this.#carrier.addressOf(sender), 'nobody', event, 'it has no parent');
  }

  #postSeen(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject): void {
    const envelope = this.enclose(sender, recipient, event, this.#clock.nowMs);
    this.#clock.schedule(0, envelope);
    this.#streams.publish(this.#streams.envelopes, envelope);
  }

  #postByNetwork(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject): void {
    const { nowMs } = this.#clock;
    const ordinal = this.#chances.ordinal(sender, recipient, nowMs);
    // Not spread, which is slow.
    const message = { sender, recipient, event, ordinal, sentAtMs: nowMs, dueAtMs: nowMs };
    this.#bus.send(new Envelope(this.#carrier, message));
  }
}
