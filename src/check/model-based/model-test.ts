import type { AnyStateMachine } from 'xstate';
import type { z } from 'zod';
import { type Coverage, CoverageCount } from './coverage.ts';
import { requireMeanings } from './meanings.ts';
import { modelPaths, type PathOptions } from './model-paths.ts';
import { type RandomWalks, randomWalks } from './random-walks.ts';
import { type WalkOptions, walking } from './walker.ts';

/** A swarm to be held against a model. */
export interface ModelTestOptions<
  TModel extends AnyStateMachine,
  TSchema extends z.ZodObject,
  TActors,
> extends WalkOptions<TModel, TSchema, TActors>,
    PathOptions<TModel> {}

/** One way through a model that a swarm is to go. */
export interface ModelPath {
  /** The events on the way, and the state that they lead to. */
  readonly title: string;
  /**
   * Takes a new swarm along.
   *
   * @throws what the meaning of a state throws, with the way that led to it in its message
   */
  walk(): Promise<void>;
}

/** The tests that a model makes. */
export interface ModelTest {
  readonly paths: readonly ModelPath[];
  /** What of the model the paths came by that were walked, and stood. */
  readonly coverage: Coverage;
  /**
   * Takes swarms along random ways through the model.
   *
   * @throws as a path does, of the shortest way that was found to fail
   */
  walkAtRandom(walks?: RandomWalks): Promise<void>;
}

/**
 * Makes tests of a model: each path through it is one, that takes a swarm along in simulated time.
 *
 * @param model - an XState machine without effects: what is to happen, and to which state it leads
 * @throws UsageError when the model has no end of states, or a state of it has no meaning
 * @see https://stately.ai/docs/xstate-test
 * @example
 * ```ts
 * const { paths, coverage } = modelTest(model, {
 *   simulation: door,
 *   events: { PUSH: ({ actors }) => actors.door.send({ type: 'PUSH' }) },
 *   states: { open: ({ actors }) => assert(actors.door.getSnapshot().matches('open')) },
 * });
 * for (const path of paths) await path.walk();
 * ```
 */
export function modelTest<TModel extends AnyStateMachine, TSchema extends z.ZodObject, TActors>(
  model: TModel,
  options: ModelTestOptions<TModel, TSchema, TActors>,
): ModelTest {
  requireMeanings(model, options.states);
  const count = new CoverageCount(model);
  const paths = modelPaths(model, options).map(({ title, steps, drive }) => ({
    title,
    walk: async () => {
      await walking(options, (walker) =>
        drive({ act: (step) => walker.act(step), look: (state) => walker.look(state) }),
      );
      count.add(steps);
    },
  }));
  return {
    paths,
    get coverage() {
      return count.coverage;
    },
    walkAtRandom: (walks) => randomWalks(model, options, walks),
  };
}
