/** Something to be done. */
export interface ContractTask {
  /** The number of its manager: each has one. */
  readonly manager: number;
  /** How long it takes a contractor of slowness 1, simulated ms. */
  readonly sizeMs: number;
}

/** There is a task, and bids on it are welcome. */
export interface TaskAnnouncement {
  readonly type: 'TASK_ANNOUNCEMENT';
  readonly task: ContractTask;
  /** How many times the task was announced before. */
  readonly round: number;
}

/** A contractor is ready to do a task, and to be done with it in so much time. */
export interface Bid {
  readonly type: 'BID';
  readonly contractor: number;
  readonly round: number;
  /** Simulated ms. */
  readonly readyInMs: number;
}

/** The task is the contractor's. */
export interface AnnouncedAward {
  readonly type: 'ANNOUNCED_AWARD';
  readonly task: ContractTask;
}

/** The task is done. */
export interface FinalReport {
  readonly type: 'FINAL_REPORT';
  readonly contractor: number;
}

export type ContractorMessage = TaskAnnouncement | AnnouncedAward;
export type ManagerMessage = Bid | FinalReport;
