import type { PropertyKind, PropertyResult, Verdict } from '../../simulation/properties.ts';
import { ALL_ACTORS, type AmpleSets } from './ample-sets.ts';
import type { CheckedProperty, Claim } from './claims.ts';
import type { Expansion } from './expansion.ts';
import type { Frontier } from './frontiers.ts';

/** What a search looks for in the states that it finds. */
export interface Question {
  readonly properties: readonly CheckedProperty[];
  /** A state where it holds is the end of its behaviour. */
  readonly until: Claim | undefined;
  /** A state where it does not hold is not come to. */
  readonly boundary: Claim | undefined;
  /** Whether a state in which nothing can happen is as it should be; undefined if any is. */
  readonly isEnd: ((values: Int32Array) => boolean) | undefined;
}

/** What a state has shown. */
export interface Decided {
  readonly name: string;
  readonly kind: PropertyKind | 'deadlock' | 'failure';
  readonly state: number;
  /** The values of the states on the way there, that one included. */
  readonly path: readonly Int32Array[];
}

export interface SearchBounds {
  readonly depth: number;
  readonly states: number;
  readonly bytes: number;
}

/** Looks at one state after the other, in the order of a frontier. */
export class Search {
  generated: number;
  /** States on the longest way so far, the first included. */
  depth = 0;
  readonly decided: Decided[] = [];
  /** Which bound cut something off. */
  bound: keyof SearchBounds | undefined;
  readonly #expansion: Expansion;
  readonly #frontier: Frontier;
  readonly #question: Question;
  readonly #bounds: SearchBounds;
  readonly #visibility: Visibility;
  readonly #ample: AmpleSets | undefined;
  /** How many components properties had looked at when it began. */
  readonly #reads: number;
  /** States of which some moves were left out. */
  reduced = 0;
  /** States that were met outside of the boundary. */
  #leftOut = 0;
  #open: CheckedProperty[];

  /** @param ample - by which moves are left out, if any may be */
  constructor(
    expansion: Expansion,
    frontier: Frontier,
    question: Question,
    { ample, ...bounds }: SearchBounds & { readonly ample?: AmpleSets | undefined },
  ) {
    this.#ample = ample;
    this.#expansion = expansion;
    this.#frontier = frontier;
    this.#question = question;
    this.#bounds = bounds;
    // Whatever any property looks at is no reason to leave a move out.
    this.#open = question.properties.filter(({ kind }) => ample || kind !== 'eventually');
    this.#visibility = new Visibility(expansion);
    this.generated = expansion.store.size;
    for (let state = 0; state < expansion.store.size; state++) this.#judge(state);
    this.#reads = expansion.model.readComponents.size;
  }

  /** Whether every state has been looked at when there is none left. */
  get isExhaustive(): boolean {
    return this.#frontier.isExhaustive;
  }

  get waiting(): number {
    return this.#frontier.waiting;
  }

  /** Looks at about so many states; false when there are none left, or no more may be found. */
  advance(count: number): boolean {
    for (let looked = 0; looked < count; ) {
      const taken = this.#lookAtSome();
      if (taken === 0) return false;
      looked += taken;
    }
    return !this.#isFull();
  }

  #isFull(): boolean {
    const { store } = this.#expansion;
    const bytes = store.bytes + (this.#ample?.bytes ?? 0);
    if (store.reached >= this.#bounds.states) this.bound = 'states';
    else if (bytes >= this.#bounds.bytes) this.bound = 'bytes';
    else return false;
    return this.#frontier.waiting > 0;
  }

  /** Expands as many states at once as the order of the frontier allows; returns how many. */
  #lookAtSome(): number {
    const { batch } = this.#expansion;
    const { atOnce } = this.#frontier;
    batch.clear();
    this.#expansion.idle = 0;
    this.#expansion.skipped = 0;
    let taken = 0;
    while (taken < atOnce && !(taken > 0 && this.#frontier.isAtEdge)) {
      const state = this.#frontier.take();
      if (state < 0) break;
      this.#look(state);
      taken += 1;
    }
    this.generated += this.#expansion.idle + this.#expansion.skipped;
    this.#keep();
    this.generated += batch.count;
    return taken;
  }

  #look(state: number): void {
    const expansion = this.#expansion;
    if (this.#frontier.depth >= this.depth) this.depth = this.#frontier.depth + 1;
    if (this.#isOver(state)) return;
    const { batch } = expansion;
    const { count } = batch;
    const moves = this.#ample ? this.#expandSome(state, count) : this.#expandAll(state, count);
    if (moves === 0) this.#rest(state);
    if (this.#frontier.depth < this.#bounds.depth) return;
    if (moves > 0) this.bound = 'depth';
    this.generated += batch.count - count;
    batch.count = count;
  }

  #expandAll(state: number, from: number): number {
    const moves = this.#expansion.expand(state, this.#frontier.sleep);
    this.#expansion.canonicalise(from);
    return moves;
  }

  /** Leaves out the moves of those who are not needed, unless what follows was looked at before (C3). */
  #expandSome(state: number, from: number): number {
    const expansion = this.#expansion;
    const { batch, store } = expansion;
    const actors = this.#ample!.of(state);
    if (actors === ALL_ACTORS) return this.#expandAll(state, from);
    const { idle } = expansion;
    const moves = expansion.expand(state, ~actors);
    expansion.skipped = 0;
    expansion.canonicalise(from);
    let isClosed = batch.count === from;
    for (let each = from; each < batch.count; each++) {
      const known = store.find(batch.keys, each * batch.words);
      if (known >= 0 && this.#frontier.isTaken(known)) isClosed = true;
    }
    if (isClosed) {
      batch.count = from;
      expansion.idle = idle;
      return this.#expandAll(state, from);
    }
    this.reduced += 1;
    return moves;
  }

  /** Whether a property has looked at more than it had when moves were first left out. */
  get isStale(): boolean {
    return this.#ample !== undefined && this.#expansion.model.readComponents.size > this.#reads;
  }

  #keep(): void {
    const { store, batch } = this.#expansion;
    const { boundary } = this.#question;
    if (boundary !== undefined) this.#leftOut += this.#expansion.predicates.keepThose(boundary);
    store.add(batch, batch.found);
    const { found, moves, sleeps, count } = batch;
    const isJudging = this.#open.length > 0;
    for (let each = 0; each < count; each++) {
      const state = found[each]!;
      if (state >= 0) {
        this.#frontier.found(state, sleeps[each]!);
        // What no predicate can see leaves each of them as it was in the state before.
        if (isJudging && this.#visibility.of(moves[each]!)) this.#judge(state);
      } else this.#frontier.foundAgain(~state, sleeps[each]!, batch.parents[each]!);
    }
  }

  #isOver(state: number): boolean {
    const { until } = this.#question;
    const { errorComponent } = this.#expansion.model;
    if (errorComponent !== undefined) {
      if ((this.#expansion.valuesOf(state)[errorComponent] ?? 0) > 0) {
        this.#decide({ name: 'no actor fails', kind: 'failure', state });
        return true;
      }
    }
    return until !== undefined && this.#expansion.predicates.holds(until, state);
  }

  #judge(state: number): void {
    let isDecided = false;
    for (const { name, kind, claim } of this.#open) {
      const holds = this.#expansion.predicates.holds(claim, state);
      if (kind === 'eventually' || holds === (kind === 'always')) continue;
      this.decided.push({ name, kind, state, path: pathTo(this.#expansion, state) });
      isDecided = true;
    }
    if (!isDecided) return;
    this.#open = this.#open.filter(
      ({ name, kind }) => !this.decided.some((one) => one.name === name && one.kind === kind),
    );
  }

  #rest(state: number): void {
    const { isEnd } = this.#question;
    if (isEnd === undefined || isEnd(this.#expansion.valuesOf(state))) return;
    this.#decide({ name: 'no deadlock', kind: 'deadlock', state });
  }

  #decide(decided: Omit<Decided, 'path'>): void {
    if (this.decided.some(({ kind }) => kind === decided.kind)) return;
    this.decided.push({ ...decided, path: pathTo(this.#expansion, decided.state) });
  }

  /** Whether a state shows what a counterexample of a kind would. */
  isShown(property: string, kind: Decided['kind'], state: number): boolean {
    const expansion = this.#expansion;
    const { errorComponent = -1 } = expansion.model;
    if (kind === 'failure') return (expansion.valuesOf(state)[errorComponent] ?? 0) > 0;
    if (kind === 'deadlock' || kind === 'eventually') {
      expansion.batch.clear();
      return expansion.expand(state, 0) === 0;
    }
    const asked = this.#question.properties.find((one) => one.name === property);
    return (
      asked !== undefined && expansion.predicates.holds(asked.claim, state) !== (kind === 'always')
    );
  }

  /** What is known of the properties. */
  verdicts(isComplete: boolean): PropertyResult[] {
    return this.#question.properties.map(({ name, kind }) => {
      const isDecided = this.decided.some((one) => one.name === name && one.kind === kind);
      // What goes on outside may come to hold there, or not.
      const isJudged = isComplete && (kind !== 'eventually' || this.#leftOut === 0);
      return { name, kind, verdict: verdictOf(kind, isDecided, isJudged) };
    });
  }
}

function pathTo(expansion: Expansion, state: number): Int32Array[] {
  return expansion.store.statesTo(state).map((each) => Int32Array.from(expansion.valuesOf(each)));
}

const UNKNOWN = 0;
const INVISIBLE = 1;
const VISIBLE = 2;

/** Which moves change what some predicate has looked at. */
class Visibility {
  readonly #expansion: Expansion;
  #known = new Uint8Array(256);
  #reads = 0;

  constructor(expansion: Expansion) {
    this.#expansion = expansion;
  }

  of(move: number): boolean {
    const { readComponents } = this.#expansion.model;
    if (readComponents.size !== this.#reads) {
      this.#reads = readComponents.size;
      this.forget();
    }
    if (move >= this.#known.length) this.#grow(move);
    if (this.#known[move] !== UNKNOWN) return this.#known[move] === VISIBLE;
    const { changes } = this.#expansion.repertoires.moves[move]!;
    const isVisible = changes.some((component) => readComponents.has(component));
    this.#known[move] = isVisible ? VISIBLE : INVISIBLE;
    return isVisible;
  }

  forget(): void {
    this.#known.fill(UNKNOWN);
  }

  #grow(move: number): void {
    const larger = new Uint8Array(2 * move);
    larger.set(this.#known);
    this.#known = larger;
  }
}

function verdictOf(kind: PropertyKind, isDecided: boolean, isJudged: boolean): Verdict {
  if (isDecided) return kind === 'sometimes' ? 'reached' : 'violated';
  if (!isJudged) return 'pending';
  return kind === 'sometimes' ? 'not reached' : 'held';
}
