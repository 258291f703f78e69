import type { ChildProcess } from 'node:child_process';
import type { Effort } from '../../suite.ts';
import { forkProgram, nextMessage } from '../own-process.ts';
import type { Side } from './side.ts';

/** What the process of a side is asked, and what it answers. */
export type Question =
  | { readonly ask: 'prepare'; readonly of: Parameters<Side['prepare']> }
  | { readonly ask: 'block'; readonly of: Parameters<Side['block']> };
export type Answer = { readonly value: unknown } | { readonly error: string };

/**
 * A build in a process of its own, so that two builds have nothing in common but the host. It is
 * idle unless it is asked.
 *
 * @param folder - of a build, with `bench/` in it
 */
export function forkedSide(folder: string, effort: Effort): Side {
  const child = forkProgram('runner/compare/serve', [effort], { folder });
  return {
    prepare: (...of) => ask(child, { ask: 'prepare', of }),
    block: (...of) => ask(child, { ask: 'block', of }),
    close: () => void child.kill(),
  };
}

async function ask<T>(child: ChildProcess, question: Question): Promise<T> {
  const answered = nextMessage<Answer>(child);
  child.send(question);
  const answer = await answered;
  if ('error' in answer) throw new Error(answer.error);
  // Both ends of the channel are of this file's types.
  return answer.value as T;
}
