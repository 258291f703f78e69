import type { ActionTable } from './action-table.ts';
import { completionOps } from './completion.ts';
import type { Configuration, Configurations } from './configuration.ts';
import { exitSet, recordHistory, withoutConflicts } from './domain.ts';
import { EntrySet } from './entry-set.ts';
import type { Op } from './run.ts';
import type { HistoryValue, Node, Transition } from './xstate-internals.ts';

/** What taking a set of transitions in a configuration does: one microstep, worked out beforehand. */
export interface Program {
  /** The transitions that were enabled. */
  readonly enabled: readonly Transition[];
  /** Those of them that were taken. */
  readonly taken: readonly Transition[];
  readonly ops: readonly Op[];
  readonly next: Configuration;
  /** Whether XState would see another configuration afterwards, even if it is equal. */
  readonly moves: boolean;
}

interface LinkOptions {
  readonly from: Configuration;
  readonly transitions: readonly Transition[];
  readonly configurations: Configurations;
  readonly actions: ActionTable;
  readonly isInitial?: boolean;
}

/** Works out a microstep: SCXML's procedure, as XState implements it, with the actions left to run. */
export function link(options: LinkOptions): Program {
  const { from, configurations, actions, isInitial = false } = options;
  const active = new Set(from.nodes);
  const transitions = withoutConflicts(options.transitions, active, from.history);
  const ops: Op[] = [];
  const recorded = isInitial ? undefined : exit(transitions, from, active, actions, ops);
  const history = recorded ?? from.history;
  ops.push(...transitions.flatMap((transition) => actions.ofTransition(transition)));
  const isDone = enter({ transitions, history, active, actions, ops, isInitial });
  // XState lists the states of a machine that is done in the order in which it leaves them.
  const nodes = isDone ? innermostFirst(active) : [...active];
  if (isDone) ops.push(...nodes.flatMap((node) => actions.exitOf(node)));
  const moves = recorded !== undefined || !haveSameMembers(from.active, active);
  const next = moves ? configurations.intern(nodes, history) : from;
  return { enabled: options.transitions, taken: transitions, ops, next, moves };
}

function exit(
  transitions: readonly Transition[],
  { history }: Configuration,
  active: Set<Node>,
  actions: ActionTable,
  ops: Op[],
): HistoryValue | undefined {
  const exited = innermostFirst(exitSet(transitions, active, history));
  const recorded = recordHistory(exited, active, history);
  for (const node of exited) {
    ops.push(...actions.exitOf(node), ...actions.stopInvokedOf(node));
    active.delete(node);
  }
  return recorded;
}

interface EnterOptions {
  readonly transitions: readonly Transition[];
  readonly history: HistoryValue;
  readonly active: Set<Node>;
  readonly actions: ActionTable;
  readonly ops: Op[];
  readonly isInitial: boolean;
}

/** Returns whether the machine is done. */
function enter({ transitions, history, active, actions, ops, isInitial }: EnterOptions): boolean {
  const entered = new EntrySet(transitions, history);
  const completed = new Set<Node>();
  let isDone = false;
  for (const node of [...entered.states].sort((a, b) => a.order - b.order)) {
    active.add(node);
    const byDefault = entered.byDefault.has(node) || (isInitial && !node.parent);
    ops.push(...actions.entryOf(node, byDefault));
    if (node.type !== 'final') continue;
    const completion = completionOps(node, active, completed);
    ops.push(...completion.ops);
    isDone ||= completion.isDone;
  }
  return isDone;
}

function innermostFirst(nodes: Iterable<Node>): Node[] {
  return [...nodes].sort((a, b) => b.order - a.order);
}

function haveSameMembers(one: ReadonlySet<Node>, other: ReadonlySet<Node>): boolean {
  return one.size === other.size && [...one].every((node) => other.has(node));
}
