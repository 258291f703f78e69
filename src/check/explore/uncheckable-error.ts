import { UsageError } from '../../simulation/usage-error.ts';

/**
 * A simulation does something of which the checker cannot explore every outcome: it draws a random
 * number, reads the clock, or waits for what is no state machine.
 */
export class UncheckableError extends UsageError {
  override readonly name = 'UncheckableError';

  /** @param what - who does what, and what to do instead */
  constructor(what: string) {
    super(`This cannot be checked: ${what}`);
  }
}
