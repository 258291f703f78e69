import type { SearchProgress } from '../check/search/search.ts';
import { duration, number } from './number-text.ts';
import { quietForMs, type Reporter, reporterTo } from './progress.ts';

/** Tells on stderr how far a search is, once it has taken over two seconds. */
export function reportSearch(): { tell(progress: SearchProgress): void; end(): void } {
  const reporter: Reporter = reporterTo(process.stderr);
  return {
    tell(progress) {
      if (progress.wallMs < quietForMs) return;
      const { done, total, wallMs } = progress;
      reporter.tell({ text: describeSearch(progress), share: done / total, wallMs });
    },
    end: () => reporter.end(),
  };
}

/** How far a search is, and how long it will take if it goes on as it did. */
export function describeSearch({ done, total, broken, wallMs }: SearchProgress): string {
  const leftMs = (wallMs / done) * (total - done);
  const found = broken === 0 ? 'nothing broke yet' : `${number(broken)} broke`;
  return `${number(done)} of ${number(total)} seeds, ${found}, about ${duration(leftMs)} left`;
}
