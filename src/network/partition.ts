import { filter, type MonoTypeOperatorFunction } from 'rxjs';
import { type AddressPattern, groupMatcher } from './addresses.ts';
import type { Envelope } from './envelope.ts';

export interface PartitionOptions {
  /** The actors on one side, by address or its beginning and a `*`; their children with them. */
  readonly from: readonly AddressPattern[];
  /** Those on the other side; who is on both is on the first. @defaultValue all others */
  readonly to?: readonly AddressPattern[];
  /** Whether only what `from` sends to `to` is lost. @defaultValue false */
  readonly oneWay?: boolean;
}

/**
 * Cuts the links between two groups of actors: what is sent across is lost. What is in flight
 * arrives.
 *
 * @example
 * ```ts
 * const swarm = createSwarm({ seed: 7, network: [partition({ from: ['node-0', 'node-1'] })] });
 * ```
 */
export function partition({
  from,
  to = ['*'],
  oneWay = false,
}: PartitionOptions): MonoTypeOperatorFunction<Envelope> {
  const isFrom = groupMatcher(from);
  const isListed = groupMatcher(to);
  const isTo = (address: string) => !isFrom(address) && isListed(address);
  return filter((envelope) => {
    const { from: sender, to: recipient } = envelope;
    const isCut =
      (isFrom(sender) && isTo(recipient)) || (!oneWay && isTo(sender) && isFrom(recipient));
    if (isCut) envelope.lose('a partition lay between');
    return !isCut;
  });
}
