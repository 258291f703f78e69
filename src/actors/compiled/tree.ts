import type { Node } from './xstate-internals.ts';

/** Questions about one machine's tree of state nodes, answered as XState answers them. */

export function isAtomic(node: Node): boolean {
  return node.type === 'atomic' || node.type === 'final';
}

/** The children of a node that can be active: all but its history states. */
export function childrenOf(node: Node): Node[] {
  return Object.values(node.states).filter((child) => child.type !== 'history');
}

export function historyNodesOf(node: Node): Node[] {
  return Object.values(node.states).filter((child) => child.type === 'history');
}

/** The ancestors of a node, nearest first, up to but without `until`. */
export function properAncestors(node: Node, until: Node | undefined): Node[] {
  const ancestors: Node[] = [];
  if (until === node) return ancestors;
  for (let at = node.parent; at && at !== until; at = at.parent) ancestors.push(at);
  return ancestors;
}

/** Whether `ancestor` is a proper ancestor of `node`; all nodes descend from `undefined`. */
export function isDescendant(node: Node, ancestor: Node | undefined): boolean {
  let marker = node;
  while (marker.parent && marker.parent !== ancestor) marker = marker.parent;
  return marker.parent === ancestor;
}

/** A node and all that entering it enters by default. */
export function initialNodes(node: Node): Set<Node> {
  const entered = new Set<Node>();
  const enter = (at: Node): void => {
    if (entered.has(at)) return;
    entered.add(at);
    if (at.type === 'compound') enter(at.initial.target![0]!);
    else if (at.type === 'parallel') for (const child of childrenOf(at)) enter(child);
  };
  enter(node);
  return entered;
}

function initialNodesAndAncestors(node: Node): Set<Node> {
  const nodes = initialNodes(node);
  for (const initial of nodes) {
    for (const ancestor of properAncestors(initial, node)) nodes.add(ancestor);
  }
  return nodes;
}

/** What must be entered by default for an active node to have all the active children it needs. */
function lackingChildren(
  node: Node,
  all: ReadonlySet<Node>,
  given: ReadonlyMap<Node, readonly Node[]>,
): Node[] {
  if (node.type === 'compound') return given.get(node)?.length ? [] : [node];
  if (node.type === 'parallel') return childrenOf(node).filter((child) => !all.has(child));
  return [];
}

/** Completes a set of active nodes with the default children and the ancestors it lacks. */
export function completed(nodes: Iterable<Node>): Set<Node> {
  const all = new Set(nodes);
  const given = activeChildren(all);
  for (const node of all) {
    for (const lacking of lackingChildren(node, all, given)) {
      for (const initial of initialNodesAndAncestors(lacking)) all.add(initial);
    }
  }
  for (const node of all)
    for (const ancestor of properAncestors(node, undefined)) all.add(ancestor);
  return all;
}

/** The active children of each active node, in the order in which they became active. */
export function activeChildren(nodes: Iterable<Node>): Map<Node, Node[]> {
  const children = new Map<Node, Node[]>();
  const listOf = (node: Node): Node[] => {
    let list = children.get(node);
    if (!list) {
      list = [];
      children.set(node, list);
    }
    return list;
  };
  for (const node of nodes) {
    listOf(node);
    if (node.parent) listOf(node.parent).push(node);
  }
  return children;
}

export function isInFinalState(active: ReadonlySet<Node>, node: Node): boolean {
  if (node.type === 'compound') {
    return childrenOf(node).some((child) => child.type === 'final' && active.has(child));
  }
  if (node.type === 'parallel') {
    return childrenOf(node).every((child) => isInFinalState(active, child));
  }
  return node.type === 'final';
}
