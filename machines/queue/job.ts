/** A job that is sent to a station. */
export interface Job {
  readonly type: 'JOB';
  /** Simulated ms. */
  readonly sentAtMs: number;
}
