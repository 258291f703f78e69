import { type Progress, progressOnStderr } from './progress.ts';

/** Does something long with progress on stderr; the first Ctrl-C ends it early, the second at once. */
export async function watched<T>(
  steps: number,
  work: (watching: {
    readonly progress: Progress['step'];
    readonly signal: AbortSignal;
  }) => Promise<T>,
): Promise<T> {
  const early = new AbortController();
  const progress = progressOnStderr(steps);
  process.once('SIGINT', () => early.abort());
  try {
    return await work({ progress: progress.step, signal: early.signal });
  } finally {
    progress.end();
  }
}
