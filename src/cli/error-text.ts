import { UsageError } from '../simulation/usage-error.ts';

/** True for what the user can mend, also when it comes from another copy of this package. */
export function isUsageError(error: unknown): boolean {
  if (error instanceof UsageError) return true;
  return error instanceof Error && error.name === 'UsageError';
}

/** Where in the user's code an error was thrown, as ` (./my.ts:3:5)`; empty if it was not there. */
export function placeOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const frame = frames.find((line) => !isOurs(line));
  const place = frame?.match(/(?:\(|at )([^()]+:\d+:\d+)\)?$/)?.[1];
  return place === undefined ? '' : ` (${place.replace('file://', '')})`;
}

function isOurs(frame: string): boolean {
  const root = new URL('../..', import.meta.url).pathname;
  return /node_modules|node:/.test(frame) || frame.includes(`${root}src/`);
}
