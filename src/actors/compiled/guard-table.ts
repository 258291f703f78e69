import { compileGuard, type Guard } from './guards.ts';
import type { Node, Transition } from './xstate-internals.ts';

/** The guards of a machine's transitions, each translated once. */
export class GuardTable {
  readonly #guards = new Map<Transition, Guard>();

  /** @throws UnsupportedFeatureError if a guard cannot be translated */
  constructor(root: Node) {
    this.#add(root);
  }

  #add(node: Node): void {
    for (const transition of [...node.transitions.values(), node.always ?? []].flat()) {
      const { guard } = transition;
      if (!guard) continue;
      const origin = { machine: node.machine, state: node.id };
      this.#guards.set(transition, compileGuard(guard, origin));
    }
    for (const child of Object.values(node.states)) this.#add(child);
  }

  of(transition: Transition): Guard | undefined {
    return this.#guards.get(transition);
  }
}
