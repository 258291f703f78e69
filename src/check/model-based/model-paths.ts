/**
 * The only module that knows the library for model-based tests, `@xstate/test`. It has each way
 * through a model be one that ends in another transition of it.
 */
import { createTestModel, type TestPath } from '@xstate/test';
import type { AnyEventObject, AnyStateMachine, EventFrom, SnapshotFrom } from 'xstate';
import { UsageError } from '../../simulation/usage-error.ts';
import { eventText, isTaken, stateText } from './model-states.ts';
import { stateNodesOf } from './state-nodes.ts';

/** What paths there are through a model, and which of them. */
export interface PathOptions<TModel extends AnyStateMachine> {
  /**
   * Shortest paths to each transition, or simple ones: all that come through no state twice, of which
   * there may be very many. @defaultValue 'shortest'
   */
  readonly paths?: 'shortest' | 'simple';
  /** Events that carry data, as the model is to get them; all others carry nothing but their type. */
  readonly cases?: readonly EventFrom<TModel>[];
  /** Whether paths may go on by an event from a state of the model. @defaultValue always */
  filter?(state: SnapshotFrom<TModel>, event: EventFrom<TModel>): boolean;
  /** Which states paths are to end in. @defaultValue any */
  toState?(state: SnapshotFrom<TModel>): boolean;
  /** How many transitions are looked at before the model is said to have no end. @defaultValue 100,000 */
  readonly traversalLimit?: number;
}

/** One event of the model, and the state of the model after it. */
export interface ModelStep<TModel extends AnyStateMachine> {
  readonly event: EventFrom<TModel>;
  readonly state: SnapshotFrom<TModel>;
}

/** What makes things happen and looks at them, where the model only says so. */
export interface Driver<TModel extends AnyStateMachine> {
  act(step: ModelStep<TModel>): Promise<void>;
  look(state: SnapshotFrom<TModel>): Promise<void>;
}

/** One way through a model. */
export interface PlannedPath<TModel extends AnyStateMachine> {
  /** The events on the way, and the state that they lead to. */
  readonly title: string;
  /** From the initial state on, which is the first one's state. */
  readonly steps: readonly ModelStep<TModel>[];
  drive(driver: Driver<TModel>): Promise<void>;
}

/**
 * The ways through a model.
 *
 * @throws UsageError when the model has no end of states, and when it waits or invokes
 */
export function modelPaths<TModel extends AnyStateMachine>(
  model: TModel,
  options: PathOptions<TModel>,
): PlannedPath<TModel>[] {
  const { paths = 'shortest', traversalLimit = 100_000, toState } = options;
  const events = (state: SnapshotFrom<TModel>) => possibleEvents(model, state, options);
  const how = { traversalLimit, events, ...(toState && { toState }) };
  return refusing(model, () => {
    const planned = createTestModel(model, { serializeTransition: telling(model) });
    return paths === 'simple' ? planned.getSimplePaths(how) : planned.getShortestPaths(how);
  }).map(plannedPath);
}

/** The events by which paths may go on from a state of a model. */
export function possibleEvents<TModel extends AnyStateMachine>(
  model: TModel,
  state: SnapshotFrom<TModel>,
  { cases = [], filter }: Pick<PathOptions<TModel>, 'cases' | 'filter'>,
): EventFrom<TModel>[] {
  return eventsOf(model, cases).filter(
    (event) => isTaken(model, state, event) && (filter?.(state, event) ?? true),
  );
}

/** All events of a model: those that are given, and of all other types one without data. */
export function eventsOf<TModel extends AnyStateMachine>(
  model: TModel,
  cases: readonly EventFrom<TModel>[] = [],
): EventFrom<TModel>[] {
  const typeOf = ({ type }: AnyEventObject) => type;
  const types = new Set(stateNodesOf(model).flatMap(({ transitions }) => [...transitions.keys()]));
  const given = new Set(cases.map(typeOf));
  const others = [...types].filter((type) => !type.startsWith('xstate.') && !given.has(type));
  return [...cases, ...others.map((type) => ({ type }) as EventFrom<TModel>)];
}

/** States that are come to by different transitions count as different, so that each is gone through. */
function telling<TModel extends AnyStateMachine>(model: TModel) {
  const numbers = new Map<object, number>();
  const numberOf = (transition: object) => {
    if (!numbers.has(transition)) numbers.set(transition, numbers.size);
    return numbers.get(transition)!;
  };
  return (
    _: SnapshotFrom<TModel>,
    event: EventFrom<TModel> | undefined,
    before?: SnapshotFrom<TModel>,
  ): string => {
    if (event === undefined || before === undefined) return '';
    const taken = model.getTransitionData(before, event).map(numberOf);
    return ` by ${JSON.stringify(event)}, transitions ${taken}`;
  };
}

function plannedPath<TModel extends AnyStateMachine>(
  path: TestPath<SnapshotFrom<TModel>, EventFrom<TModel>>,
): PlannedPath<TModel> {
  const events = path.steps.slice(1).map(({ event }) => eventText(event));
  const end = stateText(path.state);
  const title = events.length === 0 ? end : `${events.join(' → ')} → ${end}`;
  return {
    title,
    steps: path.steps,
    drive: async ({ act, look }) => {
      const types = path.steps.slice(1).map(({ event }: { event: AnyEventObject }) => event.type);
      const events = Object.fromEntries(types.map((type) => [type, act]));
      await path.test({ events: events as never, states: { '*': look } });
    },
  };
}

function refusing<T>(model: AnyStateMachine, plan: () => T): T {
  try {
    return plan();
  } catch (error) {
    const { message } = error as Error;
    const reason = message.includes('raversal')
      ? 'has no end of states: keep its context within bounds, or give a filter'
      : `cannot be gone through: ${message}`;
    throw new UsageError(`The model '${model.id}' ${reason}.`, { cause: error });
  }
}
