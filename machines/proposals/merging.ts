import { isDeepStrictEqual } from 'node:util';
import { PRIORITIES, rankOf } from '../scheduler/hint.ts';
import type { Merged, Proposal } from './proposal.ts';

/**
 * Merges proposals one after the other, each in constant time.
 *
 * What it comes to is a join: the set of all proposals, and the highest of their priorities. So
 * their order does not matter, nor how they are grouped, nor how often each comes.
 *
 * @see M. Shapiro, N. Preguiça, C. Baquero, M. Zawirski, Conflict-free replicated data types, 2011
 * @example
 * ```ts
 * const merging = new Merging();
 * merging.add({ id: 'p1', action: 'rename', priority: 'low' });
 * merging.merged?.priority; // 'low'
 * ```
 */
export class Merging<P extends Proposal = Proposal> {
  readonly #byId = new Map<string, P>();
  #rank: number = PRIORITIES.length;

  /** What has been merged; undefined before the first proposal. */
  get merged(): Merged<P> | undefined {
    const priority = PRIORITIES[this.#rank];
    if (priority === undefined) return undefined;
    return { proposals: [...this.#byId.values()], priority };
  }

  /** @throws Error when another proposal has the same id */
  add(proposal: P): void {
    if (this.has(proposal)) return;
    this.#byId.set(proposal.id, proposal);
    const rank = rankOf(proposal.priority);
    if (rank < this.#rank) this.#rank = rank;
  }

  /**
   * Whether a proposal has been merged already.
   *
   * @throws Error when another proposal has the same id
   */
  has(proposal: P): boolean {
    const known = this.#byId.get(proposal.id);
    if (known === undefined) return false;
    if (isDeepStrictEqual(known, proposal)) return true;
    throw new Error(
      `Two proposals that differ are called '${proposal.id}': give each an id of its own.`,
    );
  }
}
