import { type ChildProcess, fork, type Serializable } from 'node:child_process';
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

/** What a process that is asked says. */
export type Answer = { readonly value: unknown } | { readonly error: string };

/**
 * Asks a process that answers one question after the other.
 *
 * @throws Error what it says that went wrong, or if it ends before it answers
 */
export async function ask<T>(child: ChildProcess, question: Serializable): Promise<T> {
  const answered = nextMessage<Answer>(child);
  child.send(question);
  const answer = await answered;
  if ('error' in answer) throw new Error(answer.error);
  // Both ends of the channel are of this file's types.
  return answer.value as T;
}
