import type { StateValue } from 'xstate';
import type { AlwaysTable, EventTable } from './selection.ts';
import { activeChildren, completed, isAtomic, properAncestors } from './tree.ts';
import type { HistoryValue, Node } from './xstate-internals.ts';

/** A set of active states and what the history states remember: all of an actor but its context. */
export interface Configuration {
  /** The integer that stands for the configuration in an actor. */
  readonly id: number;
  readonly nodes: readonly Node[];
  readonly active: ReadonlySet<Node>;
  readonly history: HistoryValue;
  /** The active children of each node, in the order in which the state value lists them. */
  readonly regions: ReadonlyMap<Node, readonly Node[]>;
  readonly value: StateValue;
  readonly tags: readonly string[];
  /** What each class of events can do here; linked when first asked for. */
  readonly events: (EventTable | undefined)[];
  /** The eventless transitions to try after each step; `null` until linked. */
  always: AlwaysTable | undefined | null;
}

/** Gives each configuration of one machine an integer, from 0 in the order in which they are met. */
export class Configurations {
  readonly #root: Node;
  readonly #byKey = new Map<string, Configuration>();
  readonly #all: Configuration[] = [];
  readonly #byNodes = new WeakMap<readonly Node[], Configuration>();
  readonly #alwaysOrderMatters: boolean;

  constructor(root: Node) {
    this.#root = root;
    this.#alwaysOrderMatters = hasRegionalAlways(root);
  }

  get(id: number): Configuration {
    return this.#all[id]!;
  }

  intern(nodes: readonly Node[], history: HistoryValue): Configuration {
    const known = this.#byNodes.get(nodes);
    if (known?.history === history) return known;
    const ordered = this.#canonical(nodes);
    const key = `${orders(ordered)}|${historyKey(history)}`;
    let configuration = this.#byKey.get(key);
    if (!configuration) {
      configuration = this.#create(ordered, history);
      this.#byKey.set(key, configuration);
    }
    return configuration;
  }

  #create(nodes: Node[], history: HistoryValue): Configuration {
    const regions = activeChildren(completed(nodes));
    const configuration: Configuration = {
      id: this.#all.length,
      nodes,
      active: new Set(nodes),
      history,
      regions,
      value: stateValueAt(this.#root, regions),
      tags: [...new Set(nodes.flatMap((node) => node.tags))],
      events: [],
      always: null,
    };
    this.#all.push(configuration);
    this.#byNodes.set(nodes, configuration);
    return configuration;
  }

  /**
   * XState keeps active states in the order of their entry. Where that order
   * decides nothing it is made the document's, or a machine of many parallel
   * regions would have a configuration for each order of entry.
   */
  #canonical(nodes: readonly Node[]): Node[] {
    const keepsOrder = (node: Node): boolean =>
      node.parent?.type === 'parallel' || (this.#alwaysOrderMatters && isLeafWithAlways(node));
    const unique = [...new Set(nodes)];
    const rest = unique.filter((node) => !keepsOrder(node)).sort((a, b) => a.order - b.order);
    return [...rest, ...unique.filter(keepsOrder)];
  }
}

function orders(nodes: readonly Node[]): string {
  return nodes.map((node) => node.order).join();
}

function historyKey(history: HistoryValue): string {
  const ids = Object.keys(history).sort();
  return ids
    .map((id) => `${id}=${orders([...history[id]!].sort((a, b) => a.order - b.order))}`)
    .join(';');
}

function isLeafWithAlways(node: Node): boolean {
  return isAtomic(node) && [node, ...properAncestors(node, undefined)].some((each) => each.always);
}

/** Leaves are asked for eventless transitions in order; below a parallel state that order shows. */
function hasRegionalAlways(node: Node, isRegional = false): boolean {
  if (isRegional && node.always) return true;
  const childIsRegional = isRegional || node.type === 'parallel';
  return Object.values(node.states).some((child) => hasRegionalAlways(child, childIsRegional));
}

function stateValueAt(node: Node, children: ReadonlyMap<Node, readonly Node[]>): StateValue {
  const active = children.get(node) ?? [];
  if (node.type === 'compound') {
    const [child] = active;
    if (!child) return {};
    if (isAtomic(child)) return child.key;
  }
  return Object.fromEntries(active.map((child) => [child.key, stateValueAt(child, children)]));
}
