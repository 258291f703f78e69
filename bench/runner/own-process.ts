import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const extension = extname(import.meta.url);
/** For what has not been built. */
const loaderFlags = extension === '.ts' ? ['--import', 'tsx', '--conditions=statehive:source'] : [];
const ownBuild = fileURLToPath(new URL('../..', import.meta.url));

export interface ForkOptions {
  /** Of a build, with `bench/` in it. @defaultValue that of this one */
  readonly folder?: string;
  /** V8's, besides those that all are started with. */
  readonly flags?: readonly string[] | undefined;
}

/**
 * Starts a program of `bench/` in a process of its own, which has nothing in common with this one
 * but the host: neither memory, nor what the compiler has learnt of other code.
 *
 * @param program - its path in `bench/`, without an extension
 */
export function forkProgram(
  program: string,
  args: readonly string[],
  { folder = ownBuild, flags = [] }: ForkOptions = {},
): ChildProcess {
  const path = join(folder, 'bench', `${program}${extension}`);
  return fork(path, args, { execArgv: ['--expose-gc', ...flags, ...loaderFlags] });
}

/**
 * What a process says next.
 *
 * @throws Error if it ends before
 */
export async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const heard = new AbortController();
  const { signal } = heard;
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('A process of the benchmarks has ended early; what it said is above.');
  });
  const told = once(child, 'message', { signal });
  // Whichever loses is given up below, and nobody waits for it any more.
  for (const each of [ended, told]) each.catch(() => undefined);
  try {
    // Both ends of the channel are of the same build.
    return (await Promise.race([told, ended]))[0] as T;
  } finally {
    heard.abort();
  }
}
