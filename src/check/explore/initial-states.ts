import type { ActorNumber } from '../../actors/engine.ts';
import type { Cause } from './local-steps.ts';
import type { Model } from './model.ts';
import { Moves } from './moves.ts';

/**
 * The states in which nothing has moved yet: every actor that the composition spawned has started,
 * and has taken what the composition sent it, in the order in which it did. There is more than one
 * where a start chooses.
 */
export function initialStates(model: Model): Int32Array[] {
  let states: Beginning[] = [{ values: new Int32Array(model.components.count), early: [] }];
  for (const setup of model.kernel.setup) {
    const cause: Cause =
      setup.kind === 'start' ? { kind: 'start' } : { kind: 'event', event: setup.event };
    states = states.flatMap((beginning) => after(model, beginning, setup.actor, cause));
  }
  for (const { values, early } of states) {
    for (const operation of early) apply(model, values, operation);
  }
  return states.map(({ values }) => values);
}

interface Beginning {
  readonly values: Int32Array;
  /** Sendings to actors that have not started yet. */
  readonly early: readonly { operation: number; component: number }[];
}

function after(
  model: Model,
  { values, early }: Beginning,
  actor: ActorNumber,
  cause: Cause,
): Beginning[] {
  const { components, operations, steps } = model;
  const component = components.of(actor);
  const cells = components.cellsOf(component)!;
  const from = cells.localOf(values[component]!);
  const mailbox = cells.mailboxOf(values[component]!);
  const moves = new Moves(model);
  const { all } = steps.take(actor, model.viewOf(values), cause);
  return all.map((outcome) => {
    if (outcome.error !== undefined) throw outcome.error;
    const step = moves.ofOutcome(actor, from, outcome, { kind: 'fire' });
    const next = new Int32Array(components.count);
    next.set(values);
    next[component] = moves.cellAfter(step, mailbox);
    const all = [...operations.of(step.move.operations)];
    const isEarly = (each: { operation: number; component: number }) =>
      next[each.component] === 0 && operations.isPut(each.operation);
    for (const each of all) if (!isEarly(each)) apply(model, next, each);
    return { values: next, early: [...early, ...all.filter(isEarly)] };
  });
}

function apply(
  { operations }: Model,
  values: Int32Array,
  { operation, component }: { operation: number; component: number },
): void {
  values[component] = operations.apply(operation, values[component]!);
}
