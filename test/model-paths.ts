/**
 * The only place that knows the library for model-based tests, `@xstate/test`: a model is a
 * machine without effects, and each shortest path through it is one test.
 */
import { createTestModel } from '@xstate/test';
import type { AnyStateMachine, EventFrom, SnapshotFrom } from 'xstate';

/** How a test does to the real thing what the model says, and looks whether it is as the model. */
export interface Walker<TMachine extends AnyStateMachine> {
  /** For each type of event of the model: makes it happen. */
  readonly events: Readonly<Record<EventFrom<TMachine>['type'], () => Promise<void> | void>>;
  /** For each state of the model: checks that the real thing is in it. */
  readonly states: Readonly<Record<string, (model: SnapshotFrom<TMachine>) => void>>;
}

/** One way through a model. */
export interface ModelPath<TMachine extends AnyStateMachine> {
  /** The state that it leads to, and the events on the way. */
  readonly title: string;
  /** Goes the way, checking each state on it. */
  walk(walker: Walker<TMachine>): Promise<void>;
}

/** Shortest paths that together take each transition of a model, and so reach each of its states. */
export function modelPaths<TMachine extends AnyStateMachine>(
  machine: TMachine,
): ModelPath<TMachine>[] {
  const paths = createTestModel(machine).getShortestPaths();
  return paths.map((path) => ({
    title: path.description.replace('xstate.init → ', ''),
    walk: async ({ events, states }) => {
      await path.test({ events, states });
    },
  }));
}
