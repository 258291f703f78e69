import type { Effort } from '../../suite.ts';
import { ask, forkProgram } from '../own-process.ts';
import type { Side } from './side.ts';

/** What the process of a side is asked, and what it answers. */
export type Question =
  | { readonly ask: 'prepare'; readonly of: Parameters<Side['prepare']> }
  | { readonly ask: 'block'; readonly of: Parameters<Side['block']> };

/**
 * A build in a process of its own, so that two builds have nothing in common but the host. It is
 * idle unless it is asked.
 *
 * @param folder - of a build, with `bench/` in it
 */
export function forkedSide(folder: string, effort: Effort): Side {
  const child = forkProgram('runner/compare/serve', [effort], { folder });
  const answerTo = <T>(question: Question) => ask<T>(child, question);
  return {
    prepare: (...of) => answerTo({ ask: 'prepare', of }),
    block: (...of) => answerTo({ ask: 'block', of }),
    close: () => void child.kill(),
  };
}
