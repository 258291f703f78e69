import type { Address } from 'statehive';
import type { Hinted } from './hint.ts';

/** A task, as schedulers and workers see it; what there is to do, whoever submits it knows. */
export interface ScheduledTask extends Hinted {
  /** No other task that its scheduler has not seen done has it. */
  readonly id: string;
}

/** Gives a scheduler tasks; when they are done, `replyTo` is told. */
export interface Submit {
  readonly type: 'SUBMIT';
  readonly tasks: readonly ScheduledTask[];
  readonly replyTo: Address<Done>;
}

/**
 * A worker asks for one task; it is told as soon as there is one. To ask again, before it is told, is
 * the same request once more.
 */
export interface AskForWork {
  readonly type: 'ASK_FOR_WORK';
  readonly worker: Address<Perform>;
  /** The task that it has done last, by its id. */
  readonly finished?: string | undefined;
}

/** Gives a worker a task. */
export interface Perform {
  readonly type: 'PERFORM';
  readonly task: ScheduledTask;
  readonly replyTo: Address<Done>;
}

/** A task is done. */
export interface Done {
  readonly type: 'DONE';
  readonly task: ScheduledTask;
}
