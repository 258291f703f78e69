import type { AnyEventObject } from 'xstate';
import type { ActorNumber } from '../actors/engine.ts';

/** A message's number, below 0: as an item on the clock it is told apart from a timer's. */
export type MessageNumber = number;

/** The words of a message: who sent it and whom it is for; of a free place, the next one. */
const WORDS = 2;
const WORDS_MIN = 16 * WORDS;
const SENDER = 0;
const RECIPIENT = 1;
const NEXT = 0;
const NONE = -1;

/**
 * The messages that no network delays and nobody observes: they are due when they are sent.
 *
 * Kept in columns by number; an `Envelope` for each would be made for nobody.
 */
export class Mail {
  readonly #events: (AnyEventObject | undefined)[] = [];
  #words = new Int32Array(WORDS_MIN);
  /** The first place that can be used again; the others follow it. */
  #vacant = NONE;

  /** Keeps a message until it is taken. */
  put(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject): MessageNumber {
    const place = this.#vacant === NONE ? this.#extend() : this.#vacant;
    const at = place * WORDS;
    this.#vacant = this.#words[at + NEXT]!;
    this.#words[at + SENDER] = sender;
    this.#words[at + RECIPIENT] = recipient;
    this.#events[place] = event;
    return ~place;
  }

  senderOf(message: MessageNumber): ActorNumber {
    return this.#words[~message * WORDS + SENDER]!;
  }

  recipientOf(message: MessageNumber): ActorNumber {
    return this.#words[~message * WORDS + RECIPIENT]!;
  }

  /** The event of a message, which is kept no more. */
  take(message: MessageNumber): AnyEventObject {
    const place = ~message;
    const event = this.#events[place]!;
    this.#events[place] = undefined;
    this.#words[place * WORDS + NEXT] = this.#vacant;
    this.#vacant = place;
    return event;
  }

  /** Gives back the room that past messages have taken, when none is kept. */
  shrink(): void {
    this.#events.length = 0;
    this.#vacant = NONE;
    if (this.#words.length > WORDS_MIN) this.#words = new Int32Array(WORDS_MIN);
  }

  #extend(): number {
    const place = this.#events.push(undefined) - 1;
    if (place * WORDS === this.#words.length) {
      const words = new Int32Array(2 * this.#words.length);
      words.set(this.#words);
      this.#words = words;
    }
    this.#words[place * WORDS + NEXT] = NONE;
    return place;
  }
}
