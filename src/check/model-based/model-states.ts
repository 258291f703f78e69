import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type EventFrom,
  initialTransition,
  type SnapshotFrom,
  transition,
} from 'xstate';

/** The state that a model starts in. */
export function initialStateOf<TModel extends AnyStateMachine>(
  model: TModel,
): SnapshotFrom<TModel> {
  return initialTransition<AnyStateMachine>(model)[0] as SnapshotFrom<TModel>;
}

/** The state of a model after an event. */
export function stateAfter<TModel extends AnyStateMachine>(
  model: TModel,
  state: SnapshotFrom<TModel>,
  event: EventFrom<TModel>,
): SnapshotFrom<TModel> {
  return transition<AnyStateMachine>(model, state, event)[0] as SnapshotFrom<TModel>;
}

/** Whether a model takes notice of an event, if only to say that nothing comes of it. */
export function isTaken<TModel extends AnyStateMachine>(
  model: TModel,
  state: SnapshotFrom<TModel>,
  event: EventFrom<TModel>,
): boolean {
  return model.getTransitionData(state, event).length > 0;
}

/** Whether a model is in a state, by its path, as `open` or `open.waiting`. */
export function isIn(state: AnyMachineSnapshot, path: string): boolean {
  return state.matches(path);
}

/** An event in a line. */
export function eventText({ type, ...data }: { readonly type: string }): string {
  return Object.keys(data).length === 0 ? type : `${type} ${JSON.stringify(data)}`;
}

/** A state of a model in a line. */
export function stateText({ value, context }: { value: unknown; context: unknown }): string {
  const name = typeof value === 'string' ? value : JSON.stringify(value);
  const data = JSON.stringify(context);
  return data === '{}' ? `'${name}'` : `'${name}' ${data}`;
}
