/** A job that is sent to a station, and on from there to the next. */
export interface Job {
  readonly type: 'JOB';
  /** Tells it from all others that are under way. */
  readonly nth: number;
}
