import type { ScheduledTask } from 'statehive/machines';

interface Entry {
  readonly task: ScheduledTask;
  /** By sort key, and of equal ones as they came. */
  readonly order: number;
}

/** More tasks than are ever in a heap at once. */
const TASKS_MAX = 1_000_000;

/** The usual priority queue, written by hand: strictly by hint, so that what is low may starve. */
export class BinaryHeap {
  readonly #entries: Entry[] = [];
  #came = 0;

  enqueue(task: ScheduledTask): void {
    const entry = { task, order: task.hint.sortKey * TASKS_MAX + this.#came++ };
    const entries = this.#entries;
    let at = entries.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (entries[parent]!.order <= entry.order) break;
      entries[at] = entries[parent]!;
      at = parent;
    }
    entries[at] = entry;
  }

  dequeue(): ScheduledTask | undefined {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (first === undefined || last === undefined) return undefined;
    if (entries.length > 0) this.#sink(last);
    return first.task;
  }

  #sink(entry: Entry): void {
    const entries = this.#entries;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= entries.length) break;
      const right = entries[child + 1];
      if (right !== undefined && right.order < entries[child]!.order) child += 1;
      if (entries[child]!.order >= entry.order) break;
      entries[at] = entries[child]!;
      at = child;
    }
    entries[at] = entry;
  }
}
