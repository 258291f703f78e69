import type { AnyStateMachine, EventFrom, SnapshotFrom } from 'xstate';
import type { ModelStep } from './model-paths.ts';
import { isPlain, nameOfState, type StateNode, stateNodesOf } from './state-nodes.ts';

/** A part of a model, and how many of the paths that were gone through and stood came by it. */
export interface Covered {
  readonly name: string;
  readonly paths: number;
}

/** How much of a model was gone through. */
export interface Coverage {
  /** The states that have no states inside. */
  readonly states: readonly Covered[];
  /** The transitions by events; those without an event are seen in the states that they lead to. */
  readonly transitions: readonly Covered[];
}

type Transition = ReturnType<AnyStateMachine['getTransitionData']>[number];

/** Counts which parts of a model are come by. */
export class CoverageCount<TModel extends AnyStateMachine> {
  readonly #model: TModel;
  readonly #states = new Map<StateNode, number>();
  readonly #transitions = new Map<Transition, number>();

  constructor(model: TModel) {
    this.#model = model;
    for (const node of stateNodesOf(model)) {
      if (isPlain(node)) this.#states.set(node, 0);
      for (const transition of [...node.transitions.values()].flat()) {
        this.#transitions.set(transition, 0);
      }
    }
  }

  get coverage(): Coverage {
    const covered = <T>(counts: ReadonlyMap<T, number>, nameOf: (part: T) => string) =>
      [...counts].map(([part, paths]) => ({ name: nameOf(part), paths }));
    return {
      states: covered(this.#states, nameOfState),
      transitions: covered(this.#transitions, nameOfTransition),
    };
  }

  /** Counts a path: its initial state, and each step from there. */
  add(steps: readonly ModelStep<TModel>[]): void {
    const states = new Set(steps.flatMap(({ state }) => activeNodes(state)));
    const taken = steps.slice(1).flatMap(({ event }, at) => this.#takenBy(steps[at]!.state, event));
    increment(this.#states, states);
    increment(this.#transitions, new Set(taken));
  }

  #takenBy(before: SnapshotFrom<TModel>, event: EventFrom<TModel>): readonly Transition[] {
    return this.#model.getTransitionData(before, event);
  }
}

/** What no path came by, in lines; none when all was. */
export function gapsIn({ states, transitions }: Coverage): string[] {
  const missed = (kind: string, parts: readonly Covered[]) =>
    parts.filter(({ paths }) => paths === 0).map(({ name }) => `${kind} ${name}`);
  return [...missed('state', states), ...missed('transition', transitions)];
}

function activeNodes(snapshot: object): readonly StateNode[] {
  return (snapshot as { readonly _nodes: readonly StateNode[] })._nodes;
}

function increment<T>(counts: Map<T, number>, parts: Iterable<T>): void {
  for (const part of parts) {
    const count = counts.get(part);
    if (count !== undefined) counts.set(part, count + 1);
  }
}

function nameOfTransition({ source, eventType, target, guard }: Transition): string {
  const name = typeof guard === 'object' && 'type' in guard ? guard.type : guard;
  const when = typeof name === 'string' ? ` if ${name}` : '';
  const to = (target ?? [source]).map(nameOfState).join(', ');
  return `${nameOfState(source)} → ${to} by ${eventType}${when}`;
}
