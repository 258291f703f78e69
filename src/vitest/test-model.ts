import { expect, test } from 'vitest';
import type { AnyStateMachine } from 'xstate';
import type { z } from 'zod';
import { gapsIn } from '../check/model-based/coverage.ts';
import {
  type ModelTest,
  type ModelTestOptions,
  modelTest,
} from '../check/model-based/model-test.ts';
import type { RandomWalks } from '../check/model-based/random-walks.ts';

/** A model as a suite of vitest's. */
export interface ModelSuite<TModel extends AnyStateMachine, TSchema extends z.ZodObject, TActors>
  extends ModelTestOptions<TModel, TSchema, TActors> {
  /** Random walks besides the paths, as a test of its own. @defaultValue none */
  readonly walks?: RandomWalks;
}

/**
 * Makes tests of a model: each path through it is a test, named by its events, that takes a swarm
 * along in simulated time. One test more says how many states and transitions the model has, and
 * fails when the paths have not come by each of them.
 *
 * @returns what the tests are made of; its `coverage` is known when they have run
 * @throws UsageError when the model has no end of states, or a state of it has no meaning
 * @see https://stately.ai/docs/xstate-test
 * @example
 * ```ts
 * describe('a door does as its model', () => {
 *   testModel(model, {
 *     simulation: door,
 *     events: { PUSH: ({ actors }) => actors.door.send({ type: 'PUSH' }) },
 *     states: { open: ({ actors }) => expect(actors.door.getSnapshot().value).toBe('open') },
 *   });
 * });
 * ```
 */
export function testModel<TModel extends AnyStateMachine, TSchema extends z.ZodObject, TActors>(
  model: TModel,
  { walks, ...options }: ModelSuite<TModel, TSchema, TActors>,
): ModelTest {
  const made = modelTest(model, options);
  const toWalk = new Set(made.paths);
  for (const path of made.paths) {
    test(path.title, async () => {
      toWalk.delete(path);
      await path.walk();
    });
  }
  const { states, transitions } = made.coverage;
  test(`all ${states.length} states and ${transitions.length} transitions of the model are reached`, async () => {
    // Those that vitest was told to leave out.
    for (const path of toWalk) await path.walk();
    expect(gapsIn(made.coverage), 'no path comes by').toEqual([]);
  });
  if (walks !== undefined) {
    test(`on ${walks.runs ?? 100} random walks`, () => made.walkAtRandom(walks));
  }
  return made;
}
