import type { Fault } from './fault.ts';

/** The names of what faults of the network draw for: of one kind, two that overlap have two. */
export class Purposes {
  readonly #taken = new Set<string>();

  /** A name that no fault has at present; the same one when only one of a kind lasts at a time. */
  take(kind: Fault['kind']): string {
    let purpose = `fault ${kind}`;
    for (let nth = 2; this.#taken.has(purpose); nth++) purpose = `fault ${kind} #${nth}`;
    this.#taken.add(purpose);
    return purpose;
  }

  giveBack(purpose: string): void {
    this.#taken.delete(purpose);
  }
}
