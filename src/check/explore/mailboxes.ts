import type { NetworkKind } from '../../simulation/checking.ts';
import type { Messages } from './messages.ts';
import { PairTable } from './pair-table.ts';

/** The number of the mailbox that holds nothing. */
export const EMPTY = 0;

/**
 * What is on its way to an actor, as a number: the same for the same messages, in whatever order
 * they were sent where the network keeps no order.
 */
export class Mailboxes {
  readonly #messages: Messages;
  readonly #network: NetworkKind;
  readonly #all: (readonly number[])[] = [[]];
  readonly #next: (readonly number[] | undefined)[] = [];
  readonly #numbers = new Map<string, number>([['', EMPTY]]);
  /** By mailbox and message, the mailbox with it, and without it. */
  readonly #with = new PairTable();
  readonly #without = new PairTable();

  constructor(messages: Messages, network: NetworkKind) {
    this.#messages = messages;
    this.#network = network;
  }

  /** The messages, in the mailbox's own order. */
  get(number: number): readonly number[] {
    return this.#all[number]!;
  }

  /** The messages that may arrive next, each once. */
  next(number: number): readonly number[] {
    this.#next[number] ??= this.#firsts(this.get(number));
    return this.#next[number]!;
  }

  #firsts(messages: readonly number[]): readonly number[] {
    return messages.filter((message, at) => {
      const place = messages.findIndex((other) =>
        this.#keepsOrder(message)
          ? this.#linkOf(other) === this.#linkOf(message)
          : other === message,
      );
      return place === at;
    });
  }

  /** The messages by link, those of a link in their order; each by itself where there is none to keep. */
  byLink(number: number): readonly (readonly number[])[] {
    const links = new Map<number, number[]>();
    const alone: number[][] = [];
    for (const message of this.get(number)) {
      const link = this.#linkOf(message);
      if (link === 0) alone.push([message]);
      else if (links.has(link)) links.get(link)!.push(message);
      else links.set(link, [message]);
    }
    return [...alone, ...links.values()];
  }

  put(number: number, message: number): number {
    const known = this.#with.get(number, message);
    if (known >= 0) return known;
    const messages = this.get(number);
    const isThere = this.stays(message) && messages.includes(message);
    const filled = isThere ? number : this.intern([...messages, message]);
    this.#with.set(number, message, filled);
    return filled;
  }

  /** Takes a message out for good, as its delivery does unless it stays. */
  remove(number: number, message: number): number {
    const known = this.#without.get(number, message);
    if (known >= 0) return known;
    const messages = this.get(number);
    const left = this.intern(messages.toSpliced(messages.indexOf(message), 1));
    this.#without.set(number, message, left);
    return left;
  }

  /** Whether a message stays on its way when it has arrived. */
  stays(message: number): boolean {
    return this.#network === 'duplicating' && !this.#messages.get(message).isLocal;
  }

  #keepsOrder(message: number): boolean {
    return this.#network === 'ordered' || this.#messages.get(message).isLocal;
  }

  /** What messages keep their order among; 0 for all that keep none. */
  #linkOf(message: number): number {
    if (!this.#keepsOrder(message)) return 0;
    const { from, isLocal } = this.#messages.get(message);
    return 2 * (from + 2) + Number(isLocal);
  }

  /** The mailbox of some messages, those of one link in the order in which they were sent. */
  intern(messages: readonly number[]): number {
    const ordered = messages.toSorted((one, other) => {
      const link = this.#linkOf(one);
      return link - this.#linkOf(other) || (link === 0 ? one - other : 0);
    });
    const key = ordered.join();
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#all.push(ordered) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
