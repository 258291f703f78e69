import type { Fairness } from '../../simulation/checking.ts';
import type { CheckedProperty, Claim } from './claims.ts';
import type { Expansion } from './expansion.ts';
import type { Move } from './move.ts';
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
  /** Who or what gets its due by the move; nobody by a fault. */
  readonly due: readonly string[];
}

/** A state that a walk is to come to, and the one that it is to go on to from there, if any. */
type Stop = readonly [number, number | undefined];

/** Looks for behaviours in which a property never comes to hold. */
export class Liveness {
  readonly #expansion: Expansion;
  readonly #initial: number;
  readonly #until: Claim | undefined;
  readonly #fairness: Fairness;
  /** By move, who or what gets its due by it. */
  readonly #due = new Map<number, readonly string[]>();

  /**
   * @param initial - how many initial states there are
   * @param fairness - of whom a behaviour is none in which one can act all the time and never does
   */
  constructor(
    expansion: Expansion,
    { initial, until, fairness }: { initial: number; until: Claim | undefined; fairness: Fairness },
  ) {
    this.#expansion = expansion;
    this.#initial = initial;
    this.#until = until;
    this.#fairness = fairness;
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
    return this.#fairness ? this.#fairCycle(members, edges) : cycleFrom(members, edges);
  }

  /** A closed walk that gives all their due: who can move does, or cannot somewhere on the way. */
  #fairCycle(
    members: readonly number[],
    edges: ReadonlyMap<number, readonly Edge[]>,
  ): readonly number[] | undefined {
    const enabled = new Map(members.map((member) => [member, this.#enabledIn(member)]));
    const stops: Stop[] = [[members[0]!, undefined]];
    for (const owed of new Set([...enabled.values()].flatMap((each) => [...each]))) {
      const idle = members.find((member) => !enabled.get(member)!.has(owed));
      if (idle !== undefined) {
        stops.push([idle, undefined]);
        continue;
      }
      const from = members.find((member) =>
        edges.get(member)!.some(({ due }) => due.includes(owed)),
      );
      if (from === undefined) return undefined;
      stops.push([from, edges.get(from)!.find(({ due }) => due.includes(owed))!.to]);
    }
    return closedWalk(stops, edges);
  }

  #enabledIn(state: number): ReadonlySet<string> {
    const expansion = this.#expansion;
    if (this.#isOver(state)) return new Set();
    const { moves, count } = expansion.expandAlone(state);
    const all = [...moves.subarray(0, count), ...expansion.idleMoves(state)];
    const owed = new Set(all.flatMap((move) => this.#dueBy(move)));
    if (this.#fairness !== 'moves') return owed;
    for (const timer of this.#timersIn(state)) owed.add(timer);
    return owed;
  }

  /** Those that are armed, though they may have to wait. */
  #timersIn(state: number): string[] {
    const { components, steps } = this.#expansion.model;
    const values = this.#expansion.valuesOf(state);
    return Array.from(values, (cell, component) => {
      const actor = components.actorOf(component);
      if (actor === undefined) return [];
      const local = components.cellsOf(component)!.localOf(cell);
      const timers = steps.localsOf(actor).get(local)?.timers ?? [];
      return timers.map(({ event }) => dueTimer(event.type, component));
    }).flat();
  }

  #dueBy(move: number): readonly string[] {
    let due = this.#due.get(move);
    if (due === undefined) {
      due = this.#fairness ? dueBy(this.#expansion.repertoires.moves[move]!, this.#fairness) : [];
      this.#due.set(move, due);
    }
    return due;
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
      if (to >= 0) edges.push({ to, due: this.#dueBy(moves[each]!) });
    }
    return edges.filter(({ to }) => !this.#holds(to, claim));
  }

  /** Those and the moves that lead back to the state itself, among some states. */
  #allEdges(state: number, claim: Claim, inside: ReadonlySet<number>): Edge[] {
    const edges = this.#edges(state, claim).filter(({ to }) => inside.has(to));
    if (this.#isOver(state)) return edges;
    const moves = this.#expansion.idleMoves(state);
    const idle = moves.map((move) => ({ to: state, due: this.#dueBy(move) }));
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

function dueBy({ component, label }: Move, fairness: 'actors' | 'moves'): readonly string[] {
  const { kind, message, timer, armed = [] } = label;
  if (kind !== 'deliver' && kind !== 'fire') return [];
  const actor = `actor ${component}`;
  if (fairness === 'actors') return [actor];
  const own = kind === 'deliver' ? `message ${message}` : dueTimer(timer!, component);
  // One that is armed anew was not armed all the time.
  return [actor, own, ...armed.map((type) => dueTimer(type, component))];
}

function dueTimer(type: string, component: number): string {
  return `timer ${type} of ${component}`;
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

/** The states of a walk that comes to each of some stops in turn and back to where it began. */
function closedWalk(
  stops: readonly Stop[],
  edges: ReadonlyMap<number, readonly Edge[]>,
): readonly number[] {
  const nextOf = (state: number) => edges.get(state)!.map(({ to }) => to);
  const [[start]] = stops as [Stop];
  const walk = [start];
  const rests = new Set<number>();
  const goTo = (target: number) => {
    const way = shortestWay([walk.at(-1)!], (state) => state === target, nextOf)!;
    walk.push(...way.slice(1));
  };
  for (const [from, to] of stops) {
    goTo(from);
    // To stay where it is once tells of all that may happen there.
    if (to === undefined || (to === from && rests.has(from))) continue;
    if (to === from) rests.add(from);
    walk.push(to);
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
