/** Something the user wrote or gave is not as it must be; the message says what to do. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}
