import type { Op, Run } from './run.ts';
import { isInFinalState } from './tree.ts';
import { doneStateEvent, type Node, rootOf, type UserFunction } from './xstate-internals.ts';

interface Completion {
  readonly ops: readonly Op[];
  /** Whether the machine itself is done. */
  readonly isDone: boolean;
}

/**
 * What entering a final state completes: its parent, the parallel states that
 * are thereby complete, and perhaps the machine.
 *
 * @param completed - the parallel states that were completed in this microstep; added to
 */
export function completionOps(
  final: Node,
  active: ReadonlySet<Node>,
  completed: Set<Node>,
): Completion {
  const { parent } = final;
  const ops: Op[] = parent?.type === 'compound' ? [raiseDone(parent, final.output)] : [];
  let ancestor = parent?.type === 'parallel' ? parent : parent?.parent;
  let completing = ancestor ?? final;
  while (
    ancestor?.type === 'parallel' &&
    !completed.has(ancestor) &&
    isInFinalState(active, ancestor)
  ) {
    completed.add(ancestor);
    ops.push(raiseDone(ancestor, undefined));
    completing = ancestor;
    ancestor = ancestor.parent;
  }
  if (ancestor) return { ops, isDone: false };
  return { ops: [...ops, finish(completing)], isDone: true };
}

function raiseDone(node: Node, output: unknown): Op {
  return (run) => run.queue.push(doneStateEvent(node.id, resolveOutput(output, run)));
}

function finish(completing: Node): Op {
  const root = rootOf(completing.machine);
  return (run) => {
    run.output = root.output === undefined ? undefined : machineOutput(root, completing, run);
    run.status = 'done';
    run.version++;
  };
}

/** The machine's output is computed from the done event of the state that completed it. */
function machineOutput(root: Node, completing: Node, run: Run): unknown {
  const given = completing.parent ? resolveOutput(completing.output, run) : undefined;
  const { event } = run;
  run.event = doneStateEvent(completing.id, given);
  try {
    return resolveOutput(root.output, run);
  } finally {
    run.event = event;
  }
}

function resolveOutput(output: unknown, run: Run): unknown {
  if (typeof output !== 'function') return output;
  return (output as UserFunction)(run.effects.args(run));
}
