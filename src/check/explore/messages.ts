import type { AnyEventObject } from 'xstate';
import type { ActorNumber } from '../../actors/engine.ts';
import type { Posted } from './model-kernel.ts';
import type { ValueTexts } from './value-text.ts';

/** An event on its way; equal ones have the same number. */
export interface Message {
  readonly from: ActorNumber;
  readonly to: ActorNumber;
  readonly event: AnyEventObject;
  /** The number of the event, whoever sends it to whomever. */
  readonly eventNumber: number;
  /** Whether it stays off the network: it is never lost, and keeps its place behind others. */
  readonly isLocal: boolean;
}

/** All messages that any explored behaviour sends. */
export class Messages {
  readonly #texts: ValueTexts;
  readonly #all: Message[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #eventNumbers = new Map<string, number>();

  constructor(texts: ValueTexts) {
    this.#texts = texts;
  }

  get size(): number {
    return this.#all.length;
  }

  get(number: number): Message {
    return this.#all[number]!;
  }

  intern({ from, to, event, isLocal }: Posted): number {
    const eventNumber = this.#numberOf(event);
    const key = `${from},${to},${eventNumber},${isLocal}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#all.push({ from, to, event, eventNumber, isLocal }) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  #numberOf(event: AnyEventObject): number {
    const text = this.#texts.of(event);
    let number = this.#eventNumbers.get(text);
    if (number === undefined) {
      number = this.#eventNumbers.size;
      this.#eventNumbers.set(text, number);
    }
    return number;
  }
}
