import type { AnyActorRef, AnyEventObject, StateValue } from 'xstate';
import type { ActorNumber, Ending } from '../actors/engine.ts';
import type { Envelope } from '../network/envelope.ts';
import { TraceHash } from '../record/trace-hash.ts';

/** What kind of entry follows, so that two different entries never look alike. */
const entry = { taking: 1, reached: 2, sent: 3, emitted: 4, ended: 5, buried: 6 } as const;

/** The hash over all that happens in a run, in order: two runs are the same when it is. */
export class Trace {
  readonly #hash: TraceHash;

  /** @param identify - names an actor reference that an event holds */
  constructor(identify: (ref: AnyActorRef) => string | undefined) {
    this.#hash = new TraceHash({ identify: (ref) => identify(ref as AnyActorRef) });
  }

  taking(actor: ActorNumber, event: AnyEventObject, atMs: number): void {
    this.#hash.integer(entry.taking);
    this.#hash.integer(actor);
    this.#hash.number(atMs);
    this.#hash.text(event.type);
  }

  reached(actor: ActorNumber, value: StateValue): void {
    this.#hash.integer(entry.reached);
    this.#hash.integer(actor);
    if (typeof value === 'string') this.#hash.text(value);
    else this.#hash.value(value);
  }

  sent({ sender, recipient, sentAtMs, dueAtMs, event }: Envelope): void {
    this.#hash.integer(entry.sent);
    this.#hash.integer(sender);
    this.#hash.integer(recipient);
    this.#hash.number(sentAtMs);
    this.#hash.number(dueAtMs);
    this.#payload(event);
  }

  emitted(actor: ActorNumber, event: AnyEventObject): void {
    this.#hash.integer(entry.emitted);
    this.#hash.integer(actor);
    this.#payload(event);
  }

  ended(actor: ActorNumber, ending: Ending): void {
    this.#hash.integer(entry.ended);
    this.#hash.integer(actor);
    this.#hash.text(ending);
  }

  buried(event: AnyEventObject): void {
    this.#hash.integer(entry.buried);
    this.#hash.text(event.type);
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    return this.#hash.digest();
  }

  #payload(event: AnyEventObject): void {
    // A child's snapshot holds its whole machine; what it came from is in the trace already.
    if (event.type.startsWith('xstate.snapshot.')) this.#hash.text(event.type);
    else this.#hash.value(event);
  }
}
