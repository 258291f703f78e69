import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import type { Effort } from '../../suite.ts';
import type { Side } from './side.ts';

/** What the process of a side is asked, and what it answers. */
export type Question =
  | { readonly ask: 'prepare'; readonly of: Parameters<Side['prepare']> }
  | { readonly ask: 'block'; readonly of: Parameters<Side['block']> };
export type Answer = { readonly value: unknown } | { readonly error: string };

const extension = extname(import.meta.url);
/** For what has not been built. */
const flags = extension === '.ts' ? ['--import', 'tsx', '--conditions=statehive:source'] : [];

/**
 * A build in a process of its own, so that two builds have nothing in common but the host. It is
 * idle unless it is asked.
 *
 * @param folder - of a build, with `bench/` in it
 */
export function forkedSide(folder: string, effort: Effort): Side {
  const program = join(folder, `bench/runner/compare/serve${extension}`);
  const child = fork(program, [effort], { execArgv: ['--expose-gc', ...flags] });
  return {
    prepare: (...of) => ask(child, { ask: 'prepare', of }),
    block: (...of) => ask(child, { ask: 'block', of }),
    close: () => void child.kill(),
  };
}

async function ask<T>(child: ChildProcess, question: Question): Promise<T> {
  const gone = new AbortController();
  const ended = once(child, 'exit', { signal: gone.signal }).then(() => {
    throw new Error('The process of a build ended while it was measured; what it said is above.');
  });
  const answered = once(child, 'message', { signal: gone.signal });
  // Whichever loses is given up below, and nobody waits for it any more.
  for (const each of [ended, answered]) each.catch(() => undefined);
  child.send(question);
  const [answer] = (await Promise.race([answered, ended])) as [Answer];
  gone.abort();
  if ('error' in answer) throw new Error(answer.error);
  // Both ends of the channel are of this file's types.
  return answer.value as T;
}
