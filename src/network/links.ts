import { connect, filter, type MonoTypeOperatorFunction, merge } from 'rxjs';
import { matcher } from './addresses.ts';
import type { Envelope } from './envelope.ts';

/** Which links: by the sender's address, the recipient's, or both; `agent-*` is every address that begins so. */
export interface LinkPattern {
  readonly from?: string;
  readonly to?: string;
}

/**
 * Applies operators to the envelopes of some links only; all others pass as they are.
 *
 * @param pattern - the links; an end that is left out matches every address
 * @example
 * ```ts
 * const slowUplink = onLinks({ from: 'agent-*', to: 'queen' }, latency(constant(80)));
 * const swarm = createSwarm({ seed: 7, network: [latency(constant(5)), slowUplink] });
 * ```
 */
export function onLinks(
  pattern: LinkPattern,
  ...operators: readonly MonoTypeOperatorFunction<Envelope>[]
): MonoTypeOperatorFunction<Envelope> {
  const isFrom = matcher(pattern.from);
  const isTo = matcher(pattern.to);
  const matches = (envelope: Envelope) => isFrom(envelope.from) && isTo(envelope.to);
  return connect((envelopes) =>
    merge(
      operators.reduce(
        (stream, operator) => stream.pipe(operator),
        envelopes.pipe(filter(matches)),
      ),
      envelopes.pipe(filter((envelope) => !matches(envelope))),
    ),
  );
}
