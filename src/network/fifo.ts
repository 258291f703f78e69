import { type MonoTypeOperatorFunction, map, Observable } from 'rxjs';
import type { Envelope } from './envelope.ts';

/**
 * Keeps each link's envelopes in the order in which they were sent, as TCP does: one that would
 * overtake waits for the one before it. It costs one map entry for each link that is used.
 *
 * @example
 * ```ts
 * const swarm = createSwarm({ seed: 7, network: [latency(exponential({ mean: 20 })), fifo()] });
 * ```
 */
export function fifo(): MonoTypeOperatorFunction<Envelope> {
  return (source) =>
    new Observable((subscriber) => {
      const lastDueMs = new Map<number, number>();
      return source.pipe(map((envelope) => inOrder(envelope, lastDueMs))).subscribe(subscriber);
    });
}

function inOrder(envelope: Envelope, lastDueMs: Map<number, number>): Envelope {
  const link = envelope.sender * 2 ** 26 + envelope.recipient;
  const ordered = envelope.notBefore(lastDueMs.get(link) ?? 0);
  lastDueMs.set(link, ordered.dueAtMs);
  return ordered;
}
