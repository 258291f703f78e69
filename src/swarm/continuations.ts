import type { ActorNumber, Continuing } from '../actors/engine.ts';
import { promisesSettled } from '../actors/settle.ts';
import { UnsettledPromiseError } from './actor-error.ts';

/** The actors whose own promises or callbacks go on after their steps. */
export class Continuations {
  readonly #kinds = new Map<ActorNumber, Continuing>();
  readonly #addressOf: (actor: ActorNumber) => string;
  #isSettling = false;

  constructor(addressOf: (actor: ActorNumber) => string) {
    this.#addressOf = addressOf;
  }

  /** True while simulated time stands still to let promise continuations run. */
  get isSettling(): boolean {
    return this.#isSettling;
  }

  /** True while there are such actors, so that each step must let them go on. */
  get isNeeded(): boolean {
    return this.#kinds.size > 0;
  }

  begin(actor: ActorNumber, kind: Continuing): void {
    this.#kinds.set(actor, kind);
  }

  end(actor: ActorNumber): void {
    this.#kinds.delete(actor);
  }

  /** Lets every promise continuation that is due run, at the present simulated time. */
  async settle(): Promise<void> {
    this.#isSettling = true;
    await promisesSettled();
    this.#isSettling = false;
  }

  /** The error that some promises will never settle, if nothing else is to happen. */
  unsettled(): UnsettledPromiseError | undefined {
    const promises = [...this.#kinds].filter(([, kind]) => kind === 'promise');
    if (promises.length === 0) return undefined;
    return new UnsettledPromiseError(promises.map(([actor]) => this.#addressOf(actor)));
  }
}
