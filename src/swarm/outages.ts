import type { ActorNumber } from '../actors/engine.ts';
import { OUTSIDE } from '../actors/engine.ts';
import { rearm } from '../actors/rearm.ts';
import { within } from '../actors/scope.ts';
import type { Kernel } from './kernel.ts';

/**
 * With what an actor comes back: `lost`, as it first started; `kept`, with what its stable storage
 * holds, which is what `recover` makes of its last context, or else its whole state.
 */
export type RestartState = 'kept' | 'lost';

/** Actors that crash, and that come back at the same address. */
export class Outages {
  readonly #kernel: Kernel;
  #crashing: ActorNumber | undefined;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Whether an actor is just going down: it keeps its random stream, to go on with it. */
  isCrashing(actor: ActorNumber): boolean {
    return actor === this.#crashing;
  }

  /** Takes an actor down, with its timers and children. @returns whether it was running */
  crash(actor: ActorNumber): boolean {
    const { directory } = this.#kernel;
    if (!directory.isRunning(actor)) return false;
    this.#crashing = actor;
    this.#kernel.stop(actor);
    this.#crashing = undefined;
    this.#kernel.timers.disarmAll(actor);
    directory.takeDown(actor);
    return true;
  }

  /** Starts an actor that {@link canRestart}. */
  restart(actor: ActorNumber, state: RestartState): void {
    this.#kernel.directory.bringUp(actor);
    const engine = this.#kernel.engines.of(actor);
    const origin = this.#kernel.origins.of(actor);
    if (state === 'lost') {
      within(this.#kernel, actor, () => engine.renew(actor, origin));
    } else if (origin?.recover !== undefined) {
      const { context } = engine.snapshot(actor) as { context?: unknown };
      const input = within(this.#kernel, actor, () => origin.recover?.(context as never));
      within(this.#kernel, actor, () => engine.renew(actor, { input }));
    } else {
      this.#resume(actor);
      return;
    }
    this.#kernel.start(actor);
  }

  #resume(actor: ActorNumber): void {
    const engine = this.#kernel.engines.of(actor);
    engine.revive(actor);
    this.#kernel.start(actor);
    within(this.#kernel, actor, () => rearm(actor, engine.snapshot(actor), this.#kernel));
  }

  /** Whether an actor is down, and can be brought up: a child needs its parent. */
  canRestart(actor: ActorNumber): boolean {
    const { directory } = this.#kernel;
    const parent = directory.parentOf(actor);
    return (
      directory.statusOf(actor) === 'down' &&
      directory.find(directory.addressOf(actor)) === actor &&
      (parent === OUTSIDE || directory.isRunning(parent))
    );
  }
}
