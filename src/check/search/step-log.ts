import type { Swarm } from '../../swarm/swarm.ts';

/** A step as a person is told of it. */
export interface LoggedStep {
  /** Which step of the run, from 1. */
  readonly step: number;
  readonly atMs: number;
  /** The actor's address. */
  readonly actor: string;
  /** The type of the event that it took. */
  readonly event: string;
}

/** The hash of a run after each of its steps, and what the steps were: 28 bytes for each. */
export class StepLog {
  readonly #texts: string[] = [];
  readonly #textNumbers = new Map<string, number>();
  #words = new Int32Array(1_024 * WORDS);
  #times = new Float64Array(1_024);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  watch(swarm: Swarm): void {
    swarm.transitions$.subscribe(({ step, atMs, actor, event }) => {
      this.#add({ step, atMs, actor, event: event.type }, swarm.traceHash);
    });
  }

  at(index: number): LoggedStep | undefined {
    if (index >= this.#size) return undefined;
    const [step, actor, event] = this.#words.subarray(index * WORDS);
    const atMs = this.#times[index]!;
    return { step: step!, atMs, actor: this.#texts[actor!]!, event: this.#texts[event!]! };
  }

  /** The index of the first step at which two runs part; undefined when none does. */
  partsFrom(other: StepLog): number | undefined {
    const shorter = Math.min(this.#size, other.#size);
    for (let index = 0; index < shorter; index++) {
      if (!this.#isSame(other, index)) return index;
    }
    return this.#size === other.#size ? undefined : shorter;
  }

  #isSame(other: StepLog, index: number): boolean {
    const at = index * WORDS + DIGEST;
    return this.#words[at] === other.#words[at] && this.#words[at + 1] === other.#words[at + 1];
  }

  #add({ step, atMs, actor, event }: LoggedStep, digest: string): void {
    if (this.#size === this.#times.length) this.#grow();
    const words = [step, this.#numberOf(actor), this.#numberOf(event), ...halves(digest)];
    this.#words.set(words, this.#size * WORDS);
    this.#times[this.#size] = atMs;
    this.#size += 1;
  }

  #numberOf(text: string): number {
    let number = this.#textNumbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#textNumbers.set(text, number);
    }
    return number;
  }

  #grow(): void {
    const words = new Int32Array(2 * this.#words.length);
    words.set(this.#words);
    this.#words = words;
    const times = new Float64Array(2 * this.#times.length);
    times.set(this.#times);
    this.#times = times;
  }
}

/** The words of a step: its number, its actor, its event, and the hash after it. */
const WORDS = 5;
const DIGEST = 3;

function halves(digest: string): readonly [number, number] {
  return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8), 16)];
}
