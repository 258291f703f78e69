import type { Configuration } from './configuration.ts';
import { matchesDescriptor } from './event-classes.ts';
import type { GuardTable } from './guard-table.ts';
import type { Guard } from './guards.ts';
import type { Program } from './program.ts';
import type { Run } from './run.ts';
import { isAtomic, properAncestors } from './tree.ts';
import { type Node, rootOf, type Transition } from './xstate-internals.ts';

/** A transition that may be taken in one configuration. */
export interface Candidate {
  readonly transition: Transition;
  readonly guard: Guard | undefined;
  /** Distinguishes the candidates of one table. */
  readonly index: number;
  /** What taking this transition alone does; linked when first taken. */
  program: Program | undefined;
}

/** Where to look for a transition: in all regions and, if none has any, among the candidates in order. */
export interface Choice {
  readonly regions: readonly Choice[];
  readonly candidates: readonly Candidate[];
}

/** What transitions taken together do: a path of candidate indices leads to it. */
export interface Combination {
  program: Program | undefined;
  readonly next: Map<number, Combination>;
}

/** What a class of events can do in a configuration. */
export interface EventTable extends Choice {
  readonly isEmpty: boolean;
  readonly combinations: Combination;
}

/** What can happen in a configuration without an event: for each active leaf, in order, its candidates. */
export interface AlwaysTable {
  readonly leaves: readonly (readonly Candidate[])[];
  readonly combinations: Combination;
}

export function linkEvents(
  configuration: Configuration,
  eventType: string,
  guards: GuardTable,
): EventTable {
  let index = 0;
  const candidatesOf = (node: Node): Candidate[] =>
    transitionsFor(node, eventType).map((transition) => ({
      transition,
      guard: guards.of(transition),
      index: index++,
      program: undefined,
    }));
  // Not looked for among the active states: restoring a history of the root leaves the root itself out.
  const root = rootOf(configuration.nodes[0]!.machine);
  const choice = choiceAt(root, regionsByNode(configuration), candidatesOf);
  const isEmpty = choice.regions.length === 0 && choice.candidates.length === 0;
  return { ...choice, isEmpty, combinations: { program: undefined, next: new Map() } };
}

/** The active children of a node, as the state value lists them: one, if the first is a leaf of a compound state. */
function regionsByNode({ regions }: Configuration): (node: Node) => readonly Node[] {
  return (node) => {
    const children = regions.get(node) ?? [];
    const [first] = children;
    return node.type === 'compound' && first && isAtomic(first) ? [first] : children;
  };
}

function choiceAt(
  node: Node,
  childrenOf: (node: Node) => readonly Node[],
  candidatesOf: (node: Node) => Candidate[],
): Choice {
  const inner = childrenOf(node)
    .map((child) => choiceAt(child, childrenOf, candidatesOf))
    .filter((choice) => choice.regions.length > 0 || choice.candidates.length > 0);
  const own = candidatesOf(node);
  if (inner.length !== 1) return { regions: inner, candidates: own };
  // A single region and its parent are asked in turn: one list.
  const [only] = inner;
  return { regions: only!.regions, candidates: [...only!.candidates, ...own] };
}

/** A node's transitions for an event: the exact descriptor first, then wildcards, longest first. */
function transitionsFor(node: Node, eventType: string): Transition[] {
  const wildcards = [...node.transitions.keys()]
    .filter((each) => each !== eventType && matchesDescriptor(eventType, each))
    .sort((a, b) => b.length - a.length);
  const exact = node.transitions.get(eventType) ?? [];
  return [...exact, ...wildcards.flatMap((each) => node.transitions.get(each)!)];
}

export function linkAlways(
  configuration: Configuration,
  guards: GuardTable,
): AlwaysTable | undefined {
  const candidates = new Map<Transition, Candidate>();
  const candidateOf = (transition: Transition): Candidate => {
    let candidate = candidates.get(transition);
    if (!candidate) {
      const guard = guards.of(transition);
      candidate = { transition, guard, index: candidates.size, program: undefined };
      candidates.set(transition, candidate);
    }
    return candidate;
  };
  const leaves = configuration.nodes
    .filter(isAtomic)
    .map((leaf) => [leaf, ...properAncestors(leaf, undefined)])
    .map((chain) => chain.flatMap((node) => node.always ?? []).map(candidateOf))
    .filter((leaf) => leaf.length > 0);
  if (leaves.length === 0) return undefined;
  return { leaves, combinations: { program: undefined, next: new Map() } };
}

/** Adds to `run.chosen` the transitions that the event of the run enables. */
export function chooseForEvent(choice: Choice, run: Run): void {
  const { chosen } = run;
  const before = chosen.length;
  const { regions, candidates } = choice;
  for (let at = 0; at < regions.length; at++) chooseForEvent(regions[at]!, run);
  if (chosen.length > before) return;
  const first = firstEnabled(candidates, run);
  if (first) chosen.push(first);
}

/** The first of the candidates whose guard lets pass. */
export function firstEnabled(candidates: readonly Candidate[], run: Run): Candidate | undefined {
  for (let at = 0; at < candidates.length; at++) {
    const candidate = candidates[at]!;
    if (candidate.guard === undefined || passes(candidate, run)) return candidate;
  }
  return undefined;
}

function passes(candidate: Candidate, run: Run): unknown {
  try {
    return candidate.guard!(run.context, run.event, run.configuration);
  } catch (error) {
    throw guardError(candidate.transition, run.event.type, error as Error);
  }
}

function guardError({ guard, source }: Transition, eventType: string, error: Error): Error {
  const type = typeof guard === 'string' ? guard : (guard as { type?: string }).type;
  const named = type && typeof guard !== 'function' ? `'${type}' ` : '';
  return new Error(
    `Unable to evaluate guard ${named}in transition for event '${eventType}' in state node '${source.id}':\n${error.message}`,
  );
}

/** Adds to `run.chosen` the eventless transitions that are enabled. */
export function chooseAlways(table: AlwaysTable, run: Run): void {
  const { context, event, configuration, chosen } = run;
  const { leaves } = table;
  for (let at = 0; at < leaves.length; at++) {
    for (const candidate of leaves[at]!) {
      const { guard } = candidate;
      if (guard !== undefined && !guard(context, event, configuration)) continue;
      if (!chosen.includes(candidate)) chosen.push(candidate);
      break;
    }
  }
}
