import type { AnyStateMachine, SnapshotFrom } from 'xstate';
import type { z } from 'zod';
import type { Meanings, Meant } from './meanings.ts';
import type { ModelStep } from './model-paths.ts';
import { eventText, isIn, stateText } from './model-states.ts';
import { Stand, type StandOptions } from './stand.ts';

/** What a swarm is, and what a model means to it. */
export interface WalkOptions<TModel extends AnyStateMachine, TSchema extends z.ZodObject, TActors>
  extends StandOptions<TSchema, TActors>,
    Meanings<TModel, TSchema, TActors> {}

type Meaning<TMeant> = ((meant: TMeant) => unknown) | undefined;

/** Takes one swarm along with a model, event by event, and holds the one against the other. */
export class Walker<TModel extends AnyStateMachine, TSchema extends z.ZodObject, TActors> {
  readonly #options: WalkOptions<TModel, TSchema, TActors>;
  readonly #stand: Stand<TSchema, TActors>;
  /** What was done and was right, in lines. */
  readonly #trail: string[] = [];
  /** What is being done, and what it is to lead to. */
  #now = 'the start';
  #state: SnapshotFrom<TModel> | undefined;

  constructor(options: WalkOptions<TModel, TSchema, TActors>) {
    this.#options = options;
    this.#stand = new Stand(options);
  }

  /** Makes an event of the model happen; the first one is that the model starts. */
  async act({ event }: ModelStep<TModel>): Promise<void> {
    const { type } = event as { readonly type: string };
    this.#now = eventText(event as { readonly type: string });
    const events = this.#options.events as Readonly<Record<string, Meaning<object>>>;
    await this.#attempt(() => events[type]?.({ ...this.#meant(this.#state!), event }));
  }

  /** Lets come what comes of it, and looks whether the swarm is in the state of the model. */
  async look(state: SnapshotFrom<TModel>): Promise<void> {
    this.#now = `${this.#now} → ${stateText(state)}`;
    const states = Object.entries<Meaning<Meant<TModel, TSchema, TActors>>>(this.#options.states);
    await this.#attempt(async () => {
      await this.#stand.settle();
      for (const [path, meaning] of states) {
        if (isIn(state, path)) await meaning?.(this.#meant(state));
      }
    });
    this.#trail.push(`  ✓ ${this.#now}`);
    this.#state = state;
  }

  /** An error with the way that has led to it. */
  failed(error: unknown): Error {
    const failure = error instanceof Error ? error : new Error(String(error));
    const way = [...this.#trail, `  ✗ ${this.#now}`];
    failure.message = [this.#said, '', 'The swarm did not go as the model:', ...way].join('\n');
    return failure;
  }

  close(): void {
    this.#stand.close();
  }

  /** The message of what has failed, before the library for model-based tests added to it. */
  #said = '';

  async #attempt(work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#said = error instanceof Error ? error.message : String(error);
      throw error;
    }
  }

  #meant(model: SnapshotFrom<TModel>): Meant<TModel, TSchema, TActors> {
    return { ...this.#stand.observing, model };
  }
}

/** Takes a new swarm along, and tells the way when it fails. */
export async function walking<TModel extends AnyStateMachine, TSchema extends z.ZodObject, TActors>(
  options: WalkOptions<TModel, TSchema, TActors>,
  way: (walker: Walker<TModel, TSchema, TActors>) => Promise<void>,
): Promise<void> {
  const walker = new Walker(options);
  try {
    await way(walker);
  } catch (error) {
    throw walker.failed(error);
  } finally {
    walker.close();
  }
}
