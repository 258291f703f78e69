import type { Observable } from 'rxjs';
import type { Emission } from 'statehive';

/** How far registries have been published and read: kept by {@link followPublications}. */
export interface Publications {
  /** The last version of each registry of which all is published, by the registrar's address. */
  readonly published: ReadonlyMap<string, number>;
  /** When the last of them was, simulated ms. */
  readonly publishedAtMs: number;
  /** The readers that have read the last version. */
  readonly upToDate: ReadonlySet<string>;
  readonly reads: number;
  /** How often a reader has read an earlier version than before. */
  readonly wentBack: number;
  /** Reads of a version before the last one was known to be published. */
  readonly readEarly: number;
}

/**
 * Follows what registrars and readers of snapshots tell. It is counted as it happens, so that to ask how
 * far it is costs no more for more of them.
 *
 * @param registrarOf - of a reader's address, the address of the registrar whose snapshot it reads
 */
export function followPublications(
  emissions$: Observable<Emission>,
  registrarOf: (reader: string) => string,
): Publications {
  const published = new Map<string, number>();
  const upToDate = new Set<string>();
  const progress = { published, publishedAtMs: 0, upToDate, reads: 0, wentBack: 0, readEarly: 0 };
  emissions$.subscribe(({ atMs, actor, event }) => {
    if (event.type === 'published') {
      published.set(actor, Number(event.version));
      progress.publishedAtMs = atMs;
    } else if (event.type === 'read') {
      const last = published.get(registrarOf(actor));
      progress.reads += 1;
      if (event.wentBack) progress.wentBack += 1;
      if (event.version > 0 && last === undefined) progress.readEarly += 1;
      if (event.version === last) upToDate.add(actor);
    }
  });
  return progress;
}
