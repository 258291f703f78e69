import type { Observable } from 'rxjs';
import { type Emission, spans } from 'statehive';

const BEGINS = new Set(['queued', 'expired']);

/**
 * How long tasks have waited for a worker, in simulated ms, one for each time that one is started:
 * from when its scheduler tells that it waits, or waits again.
 *
 * @example
 * measure: ({ swarm }) => ({ waitMs: summary(taskWaits(swarm.emissions$)) })
 */
export function taskWaits(emissions$: Observable<Emission>): Observable<number> {
  const keyOf = ({ actor, event }: Emission) => `${actor} ${event.task}`;
  return spans(emissions$, {
    begins: (emission) => (BEGINS.has(emission.event.type) ? keyOf(emission) : undefined),
    ends: (emission) => (emission.event.type === 'started' ? keyOf(emission) : undefined),
  });
}
