import type { AnyStateMachine, EventFrom, SnapshotFrom, StateValueFrom } from 'xstate';
import type { z } from 'zod';
import type { Observing } from '../../simulation/simulation.ts';
import { UsageError } from '../../simulation/usage-error.ts';
import { isPlain, nameOfState, type StateNode, stateNodesOf } from './state-nodes.ts';

/** The states of a machine as paths, `open` or `open.waiting`. */
export type StatePathOf<TValue> = TValue extends string
  ? TValue
  : {
      [TKey in keyof TValue & string]:
        | TKey
        | `${TKey}.${StatePathOf<Exclude<TValue[TKey], undefined>>}`;
    }[keyof TValue & string];

/** What an event or a state of a model means is told the swarm, and the model as it then is. */
export interface Meant<TModel extends AnyStateMachine, TSchema extends z.ZodObject, TActors>
  extends Observing<z.output<TSchema>, TActors> {
  /** The model: before an event, after it for a state. */
  readonly model: SnapshotFrom<TModel>;
}

/** The types of events: as a conditional type, through which parameters are still inferred. */
type TypeOf<TEvent> = TEvent extends { readonly type: infer TType extends string } ? TType : never;

/** What the events and the states of a model mean to a swarm. */
export interface Meanings<TModel extends AnyStateMachine, TSchema extends z.ZodObject, TActors> {
  /** For each type of event of the model: makes it happen to the swarm. */
  readonly events: {
    readonly [TType in TypeOf<EventFrom<TModel>>]: (
      meant: Meant<TModel, TSchema, TActors> & {
        readonly event: EventFrom<TModel> & { readonly type: TType };
      },
    ) => unknown;
  };
  /** For each state of the model, by its path: throws when the swarm is not in it, as `expect` does. */
  readonly states: {
    readonly [TPath in StatePathOf<StateValueFrom<TModel>>]?: (
      meant: Meant<TModel, TSchema, TActors>,
    ) => unknown;
  };
}

/** @throws UsageError when a state of the model means nothing, or one is given a meaning that is none of it */
export function requireMeanings(model: AnyStateMachine, states: object): void {
  const all = stateNodesOf(model);
  const given = Object.keys(states);
  const unknown = given.filter((key) => !all.some(({ path }) => path.join('.') === key));
  const meant = ({ path }: StateNode) =>
    path.some((_, depth) => given.includes(path.slice(0, depth + 1).join('.')));
  const without = all.filter((node) => isPlain(node) && !meant(node));
  const problems = [
    ...unknown.map((key) => `has no state '${key}'`),
    ...without.map((node) => `has a state ${nameOfState(node)} without a meaning in 'states'`),
  ];
  if (problems.length === 0) return;
  throw new UsageError(`The model '${model.id}' ${problems.join(', and ')}.`);
}
