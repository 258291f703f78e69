/** An XState clock that stands still until told to advance, and then goes from due time to due time. */
export class JumpingClock {
  #now = 0;
  #sequence = 0;
  readonly #timers = new Map<number, { due: number; fire: () => void }>();

  setTimeout(fire: () => void, delayMs: number): number {
    const id = this.#sequence++;
    this.#timers.set(id, { due: this.#now + delayMs, fire });
    return id;
  }

  clearTimeout(id: number): void {
    this.#timers.delete(id);
  }

  /** @param firesMax - after so many timers time stands still: a delay of 0 can repeat for ever */
  advance(durationMs: number, firesMax = 20): void {
    const end = this.#now + durationMs;
    for (let fires = 0; fires < firesMax; fires++) {
      const next = this.#nextUntil(end);
      if (!next) break;
      const [id, { due, fire }] = next;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, due);
      fire();
    }
    this.#now = end;
  }

  /** How long each pending timer still has, in the order in which they were set. */
  pending(): number[] {
    return [...this.#timers.values()].map(({ due }) => due - this.#now);
  }

  #nextUntil(end: number): [number, { due: number; fire: () => void }] | undefined {
    const due = [...this.#timers].filter(([, timer]) => timer.due <= end);
    return due.sort(([a, one], [b, other]) => one.due - other.due || a - b)[0];
  }
}
