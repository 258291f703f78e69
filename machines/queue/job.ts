/** A job that is sent to a station, and on from there to the next. */
export interface Job {
  readonly type: 'JOB';
  /** When it was sent to the first station, simulated ms. */
  readonly sentAtMs: number;
}
