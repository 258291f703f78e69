import { historyNodesOf, isAtomic, isDescendant, properAncestors } from './tree.ts';
import type { HistoryValue, Node, Transition } from './xstate-internals.ts';

/** What a history state leads to when its parent was never left before. */
export function historyDefault(history: Node): Pick<Transition, 'target'> {
  const { target } = history.config;
  const parent = history.parent!;
  if (target === undefined || target === '') {
    return parent.type === 'parallel' ? { target: [parent] } : parent.initial;
  }
  const targets = Array.isArray(target) ? target : [target];
  return {
    target: targets.map((each) => (typeof each === 'string' ? nodeByPath(parent, each) : each)),
  };
}

function nodeByPath(from: Node, path: string): Node {
  if (path.startsWith('#')) return from.machine.getStateNodeById(path) as unknown as Node;
  let node = from;
  // A backslash keeps a dot from splitting the path; an empty key ends it, as in XState.
  for (const key of path.split(/(?<!\\)\./)) {
    if (key === '') break;
    const child = node.states[key.replace(/\\(.)/g, '$1')];
    if (!child) throw new Error(`Child state '${key}' does not exist on '${node.id}'`);
    node = child;
  }
  return node;
}

/** The states that a transition leads to, history states resolved. */
export function effectiveTargets(
  transition: Pick<Transition, 'target'>,
  history: HistoryValue,
): Node[] {
  const targets = new Set<Node>();
  for (const target of transition.target ?? []) {
    if (target.type !== 'history') {
      targets.add(target);
      continue;
    }
    const recorded = history[target.id] ?? effectiveTargets(historyDefault(target), history);
    for (const node of recorded) targets.add(node);
  }
  return [...targets];
}

function leastCommonAncestor(nodes: readonly Node[]): Node | undefined {
  const [head, ...tail] = nodes;
  return properAncestors(head!, undefined).find((ancestor) =>
    tail.every((node) => isDescendant(node, ancestor)),
  );
}

/** The innermost state that a transition leaves active; `undefined` if it leaves even the root. */
export function domainOf(transition: Transition, history: HistoryValue): Node | undefined {
  const { source, reenter } = transition;
  const targets = effectiveTargets(transition, history);
  if (!reenter && targets.every((target) => target === source || isDescendant(target, source))) {
    return source;
  }
  const ancestor = leastCommonAncestor([...targets, source]);
  if (ancestor) return ancestor;
  return reenter ? undefined : (source.machine.root as unknown as Node);
}

/** The active states that the transitions leave, in no useful order. */
export function exitSet(
  transitions: readonly Transition[],
  active: ReadonlySet<Node>,
  history: HistoryValue,
): Set<Node> {
  const exited = new Set<Node>();
  for (const transition of transitions) {
    if (!transition.target?.length) continue;
    const domain = domainOf(transition, history);
    if (domain && transition.reenter && transition.source === domain) exited.add(domain);
    for (const node of active) if (isDescendant(node, domain)) exited.add(node);
  }
  return exited;
}

/** Of transitions that would leave a common state, keeps the innermost, or else the first. */
export function withoutConflicts(
  transitions: readonly Transition[],
  active: ReadonlySet<Node>,
  history: HistoryValue,
): Transition[] {
  const kept = new Set<Transition>();
  for (const candidate of transitions) {
    const rivals = [...kept].filter((other) => conflict(candidate, other, active, history));
    const preempted = rivals.findIndex((rival) => !isDescendant(candidate.source, rival.source));
    if (preempted >= 0) continue;
    for (const rival of rivals) kept.delete(rival);
    kept.add(candidate);
  }
  return [...kept];
}

function conflict(
  first: Transition,
  second: Transition,
  active: ReadonlySet<Node>,
  history: HistoryValue,
): boolean {
  const exited = exitSet([second], active, history);
  for (const node of exitSet([first], active, history)) if (exited.has(node)) return true;
  return false;
}

/** What the history states of the exited states record; `undefined` if none of them has any. */
export function recordHistory(
  exited: readonly Node[],
  active: ReadonlySet<Node>,
  history: HistoryValue,
): HistoryValue | undefined {
  let recorded: Record<string, readonly Node[]> | undefined;
  for (const node of exited) {
    for (const historyNode of historyNodesOf(node)) {
      const remembers =
        historyNode.history === 'deep'
          ? (each: Node) => isAtomic(each) && isDescendant(each, node)
          : (each: Node) => each.parent === node;
      recorded ??= { ...history };
      recorded[historyNode.id] = [...active].filter(remembers);
    }
  }
  return recorded;
}
