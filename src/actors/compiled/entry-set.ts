import { domainOf, effectiveTargets, historyDefault } from './domain.ts';
import { childrenOf, isDescendant, properAncestors } from './tree.ts';
import type { HistoryValue, Node, Transition } from './xstate-internals.ts';

/** The states that a set of transitions enters. */
export class EntrySet {
  readonly states = new Set<Node>();
  /** Those of the states that were not entered for the sake of a state inside them. */
  readonly byDefault = new Set<Node>();
  readonly #history: HistoryValue;

  constructor(transitions: readonly Transition[], history: HistoryValue) {
    this.#history = history;
    for (const transition of transitions) this.#addTransition(transition);
  }

  #addTransition(transition: Transition): void {
    const { source, reenter } = transition;
    const domain = domainOf(transition, this.#history);
    for (const target of transition.target ?? []) {
      const isEntered = source !== target || source !== domain || reenter;
      if (target.type !== 'history' && isEntered) this.#enterByDefault(target);
      this.#addDescendants(target);
    }
    for (const target of effectiveTargets(transition, this.#history)) {
      const ancestors = properAncestors(target, domain);
      if (domain?.type === 'parallel') ancestors.push(domain);
      this.#addAncestors(ancestors, !source.parent && reenter ? undefined : domain);
    }
  }

  #enterByDefault(node: Node): void {
    this.states.add(node);
    this.byDefault.add(node);
  }

  #addDescendants(node: Node): void {
    if (node.type === 'history') this.#addHistory(node);
    else if (node.type === 'compound') this.#addInitial(node);
    else if (node.type === 'parallel') this.#addRegions(node, true);
  }

  #addHistory(node: Node): void {
    const recorded = this.#history[node.id];
    const fallback = recorded ? undefined : historyDefault(node);
    const nodes = recorded ?? fallback!.target!;
    for (const each of nodes) {
      this.states.add(each);
      if (fallback && fallback === node.parent?.initial) this.byDefault.add(node.parent);
      this.#addDescendants(each);
    }
    for (const each of nodes) this.#addAncestors(properAncestors(each, node.parent));
  }

  #addInitial(node: Node): void {
    const initial = node.initial.target![0]!;
    if (initial.type !== 'history') this.#enterByDefault(initial);
    this.#addDescendants(initial);
    this.#addAncestors(properAncestors(initial, node));
  }

  /** A region entered as the sibling of a target is not a default entry: XState skips its initial actions. */
  #addRegions(node: Node, byDefault: boolean): void {
    for (const region of childrenOf(node)) {
      if ([...this.states].some((state) => isDescendant(state, region))) continue;
      this.states.add(region);
      if (byDefault) this.byDefault.add(region);
      this.#addDescendants(region);
    }
  }

  #addAncestors(ancestors: readonly Node[], domain?: Node): void {
    for (const ancestor of ancestors) {
      if (!domain || isDescendant(ancestor, domain)) this.states.add(ancestor);
      if (ancestor.type === 'parallel') this.#addRegions(ancestor, false);
    }
  }
}
