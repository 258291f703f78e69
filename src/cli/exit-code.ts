import type { Outcome } from '../simulation/result.ts';

/** What the process tells its caller. */
export const exitCode = { fine: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** The exit code of a run: 1 when a property did not hold or an actor failed, 130 after Ctrl-C. */
export function exitCodeOf(outcome: Outcome): number {
  if (outcome === 'violated' || outcome === 'failed') return exitCode.failed;
  return outcome === 'aborted' ? exitCode.interrupted : exitCode.fine;
}
