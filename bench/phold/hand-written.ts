import { EMPTY_HASH, extendHash, type StartLoop } from './loop.ts';

/**
 * PHOLD as one would write it for PHOLD alone: a binary heap in typed arrays of the final size,
 * ordered by time and then by insertion. No cancelling, no handles, no growth, no checks.
 */
export const startHandWritten: StartLoop = (population) => {
  const heap = new BinaryHeap(population.targets.length);
  let nowMs = 0;
  let hash = EMPTY_HASH;
  population.targets.forEach((target, index) => {
    heap.push(population.delaysMs[index]!, target);
  });
  return {
    get nowMs() {
      return nowMs;
    },
    run({ delaysMs, targets }) {
      for (let index = 0; index < delaysMs.length; index++) {
        nowMs = heap.firstDueMs;
        hash = extendHash(hash, heap.pop());
        heap.push(nowMs + delaysMs[index]!, targets[index]!);
      }
      return hash;
    },
  };
};

class BinaryHeap {
  private readonly dueMs: Float64Array;
  private readonly sequence: Float64Array;
  private readonly process: Int32Array;
  private size = 0;
  private pushed = 0;

  constructor(capacity: number) {
    this.dueMs = new Float64Array(capacity);
    this.sequence = new Float64Array(capacity);
    this.process = new Int32Array(capacity);
  }

  get firstDueMs(): number {
    return this.dueMs[0]!;
  }

  push(due: number, process: number): void {
    let index = this.size++;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.dueMs[parent]! <= due) break;
      this.move(parent, index);
      index = parent;
    }
    this.put(index, due, this.pushed++, process);
  }

  pop(): number {
    const first = this.process[0]!;
    const last = --this.size;
    const due = this.dueMs[last]!;
    const sequence = this.sequence[last]!;
    let index = 0;
    for (let child = 1; child < last; child = 2 * index + 1) {
      if (child + 1 < last && this.isBefore(child + 1, this.dueMs[child]!, this.sequence[child]!)) {
        child++;
      }
      if (!this.isBefore(child, due, sequence)) break;
      this.move(child, index);
      index = child;
    }
    this.put(index, due, sequence, this.process[last]!);
    return first;
  }

  private isBefore(index: number, due: number, sequence: number): boolean {
    const other = this.dueMs[index]!;
    return other < due || (other === due && this.sequence[index]! < sequence);
  }

  private move(from: number, to: number): void {
    this.put(to, this.dueMs[from]!, this.sequence[from]!, this.process[from]!);
  }

  private put(index: number, due: number, sequence: number, process: number): void {
    this.dueMs[index] = due;
    this.sequence[index] = sequence;
    this.process[index] = process;
  }
}
