import { type MonoTypeOperatorFunction, map, Observable } from 'rxjs';
import type { Envelope } from './envelope.ts';

/**
 * Keeps each link's envelopes in the order in which they were sent, as TCP does: one that would
 * overtake waits for the one before it. It costs one map entry for each link with envelopes in flight,
 * and for about as many more that had some.
 *
 * @example
 * ```ts
 * const swarm = createSwarm({ seed: 7, network: [latency(exponential({ mean: 20 })), fifo()] });
 * ```
 */
export function fifo(): MonoTypeOperatorFunction<Envelope> {
  return (source) =>
    new Observable((subscriber) => {
      const links = new Links();
      return source.pipe(map((envelope) => links.inOrder(envelope))).subscribe(subscriber);
    });
}

/** The least links that are looked through for those that need not be known any more. */
const LINKS_MIN = 32;

/** When the last envelope of each link is due. */
class Links {
  readonly #lastDueMs = new Map<number, number>();
  #sizeMax = LINKS_MIN;

  inOrder(envelope: Envelope): Envelope {
    const link = linkOf(envelope);
    const ordered = envelope.notBefore(this.#lastDueMs.get(link) ?? 0);
    this.#lastDueMs.set(link, ordered.dueAtMs);
    if (this.#lastDueMs.size > this.#sizeMax) this.#forgetUntil(envelope.sentAtMs);
    return ordered;
  }

  /** Nothing that is sent later could overtake what is due by then. */
  #forgetUntil(nowMs: number): void {
    const links = this.#lastDueMs;
    links.forEach((dueMs, link) => {
      if (dueMs <= nowMs) links.delete(link);
    });
    this.#sizeMax = Math.max(LINKS_MIN, 2 * this.#lastDueMs.size);
  }
}

/** A number for each link: of the first actors a small one, for a map takes long to find others. */
function linkOf({ sender, recipient }: Envelope): number {
  const areFirst = (sender | recipient) >>> 15 === 0;
  return areFirst ? (sender << 15) | recipient : -1 - (sender * 2 ** 26 + recipient);
}
