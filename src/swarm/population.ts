import type { ActorRefFrom, AnyActorLogic } from 'xstate';
import type { ActorNumber } from '../actors/engine.ts';
import type { Kernel } from './kernel.ts';

/**
 * Many actors of one kind: their addresses by index, without a list of them.
 *
 * It may be sent in an event, so that a machine can pick one of its peers.
 *
 * @example
 * ```ts
 * const agents = swarm.populate(agent, 1_000, (i) => ({ input: { rank: i } }));
 * agents.at(0).send({ type: 'WAKE' });
 * ```
 */
export class Population<TLogic extends AnyActorLogic> implements Iterable<ActorRefFrom<TLogic>> {
  /** How many actors it has, running or not. */
  readonly size: number;
  readonly #kernel: Kernel;
  readonly #first: ActorNumber;

  constructor(kernel: Kernel, first: ActorNumber, size: number) {
    this.#kernel = kernel;
    this.#first = first;
    this.size = size;
  }

  /**
   * The actor at an index.
   *
   * @throws RangeError when the index is not a whole number from 0 to `size - 1`
   */
  at(index: number): ActorRefFrom<TLogic> {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) {
      throw new RangeError(`There is no actor ${index} in a population of ${this.size}.`);
    }
    return this.#kernel.engines.refOf(this.#first + index) as ActorRefFrom<TLogic>;
  }

  *[Symbol.iterator](): Generator<ActorRefFrom<TLogic>> {
    for (let index = 0; index < this.size; index++) yield this.at(index);
  }
}
