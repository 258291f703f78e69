import { PRIORITIES, type ScheduledTask, schedulingHint } from 'statehive/machines';

/** A task of its own, whose priority is another than that of the one before. */
export function taskOf(nth: number): ScheduledTask {
  return { id: `task-${nth}`, hint: schedulingHint(PRIORITIES[nth % 4]!, 'hot', 'light') };
}
