import { type Hinted, laneOf, PRIORITIES } from './hint.ts';
import { Lane } from './lane.ts';
import { bitsOf, FULL_ROUND, nextTurn } from './turns.ts';

/**
 * Tasks in four lanes by priority, each first come, first served; `enqueue`, `dequeue` and `depth`
 * are O(1). No task starves: a low one that is first in its lane leaves as the 29th at the latest,
 * whatever comes meanwhile, and each 15th is a low one while all lanes wait. `waitMax` has the
 * bound for every lane and place.
 *
 * @example
 * ```ts
 * const scheduler = new PriorityScheduler<ScheduledTask>();
 * scheduler.enqueue({ id: 'vote', hint: schedulingHint('critical', 'hot', 'light') });
 * scheduler.dequeue()?.id; // 'vote'
 * ```
 */
export class PriorityScheduler<T extends Hinted> {
  readonly #lanes: readonly Lane<T>[] = PRIORITIES.map(() => new Lane<T>());
  #turns = FULL_ROUND;
  /** The bits of the lanes that are not empty. */
  #waiting = 0;
  #depth = 0;

  /** How many tasks wait. */
  get depth(): number {
    return this.#depth;
  }

  enqueue(task: T): void {
    const lane = laneOf(task.hint);
    this.#lanes[lane]!.push(task);
    this.#waiting |= bitsOf(lane);
    this.#depth += 1;
  }

  /** Takes out the task whose turn it is; undefined when none waits. */
  dequeue(): T | undefined {
    if (this.#depth === 0) return undefined;
    const turn = nextTurn(this.#turns, this.#waiting);
    const lane = this.#lanes[turn.lane]!;
    const task = lane.shift();
    if (lane.length === 0) this.#waiting &= ~bitsOf(turn.lane);
    this.#turns = turn.turns;
    this.#depth -= 1;
    return task;
  }
}
