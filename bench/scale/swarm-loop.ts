import { createSwarm, type Population, type Swarm } from 'statehive';
import type { Draws } from '../phold/draws.ts';
import { EMPTY_HASH, extendHash } from '../phold/loop.ts';
import { type Chance, processMachineOf, START } from './process-machine.ts';

type Machine = ReturnType<typeof processMachineOf>;

/** PHOLD under way in a swarm: each process is an XState machine that runs from its tables. */
export class SwarmLoop implements Chance {
  readonly #swarm: Swarm = createSwarm({ seed: 1, engine: 'compiled' });
  readonly #processes: Population<Machine>;
  readonly #population: Draws;
  #draws: Draws;
  #taken = 0;
  #hash = EMPTY_HASH;

  /** @param population - the delay and target of the event that each process starts with */
  constructor(population: Draws) {
    this.#population = population;
    this.#draws = population;
    const input = (process: number) => ({ input: { process } });
    const machine = processMachineOf(this);
    this.#processes = this.#swarm.populate(machine, population.targets.length, input);
    for (const process of this.#processes) process.send(START);
  }

  /**
   * Handles one event for each draw.
   *
   * @param untilMs - when the last of them is due
   * @returns the hash of all events so far
   * @throws Error if by then other than so many events were due
   */
  async run(draws: Draws, untilMs: number): Promise<number> {
    this.#draws = draws;
    this.#taken = 0;
    // Some bits more, for a sum of two times may be a bit less than what it was taken from.
    await this.#swarm.runFor(untilMs - this.#swarm.nowMs + untilMs * 4 * Number.EPSILON);
    if (this.#taken === draws.targets.length) return this.#hash;
    throw new Error(`The swarm took ${this.#taken} jobs, not ${draws.targets.length}.`);
  }

  took(process: number): void {
    this.#hash = extendHash(this.#hash, process);
    this.#taken += 1;
  }

  target() {
    return this.#processes.at(this.#draws.targets[this.#taken - 1]!);
  }

  delayMs(): number {
    return this.#draws.delaysMs[this.#taken - 1]!;
  }

  firstTarget(process: number) {
    return this.#processes.at(this.#population.targets[process]!);
  }

  firstDelayMs(process: number): number {
    return this.#population.delaysMs[process]!;
  }
}
