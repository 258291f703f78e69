import { filter, map, type Observable } from 'rxjs';

/**
 * How long it is from one thing to another: for each that ends, the simulated ms since it began.
 *
 * One that begins again before it ends is counted from when it began first.
 *
 * @param stream$ - what happens, and when
 * @param options.begins - the key of what begins; undefined for what is something else
 * @param options.ends - the key of what ends; undefined for what is something else
 * @example
 * ```ts
 * const waits$ = spans(swarm.emissions$, {
 *   begins: ({ actor, event }) => (event.type === 'asked' ? actor : undefined),
 *   ends: ({ actor, event }) => (event.type === 'served' ? actor : undefined),
 * });
 * ```
 */
export function spans<T extends { readonly atMs: number }>(
  stream$: Observable<T>,
  options: {
    readonly begins: (happened: T) => string | undefined;
    readonly ends: (happened: T) => string | undefined;
  },
): Observable<number> {
  const beganAtMs = new Map<string, number>();
  return stream$.pipe(
    map((happened) => {
      const begins = options.begins(happened);
      if (begins !== undefined && !beganAtMs.has(begins)) beganAtMs.set(begins, happened.atMs);
      const ends = options.ends(happened);
      const began = ends === undefined ? undefined : beganAtMs.get(ends);
      if (ends === undefined || began === undefined) return undefined;
      beganAtMs.delete(ends);
      return happened.atMs - began;
    }),
    filter((durationMs) => durationMs !== undefined),
  );
}
