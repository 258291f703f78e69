import { compileAction, isOpen } from './actions/compile-action.ts';
import { retryLate } from './actions/interpret.ts';
import { addressLate } from './actions/send-to.ts';
import { compileSpawnChild } from './actions/spawn-child.ts';
import { compileStopChild } from './actions/stop-child.ts';
import type { Origin } from './origin.ts';
import type { Op } from './run.ts';
import type { Node, Transition } from './xstate-internals.ts';

interface NodeOps {
  readonly entry: readonly Op[];
  readonly exit: readonly Op[];
  readonly invoke: readonly Op[];
  readonly stopInvoked: readonly Op[];
  readonly initial: readonly Op[];
}

/** The actions of a machine, each translated once. */
export class ActionTable {
  readonly #byNode = new Map<Node, NodeOps>();
  readonly #byTransition = new Map<Transition, readonly Op[]>();

  /**
   * Translates all that the machine can ever do.
   *
   * @throws UnsupportedFeatureError if an action cannot be translated
   */
  constructor(root: Node) {
    this.#add(root);
  }

  #add(node: Node): void {
    const origin: Origin = { machine: node.machine, state: node.id };
    const compileAll = (raw: readonly unknown[]): Op[] =>
      raw.map((each) => compileAction(each, origin));
    this.#byNode.set(node, {
      entry: compileAll(node.entry),
      exit: compileAll(node.exit),
      initial: compileAll(node.initial.actions),
      ...invocations(node, origin),
    });
    for (const transition of [...node.transitions.values(), node.always ?? []].flat()) {
      this.#byTransition.set(transition, compileAll(transition.actions));
    }
    for (const child of Object.values(node.states)) this.#add(child);
  }

  ofTransition(transition: Transition): readonly Op[] {
    return this.#byTransition.get(transition) ?? [];
  }

  exitOf(node: Node): readonly Op[] {
    return this.#byNode.get(node)!.exit;
  }

  stopInvokedOf(node: Node): readonly Op[] {
    return this.#byNode.get(node)!.stopInvoked;
  }

  /** @param byDefault - whether the node's initial transition is taken too, with its actions */
  entryOf(node: Node, byDefault: boolean): readonly Op[] {
    const { entry, invoke, initial } = this.#byNode.get(node)!;
    const ops = [...entry, ...invoke, ...(byDefault ? initial : [])];
    const hasEnqueued = [...node.entry, ...(byDefault ? node.initial.actions : [])].some((raw) =>
      isOpen(raw, { machine: node.machine, state: node.id }),
    );
    if (invoke.length === 0 && !hasEnqueued) return ops;
    const invoking = node.invoke.map(({ id }) => id);
    const announce: Op = (run) => {
      run.invoking = invoking;
    };
    return [announce, ...ops, retryLate, addressLate];
  }
}

function invocations(node: Node, origin: Origin): Pick<NodeOps, 'invoke' | 'stopInvoked'> {
  const invoke = node.invoke.map((invocation) => {
    const syncSnapshot = !!invocation.onSnapshot;
    return compileSpawnChild({ type: '', ...invocation, syncSnapshot }, undefined, origin);
  });
  const stopInvoked = node.invoke.map(({ id }) =>
    compileStopChild({ type: '', actorRef: id }, undefined, origin),
  );
  return { invoke, stopInvoked };
}
