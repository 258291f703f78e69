import type { Observable } from 'rxjs';
import { type Emission, spans } from 'statehive';

/** How long releases have taken from their first stage to their package, in simulated ms. */
export function releaseTimes(emissions$: Observable<Emission>): Observable<number> {
  return spans(emissions$, {
    begins: ({ actor, event }) => (event.type === 'releasing' ? actor : undefined),
    ends: ({ actor, event }) => (event.type === 'released' ? actor : undefined),
  });
}
