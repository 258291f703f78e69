import type { AnyActorRef, AnyEventObject, StateValue } from 'xstate';
import { type ActorNumber, type Ending, isLifeCycle } from '../actors/engine.ts';
import type { Envelope } from '../network/envelope.ts';
import { TraceHash } from '../record/trace-hash.ts';
import type { FaultEvent } from './records.ts';

/** What kind of entry a word belongs to, in its lowest bits, so that no two entries look alike. */
const entry = {
  taking: 1,
  reached: 2,
  sent: 3,
  emitted: 4,
  ended: 5,
  buried: 6,
  time: 7,
  delivered: 8,
  /** As `delivered`, and later than what was before: how much is in the words before. */
  deliveredLater: 9,
} as const;
const ENTRY_BITS = 4;
/** What sets entries apart that share a kind with dead letters, whose word is 0. */
const LOST = 1;
const STRUCK = 2;

/** Odd, and so large that a sender and a state are not taken for another sender and state. */
const STATE_FACTOR = 0x9e3779b1;

const { imul } = Math;

/** The hash over all that happens in a run, in order: two runs are the same when it is. */
export class Trace {
  readonly #hash: TraceHash;
  readonly #states = new Map<string, number>();
  #atMs = 0;

  /** @param identify - numbers an actor reference that an event holds */
  constructor(identify: (ref: AnyActorRef) => number | undefined) {
    this.#hash = new TraceHash({ identify: (ref) => identify(ref as AnyActorRef) });
  }

  /** An actor takes an event of its own: its start, or a timer's. */
  taking(actor: ActorNumber, event: AnyEventObject, atMs: number): void {
    this.moveTo(atMs);
    this.#hash.words(actor, entry.taking);
    this.#hash.text(event.type);
  }

  /** When an actor last took an event, simulated ms. */
  get atMs(): number {
    return this.#atMs;
  }

  /**
   * An actor has taken an event. Who takes what was sent at once is told here alone, for what it is
   * was hashed when it was sent.
   *
   * @param sender - who sent it, or the same number for all that nobody sends
   * @param state - the number of the state it reached, as {@link numberOfState} gives it
   */
  reached(sender: ActorNumber, actor: ActorNumber, state: number): void {
    this.#hash.words(sender ^ imul(state, STATE_FACTOR), (actor << ENTRY_BITS) | entry.reached);
  }

  /** A number for a state value: in this run the same for equal values, and no others. */
  numberOfState(value: StateValue): number {
    const text = typeof value === 'string' ? value : spelled(value);
    let number = this.#states.get(text);
    if (number === undefined) {
      number = this.#states.size;
      this.#states.set(text, number);
      this.#hash.text(text);
    }
    return number;
  }

  /** A message that is due at once. */
  posted(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject, atMs: number): void {
    this.moveTo(atMs);
    this.#message(sender, (recipient << ENTRY_BITS) | entry.sent, event);
  }

  /** A message that is delivered as it is sent. */
  fired(sender: ActorNumber, recipient: ActorNumber, event: AnyEventObject, atMs: number): void {
    let kind: number = entry.delivered;
    if (atMs !== this.#atMs) {
      this.#atMs = atMs;
      this.#hash.float(atMs);
      kind = entry.deliveredLater;
    }
    this.#message(sender, (recipient << ENTRY_BITS) | kind, event);
  }

  /** A message that has crossed the network. */
  sent({ sender, recipient, sentAtMs, dueAtMs, event }: Envelope): void {
    if (dueAtMs !== sentAtMs) this.#hash.number(dueAtMs);
    if (sentAtMs !== this.#atMs) this.#hash.number(sentAtMs);
    this.#message(sender, (recipient << ENTRY_BITS) | entry.sent, event);
  }

  emitted(actor: ActorNumber, event: AnyEventObject): void {
    this.#message(actor, entry.emitted, event);
  }

  ended(actor: ActorNumber, ending: Ending): void {
    this.#hash.words(actor, entry.ended);
    this.#hash.text(ending);
  }

  buried(event: AnyEventObject): void {
    this.#hash.words(0, entry.buried);
    this.#hash.text(event.type);
  }

  /** An envelope that reaches nobody because of a fault. */
  lost({ sender, recipient }: Envelope): void {
    this.#hash.words(LOST, entry.buried);
    this.#hash.words(sender, recipient);
  }

  /** A fault begins or ends: what of it is in the record of it. */
  struck({ atMs, ...fault }: FaultEvent): void {
    this.moveTo(atMs);
    this.#hash.words(STRUCK, entry.buried);
    this.#hash.value(fault);
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return this.#hash.digest();
  }

  /** What follows happens at some time, simulated ms. */
  moveTo(atMs: number): void {
    if (atMs === this.#atMs) return;
    this.#atMs = atMs;
    this.#hash.words(0, entry.time);
    this.#hash.float(atMs);
  }

  #message(low: number, high: number, event: AnyEventObject): void {
    // A child's snapshot holds its whole machine; what it came from is in the trace already.
    if (isLifeCycle(event) && event.type.startsWith('xstate.snapshot.')) {
      this.#hash.words(low, high);
      this.#hash.text(event.type);
    } else this.#hash.record(low, high, event);
  }
}

/** The same text for equal values, in whatever order their keys came about. */
function spelled(value: StateValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${spelled(value[key]!)}`).join()}}`;
}
