import type { z } from 'zod';
import type { Collectors } from '../../record/collectors.ts';
import { Judge } from '../../simulation/judge.ts';
import { parseParameters } from '../../simulation/parameters.ts';
import type { Observing, Simulation } from '../../simulation/simulation.ts';
import type { EngineChoice } from '../../swarm/engines.ts';
import { Kernel } from '../../swarm/kernel.ts';
import { Swarm } from '../../swarm/swarm.ts';

/** Which swarm is held against a model, and how it is made. */
export interface StandOptions<TSchema extends z.ZodObject, TActors> {
  readonly simulation: Simulation<TSchema, TActors, Collectors, unknown>;
  /** The simulation's parameters; those with a default may be left out. */
  readonly params?: z.input<TSchema>;
  /** @defaultValue 1 */
  readonly seed?: number;
  /** Which engine runs the machines. @defaultValue 'auto' */
  readonly engine?: EngineChoice;
  /**
   * Simulated ms that pass after each event of the model, before the swarm is looked at: long enough
   * for what comes of it. @defaultValue 0, after which all is done that takes no time
   */
  readonly settleMs?: number;
}

/** The swarm of a simulation that is driven by hand, without its faults, and its properties. */
export class Stand<TSchema extends z.ZodObject, TActors> {
  readonly observing: Observing<z.output<TSchema>, TActors>;
  readonly #judge: Judge<z.output<TSchema>, TActors>;
  readonly #kernel: Kernel;
  readonly #settleMs: number;

  constructor(options: StandOptions<TSchema, TActors>) {
    const { simulation, seed = 1, engine = 'auto', settleMs = 0 } = options;
    const params = parseParameters(simulation, options.params ?? {});
    const network = simulation.network?.(params) ?? [];
    this.#kernel = new Kernel({ name: simulation.name, seed, engine, network });
    this.#settleMs = settleMs;
    const swarm = new Swarm(this.#kernel, seed);
    const memory = new Map<string, unknown>();
    const actors = this.#kernel.inside(() => simulation.compose({ swarm, params, memory }));
    this.observing = { swarm, params, memory, actors };
    const { always = {}, never = {} } = simulation.properties ?? {};
    this.#judge = new Judge({ always, never });
  }

  /**
   * Lets happen what is to come of the last event.
   *
   * @throws Error when the simulation's own `always` or `never` is violated then
   */
  async settle(): Promise<void> {
    await this.observing.swarm.runFor(this.#settleMs);
    const [finding] = this.#kernel.inside(() => this.#judge.afterStep(this.observing, 0));
    if (finding === undefined) return;
    const { kind, property, explanation } = finding;
    throw new Error([`${kind} '${property}' is violated`, ...explanation].join('\n'));
  }

  close(): void {
    this.observing.swarm.close();
  }
}
