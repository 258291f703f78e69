import {
  PRIORITIES,
  type ScheduledTask,
  type SchedulingHint,
  schedulingHint,
} from 'statehive/machines';

/**
 * A class, for V8 may come to make an object literal's objects among its old ones, which takes four
 * times as long, in one process and not in the next.
 */
class Task implements ScheduledTask {
  readonly id: string;
  readonly hint: SchedulingHint;

  constructor(id: string, hint: SchedulingHint) {
    this.id = id;
    this.hint = hint;
  }
}

/** A task of its own, whose priority is another than that of the one before. */
export function taskOf(nth: number): ScheduledTask {
  return new Task(`task-${nth}`, schedulingHint(PRIORITIES[nth % 4]!, 'hot', 'light'));
}
