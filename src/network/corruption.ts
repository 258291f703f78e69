import { type MonoTypeOperatorFunction, map } from 'rxjs';
import type { AnyEventObject } from 'xstate';
import type { Envelope } from './envelope.ts';

/**
 * What a sender that lies says instead: another event for an envelope. Chance comes from
 * `envelope.chance(purpose)`, so that the same run tells the same lies.
 */
export type Rewrite = (envelope: Envelope) => AnyEventObject;

/**
 * Puts other events into envelopes, as byzantine senders do.
 *
 * @example
 * ```ts
 * const liar = onLinks({ from: 'node-3' }, corruption(() => ({ type: 'VOTE', yes: true })));
 * ```
 */
export function corruption(rewrite: Rewrite): MonoTypeOperatorFunction<Envelope> {
  return map((envelope) => envelope.carrying(rewrite(envelope)));
}
