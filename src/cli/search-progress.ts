import { host } from '../actors/leaks.ts';
import type { Finding, SearchProgress } from '../check/search/search.ts';
import { duration, number } from './number-text.ts';
import { quietForMs, reporterTo } from './progress.ts';

/** Tells on stderr how far a search is, once it has taken over two seconds. */
export function reportSearch(): { tell(progress: SearchProgress): void; end(): void } {
  const reporter = reporterTo(process.stderr);
  return {
    tell(progress) {
      if (progress.wallMs < quietForMs) return;
      const { done, total, wallMs } = progress;
      reporter.tell({ text: describeSearch(progress), share: done / total, wallMs });
    },
    end: () => reporter.end(),
  };
}

/** Tells on stderr how few faults are left, once shrinking them has taken over two seconds. */
export function reportShrink(): { tell(runs: number, best: Finding): void; end(): void } {
  const reporter = reporterTo(process.stderr);
  const startedAt = host.nowMs();
  return {
    tell(runs, { faults }) {
      const wallMs = host.nowMs() - startedAt;
      if (wallMs < quietForMs) return;
      const text = `${number(runs)} runs to shrink the faults, ${number(faults.length)} are left`;
      reporter.tell({ text, share: undefined, wallMs });
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
