import type { Effort } from '../../suite.ts';
import type { Compared } from './compare-suites.ts';

/** What comparing with a saved run came to, as `--compare --json` prints it. */
export interface ComparedRun extends Compared {
  readonly effort: Effort;
  readonly node: string;
  /** The saved run that this build is set beside. */
  readonly before: string;
  readonly allowance: number;
  /** False if it was ended early: then only scenarios that were finished are in it. */
  readonly isComplete: boolean;
}
