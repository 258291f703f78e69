import type { AnyEventObject } from 'xstate';
import { type ActorNumber, type Ending, OUTSIDE } from '../../actors/engine.ts';
import { currentScope, isTiming } from '../../actors/scope.ts';
import type { RandomStream } from '../../random/random-stream.ts';
import type { Continue, Happening, History } from '../../swarm/history.ts';
import { Kernel } from '../../swarm/kernel.ts';
import { ModelDirectory } from './model-directory.ts';
import { ModelEngines } from './model-engines.ts';
import { ModelOrigins } from './model-origins.ts';
import { ModelTimers } from './model-timers.ts';
import { UncheckableError } from './uncheckable-error.ts';

/** An event on its way, as a step leaves it. */
export interface Posted {
  readonly from: ActorNumber;
  readonly to: ActorNumber;
  readonly event: AnyEventObject;
  /** Whether it stays off the network: it is never lost, and keeps its place behind others. */
  readonly isLocal: boolean;
}

/** What the composition asked for before anything moved, in order. */
export type Setup =
  | { readonly kind: 'start'; readonly actor: ActorNumber }
  | { readonly kind: 'deliver'; readonly actor: ActorNumber; readonly event: AnyEventObject };

/** A history of emissions: a part of the state that is explored. */
export interface Kept {
  readonly initial: unknown;
  readonly next: Continue<unknown>;
}

/** Who wants to know what a step does; the kernel itself only takes it down. */
export interface Watcher {
  posted(posted: Posted): void;
  emitted(happening: Happening): void;
  failed(error: unknown): void;
  /** A step reads, or acts on, another actor. */
  reached(actor: ActorNumber): void;
  /** A step makes an actor. */
  made(actor: ActorNumber): void;
  chooses(count: number): number;
  valueOf(history: number): unknown;
}

/**
 * The kernel of a swarm of which not one behaviour is run but all are explored: what a step does is
 * taken down, not done, and what it must not depend on is refused by name.
 */
export class ModelKernel extends Kernel {
  override readonly directory = new ModelDirectory((child) => this.watcher?.made(child));
  override readonly timers = new ModelTimers();
  override readonly engines: ModelEngines;
  override readonly origins = new ModelOrigins(this);
  readonly setup: Setup[] = [];
  readonly histories: Kept[] = [];
  /** What the actor that acts is doing, for messages. */
  doing: () => string = () => '';
  watcher: Watcher | undefined;

  constructor(name: string) {
    super({ name, seed: 0, network: [], engine: 'compiled' });
    this.engines = new ModelEngines(this, (actor) => this.watcher?.reached(actor));
  }

  override stop(actor: ActorNumber): never {
    throw new UncheckableError(
      `the simulation stops '${this.addressOf(actor)}' by swarm.stop: let an actor stop it.`,
    );
  }

  override post(from: ActorNumber, to: ActorNumber, event: AnyEventObject, local: boolean): void {
    if (to === OUTSIDE) return;
    if (event.type.startsWith('xstate.snapshot.')) {
      throw this.#uncheckable('follows the snapshots of a child (onSnapshot)', 'events');
    }
    if (this.watcher !== undefined) {
      this.watcher.posted({ from, to, event, isLocal: local || from === to });
    } else this.setup.push({ kind: 'deliver', actor: to, event });
  }

  override emitted(actor: ActorNumber, event: AnyEventObject): void {
    this.watcher?.emitted({ actor: this.addressOf(actor), event });
  }

  looked(actor: ActorNumber): void {
    this.watcher?.reached(actor);
  }

  override ended(actor: ActorNumber, ending: Ending, error: unknown): void {
    if (ending !== 'error' || this.directory.parentOf(actor) !== OUTSIDE) return;
    this.watcher?.failed(error);
  }

  override logged(): void {}

  override numberOfState(): number {
    return 0;
  }

  override keepHistory<T>(initial: T, next: Continue<T>): History<T> {
    const number = this.histories.push({ initial, next: next as Continue<unknown> }) - 1;
    const read = () => this.watcher?.valueOf(number) ?? initial;
    return {
      get value() {
        return read() as T;
      },
    };
  }

  pickAmong(_actor: ActorNumber, count: number): number {
    return this.watcher?.chooses(count) ?? 0;
  }

  override get nowMs(): number {
    if (this.watcher === undefined) return 0;
    throw this.#uncheckable(
      'reads the clock',
      'a timer to wait; to measure, emit what happens, and take spans of swarm.emissions$',
    );
  }

  /**
   * Sees whether a composition does what would be left out of account when behaviours are explored.
   *
   * @throws UncheckableError when it is a part of how the swarm behaves
   */
  requireComposed(): void {
    const compose = `'compose' of '${this.name}'`;
    if (this.clock.pending > 0) {
      throw new UncheckableError(
        `${compose} lets something happen later, by swarm.scheduler or a fault. Use an actor with a timer, and the bounds of faults.`,
      );
    }
    if (this.streams.isObserved) {
      throw new UncheckableError(
        `${compose} observes a stream of the swarm, which is told of one run. Use swarm.history for what properties read, and observe in 'measure' what is measured.`,
      );
    }
  }

  override refuseDraws(name: string): void {
    throw new UncheckableError(
      `'compose' of '${this.name}' draws from swarm.random('${name}'), so that there is another swarm for each seed. Use a parameter, or let an actor choose.`,
    );
  }

  override randomOf(actor: ActorNumber): RandomStream {
    // When something happens makes no difference where it may happen at any time.
    if (isTiming() && !this.timers.isByTime) return super.randomOf(actor);
    if (isTiming()) {
      throw this.#uncheckable('draws a delay at random', "a fixed one, or timers: 'any'");
    }
    throw this.#uncheckable('draws a random number', 'choose(options), of which each is explored');
  }

  override describe(actor: ActorNumber): string {
    const who = actor === OUTSIDE ? 'the code outside its actors' : `'${this.addressOf(actor)}'`;
    return `${who} of '${this.name}'${this.doing()}`;
  }

  #uncheckable(does: string, instead: string): UncheckableError {
    const who = this.describe(currentScope()?.actor ?? OUTSIDE);
    const error = new UncheckableError(`${who} ${does}. Use ${instead}.`);
    this.fail(error);
    return error;
  }
}
