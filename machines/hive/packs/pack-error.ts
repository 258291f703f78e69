import { UsageError } from 'statehive';

/** Where a packs file is wrong, and what to do about it. */
export interface PackFault {
  /** What is wrong, as a clause: `is not a semver range`. */
  readonly problem: string;
  /** File as the user named it. */
  readonly file: string;
  /** Where in the file: `packs[3].classes[12]`, or `line 3, column 5`. */
  readonly place: string;
  /** What the user can do, as a sentence. */
  readonly remedy: string;
}

/**
 * A packs file that cannot be used. The message names file, place, problem and remedy.
 *
 * @example
 * try { parsePacks(text, 'mine.json'); } catch (error) {
 *   if (error instanceof PackError) console.error(error.place, error.remedy);
 * }
 */
export class PackError extends UsageError {
  override readonly name = 'PackError';
  readonly file: string;
  readonly place: string;
  readonly remedy: string;

  constructor(fault: PackFault) {
    super(`${fault.file}: ${fault.place}: ${fault.problem}. ${fault.remedy}`);
    this.file = fault.file;
    this.place = fault.place;
    this.remedy = fault.remedy;
  }
}
