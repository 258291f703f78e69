import type { AnyStateMachine } from 'xstate';

export type StateNode = AnyStateMachine['root'];

/** All state nodes of a model, its root first. */
export function stateNodesOf({ root }: AnyStateMachine): readonly StateNode[] {
  const nodes = [root];
  // Grows as it is gone through.
  for (const node of nodes) nodes.push(...Object.values<StateNode>(node.states));
  return nodes;
}

/** Whether a model can be in a state without being in one inside of it. */
export function isPlain({ type }: StateNode): boolean {
  return type === 'atomic' || type === 'final';
}

/** The name of a state of a model: its path, as `matches` takes it; of the root, the model's id. */
export function nameOfState({ path, id }: StateNode): string {
  return `'${path.length === 0 ? id : path.join('.')}'`;
}
