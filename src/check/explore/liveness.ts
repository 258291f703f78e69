import type { CheckedProperty, Claim } from './claims.ts';
import type { Expansion } from './expansion.ts';
import { StrongComponents } from './strong-components.ts';

/** A behaviour in which something never comes to hold: it ends, or goes round for ever. */
export interface Lasso {
  /** The states along it, from an initial one on. */
  readonly states: readonly number[];
  /** From which of them on it goes round; none for a behaviour that ends. */
  readonly loopsFrom: number | undefined;
}

interface Edge {
  readonly to: number;
  /** The component of the actor that makes the move; -1 for a fault, which nobody owes. */
  readonly by: number;
}

/** Looks for behaviours in which a property never comes to hold. */
export class Liveness {
  readonly #expansion: Expansion;
  readonly #initial: number;
  readonly #until: Claim | undefined;
  readonly #isFair: boolean;

  /**
   * @param initial - how many initial states there are
   * @param isFair - whether a behaviour in which an actor can act all the time and never does is none
   */
  constructor(
    expansion: Expansion,
    { initial, until, isFair }: { initial: number; until: Claim | undefined; isFair: boolean },
  ) {
    this.#expansion = expansion;
    this.#initial = initial;
    this.#until = until;
    this.#isFair = isFair;
  }

  /** A behaviour that violates the property; undefined when there is none among the states known. */
  violation({ claim }: CheckedProperty): Lasso | undefined {
    const successorsOf = (state: number) => this.#edges(state, claim).map(({ to }) => to);
    const { store } = this.#expansion;
    const search = new StrongComponents(store.size, successorsOf);
    for (let state = 0; state < this.#initial; state++) {
      if (this.#holds(state, claim)) continue;
      for (const members of search.from(state)) {
        const cycle = this.#endlessIn(members, claim);
        if (cycle !== undefined) return this.#lassoTo(cycle, claim);
      }
    }
    return undefined;
  }

  /** The states of an endless, or ending, behaviour among strongly connected ones, in order. */
  #endlessIn(members: readonly number[], claim: Claim): readonly number[] | undefined {
    const [only] = members;
    const inside = new Set(members);
    const edges = new Map(members.map((member) => [member, this.#allEdges(member, claim, inside)]));
    if (members.length === 1 && this.#isLast(only!)) return [only!];
    if ([...edges.values()].every((each) => each.length === 0)) return undefined;
    return this.#isFair ? this.#fairCycle(members, edges) : cycleFrom(members, edges);
  }

  /** A closed walk that gives every actor its due: that moves, or cannot move somewhere on the way. */
  #fairCycle(
    members: readonly number[],
    edges: ReadonlyMap<number, readonly Edge[]>,
  ): readonly number[] | undefined {
    const owed = this.#actors();
    const stops: (readonly [number, number])[] = [];
    for (const actor of owed) {
      const idle = members.find((member) => !this.#isEnabled(member, actor));
      if (idle !== undefined) {
        stops.push([idle, idle]);
        continue;
      }
      const from = members.find((member) => edges.get(member)!.some(({ by }) => by === actor));
      if (from === undefined) return undefined;
      stops.push([from, edges.get(from)!.find(({ by }) => by === actor)!.to]);
    }
    return closedWalk(stops, edges);
  }

  #actors(): number[] {
    const { components } = this.#expansion.model;
    return Array.from({ length: components.count }, (_, component) => component).filter(
      (component) => components.cellsOf(component) !== undefined,
    );
  }

  #isEnabled(state: number, actor: number): boolean {
    const expansion = this.#expansion;
    if (this.#isOver(state)) return false;
    const { moves, count } = expansion.expandAlone(state);
    const all = [...moves.subarray(0, count), ...expansion.idleMoves(state)];
    return all.some((move) => this.#ownerOf(move) === actor);
  }

  #ownerOf(move: number): number {
    const { component, label } = this.#expansion.repertoires.moves[move]!;
    return label.kind === 'deliver' || label.kind === 'fire' ? component : -1;
  }

  /** Whether a behaviour ends in a state: nothing can happen in it, or the simulation is over. */
  #isLast(state: number): boolean {
    if (this.#isOver(state)) return true;
    this.#expansion.batch.clear();
    return this.#expansion.expand(state, 0) === 0;
  }

  #isOver(state: number): boolean {
    const { errorComponent = -1 } = this.#expansion.model;
    if ((this.#expansion.valuesOf(state)[errorComponent] ?? 0) > 0) return true;
    return this.#until !== undefined && this.#expansion.predicates.holds(this.#until, state);
  }

  #holds(state: number, claim: Claim): boolean {
    return this.#expansion.predicates.holds(claim, state);
  }

  /** The moves from a state to others in which the property does not hold either. */
  #edges(state: number, claim: Claim): Edge[] {
    const expansion = this.#expansion;
    if (this.#isOver(state)) return [];
    const { keys, moves, count } = expansion.expandAlone(state);
    const { store } = expansion;
    const edges: Edge[] = [];
    for (let each = 0; each < count; each++) {
      const to = store.find(keys, each * store.words);
      if (to >= 0) edges.push({ to, by: this.#ownerOf(moves[each]!) });
    }
    return edges.filter(({ to }) => !this.#holds(to, claim));
  }

  /** Those and the moves that lead back to the state itself, among some states. */
  #allEdges(state: number, claim: Claim, inside: ReadonlySet<number>): Edge[] {
    const edges = this.#edges(state, claim).filter(({ to }) => inside.has(to));
    if (this.#isOver(state)) return edges;
    const moves = this.#expansion.idleMoves(state);
    const idle = moves.map((move) => ({ to: state, by: this.#ownerOf(move) }));
    return [...edges, ...idle];
  }

  /** The shortest way to a cycle through states in which the property does not hold, and the cycle. */
  #lassoTo(cycle: readonly number[], claim: Claim): Lasso {
    const isOnCycle = new Set(cycle);
    const starts = Array.from({ length: this.#initial }, (_, state) => state).filter(
      (state) => !this.#holds(state, claim),
    );
    const nextOf = (state: number) => this.#edges(state, claim).map(({ to }) => to);
    const way = shortestWay(starts, (state) => isOnCycle.has(state), nextOf)!;
    const entry = way.at(-1)!;
    if (this.#isLast(entry)) return { states: way, loopsFrom: undefined };
    const at = cycle.indexOf(entry);
    const round = [...cycle.slice(at + 1), ...cycle.slice(0, at + 1)];
    return { states: [...way, ...round], loopsFrom: way.length - 1 };
  }
}

/** Any cycle: from the first state on, always the first move. */
function cycleFrom(
  members: readonly number[],
  edges: ReadonlyMap<number, readonly Edge[]>,
): readonly number[] {
  const places = new Map<number, number>();
  const walk: number[] = [];
  let state = members.find((member) => edges.get(member)!.length > 0)!;
  while (!places.has(state)) {
    places.set(state, walk.push(state) - 1);
    state = edges.get(state)![0]!.to;
  }
  return walk.slice(places.get(state)!);
}

/** The states of a walk that goes along each of some moves in turn and back to where it began. */
function closedWalk(
  stops: readonly (readonly [number, number])[],
  edges: ReadonlyMap<number, readonly Edge[]>,
): readonly number[] {
  const nextOf = (state: number) => edges.get(state)!.map(({ to }) => to);
  const [[start]] = stops as [readonly [number, number]];
  const walk = [start];
  const goTo = (target: number) => {
    const way = shortestWay([walk.at(-1)!], (state) => state === target, nextOf)!;
    walk.push(...way.slice(1));
  };
  for (const [from, to] of stops) {
    goTo(from);
    if (to !== from || nextOf(from).includes(from)) walk.push(to);
  }
  goTo(start);
  // It ends where it began: a cycle tells that state once.
  return walk.length > 1 ? walk.slice(0, -1) : walk;
}

/** The states on a shortest way from one of some to one that is sought, both included. */
function shortestWay(
  starts: readonly number[],
  isSought: (state: number) => boolean,
  nextOf: (state: number) => readonly number[],
): number[] | undefined {
  const before = new Map<number, number | undefined>(starts.map((state) => [state, undefined]));
  for (const [state] of before) {
    if (isSought(state)) {
      const way = [state];
      for (let at = before.get(state); at !== undefined; at = before.get(at)) way.unshift(at);
      return way;
    }
    for (const next of nextOf(state)) if (!before.has(next)) before.set(next, state);
  }
  return undefined;
}
