import fc from 'fast-check';
import type { AnyStateMachine, SnapshotFrom } from 'xstate';
import type { z } from 'zod';
import { eventsOf, type ModelStep } from './model-paths.ts';
import { eventText, initialStateOf, isTaken, stateAfter } from './model-states.ts';
import type { ModelTestOptions } from './model-test.ts';
import { Walker } from './walker.ts';

/** How many random walks there are, and which. */
export interface RandomWalks {
  /** @defaultValue 100 */
  readonly runs?: number;
  /** Events of a walk at most. @defaultValue 30 */
  readonly eventsMax?: number;
  /** The same for the same walks; drawn by fast-check, and told by it, when left out. */
  readonly seed?: number;
}

/** The model on a walk. */
interface Held<TModel extends AnyStateMachine> {
  state: SnapshotFrom<TModel>;
}

/**
 * Takes swarms along random ways through a model, and shrinks the first that fails.
 *
 * @see https://fast-check.dev/docs/advanced/model-based-testing/
 */
export async function randomWalks<
  TModel extends AnyStateMachine,
  TSchema extends z.ZodObject,
  TActors,
>(
  model: TModel,
  options: ModelTestOptions<TModel, TSchema, TActors>,
  { runs = 100, eventsMax = 30, seed }: RandomWalks = {},
): Promise<void> {
  type Going = Walker<TModel, TSchema, TActors>;
  const commands = eventsOf(model, options.cases).map((event) =>
    fc.constant({
      check: ({ state }: Readonly<Held<TModel>>) =>
        isTaken(model, state, event) && (options.filter?.(state, event) ?? true),
      run: async (held: Held<TModel>, walker: Going) => {
        held.state = stateAfter(model, held.state, event);
        await step(walker, { event, state: held.state });
      },
      toString: () => eventText(event as { readonly type: string }),
    }),
  );
  const walks = fc.asyncProperty(
    fc.commands(commands, { maxCommands: eventsMax }),
    async (walk) => {
      const walker: Going = new Walker(options);
      try {
        const state = initialStateOf(model);
        await walker.look(state);
        await fc.asyncModelRun(() => ({ model: { state }, real: walker }), walk);
      } catch (error) {
        throw walker.failed(error);
      } finally {
        walker.close();
      }
    },
  );
  await fc.assert(walks, {
    numRuns: runs,
    includeErrorInReport: true,
    ...(seed !== undefined && { seed }),
  });
}

async function step<TModel extends AnyStateMachine, TSchema extends z.ZodObject, TActors>(
  walker: Walker<TModel, TSchema, TActors>,
  taken: ModelStep<TModel>,
): Promise<void> {
  await walker.act(taken);
  await walker.look(taken.state);
}
