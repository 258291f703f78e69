import type { PropertyKind, PropertyResult, Verdict } from '../../simulation/properties.ts';
import type { CheckedProperty, Claim } from './claims.ts';
import type { Expansion } from './expansion.ts';
import type { Frontier } from './frontiers.ts';

/** What a search looks for in the states that it finds. */
export interface Question {
  readonly properties: readonly CheckedProperty[];
  /** A state where it holds is the end of its behaviour. */
  readonly until: Claim | undefined;
  /** Whether a state in which nothing can happen, and not everybody is done, is a fault. */
  readonly isEnd: ((values: Int32Array) => boolean) | undefined;
}

/** A property that a state has decided. */
export interface Decided {
  readonly name: string;
  readonly kind: PropertyKind | 'deadlock' | 'failure';
  readonly state: number;
}

export interface SearchBounds {
  readonly depth: number;
  readonly states: number;
  readonly bytes: number;
}

/** Looks at one state after the other, in the order of a frontier. */
export class Search {
  generated: number;
  /** The longest way so far to a state, its own included. */
  depth = 0;
  readonly decided: Decided[] = [];
  /** Which bound cut something off. */
  bound: keyof SearchBounds | undefined;
  readonly #expansion: Expansion;
  readonly #frontier: Frontier;
  readonly #question: Question;
  readonly #bounds: SearchBounds;
  #open: CheckedProperty[];

  constructor(expansion: Expansion, frontier: Frontier, question: Question, bounds: SearchBounds) {
    this.#expansion = expansion;
    this.#frontier = frontier;
    this.#question = question;
    this.#bounds = bounds;
    this.#open = question.properties.filter(({ kind }) => kind !== 'eventually');
    this.generated = expansion.store.size;
  }

  get waiting(): number {
    return this.#frontier.waiting;
  }

  /** Looks at up to so many states; false when there are none left, or no more may be found. */
  advance(count: number): boolean {
    for (let looked = 0; looked < count; looked++) {
      const state = this.#frontier.take();
      if (state < 0) return false;
      this.#look(state);
    }
    return !this.#isFull();
  }

  #isFull(): boolean {
    const { store } = this.#expansion;
    if (store.size >= this.#bounds.states) this.bound = 'states';
    else if (store.bytes >= this.#bounds.bytes) this.bound = 'bytes';
    else return false;
    return this.#frontier.waiting > 0;
  }

  #look(state: number): void {
    const expansion = this.#expansion;
    expansion.load(state);
    if (this.#frontier.depth >= this.depth) this.depth = this.#frontier.depth + 1;
    if (this.#open.length > 0) this.#judge(state);
    if (this.#isOver(state)) return;
    expansion.expand();
    this.generated += expansion.count + expansion.idle;
    if (expansion.count + expansion.idle === 0) this.#rest(state);
    if (this.#frontier.depth >= this.#bounds.depth) {
      if (expansion.count > 0) this.bound = 'depth';
      return;
    }
    this.#keep(state);
  }

  #keep(parent: number): void {
    const { store, count, successors } = this.#expansion;
    const { words } = store;
    for (let each = 0; each < count; each++) {
      const found = store.add(successors, each * words, parent);
      if (found >= 0) this.#frontier.found(found);
      else this.#frontier.foundAgain(~found);
    }
  }

  #isOver(state: number): boolean {
    const { values, model } = this.#expansion;
    const { errorComponent } = model;
    if (errorComponent !== undefined && (values[errorComponent] ?? 0) > 0) {
      this.#decide({ name: 'no actor fails', kind: 'failure', state });
      return true;
    }
    return this.#question.until?.holds(values) ?? false;
  }

  #judge(state: number): void {
    let isDecided = false;
    for (const { name, kind, claim } of this.#open) {
      const holds = claim.holds(this.#expansion.values);
      if (holds === (kind === 'always')) continue;
      this.decided.push({ name, kind, state });
      isDecided = true;
    }
    if (isDecided) {
      this.#open = this.#open.filter(
        ({ name, kind }) => !this.decided.some((one) => one.name === name && one.kind === kind),
      );
    }
  }

  #rest(state: number): void {
    const { isEnd } = this.#question;
    if (isEnd === undefined || isEnd(this.#expansion.values)) return;
    this.#decide({ name: 'no deadlock', kind: 'deadlock', state });
  }

  #decide(decided: Decided): void {
    if (!this.decided.some(({ kind }) => kind === decided.kind)) this.decided.push(decided);
  }

  /** Whether the state that is loaded shows what a counterexample of a kind would. */
  isShown(property: string, kind: Decided['kind']): boolean {
    const expansion = this.#expansion;
    const { values, model } = expansion;
    if (kind === 'failure') return (values[model.errorComponent ?? -1] ?? 0) > 0;
    if (kind === 'deadlock' || kind === 'eventually') {
      expansion.expand();
      return expansion.count + expansion.idle === 0;
    }
    const asked = this.#question.properties.find((one) => one.name === property);
    return asked !== undefined && asked.claim.holds(values) !== (kind === 'always');
  }

  /** What is known of the properties. */
  verdicts(isComplete: boolean): PropertyResult[] {
    return this.#question.properties.map(({ name, kind }) => {
      const isDecided = this.decided.some((one) => one.name === name && one.kind === kind);
      return { name, kind, verdict: verdictOf(kind, isDecided, isComplete) };
    });
  }
}

function verdictOf(kind: PropertyKind, isDecided: boolean, isComplete: boolean): Verdict {
  if (isDecided) return kind === 'sometimes' ? 'reached' : 'violated';
  if (!isComplete) return 'pending';
  return kind === 'sometimes' ? 'not reached' : 'held';
}
