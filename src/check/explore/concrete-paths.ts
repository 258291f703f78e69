import { Expansion } from './expansion.ts';
import { initialStates } from './initial-states.ts';
import type { Model } from './model.ts';
import type { Label } from './move.ts';

/** A behaviour of which each step has been taken. */
export interface ConcretePath {
  /** Which of the initial states it begins in. */
  readonly initial: number;
  readonly labels: readonly Label[];
  /** The number of steps after which the rest goes on for ever; none for a behaviour that ends. */
  readonly loopsFrom: number | undefined;
}

interface Step {
  readonly state: number;
  readonly label: Label;
}

/**
 * Finds the steps between states that a search has come through. With symmetry those states only stand
 * for others: the steps are those of the actors themselves, from a state that there really is.
 */
export class ConcretePaths {
  readonly #expansion: Expansion;
  readonly #initial: number;
  readonly #canonical: (values: ArrayLike<number>) => ArrayLike<number>;

  constructor(model: Model) {
    this.#expansion = new Expansion(model);
    this.#expansion.addInitial(initialStates(model));
    this.#initial = this.#expansion.store.size;
    const { symmetry } = model;
    this.#canonical = symmetry ? (values) => symmetry.canonical(values) : (values) => values;
  }

  /**
   * @param states - the values of those that it goes through
   * @param loopsFrom - from which of them on it goes round and round, back to that one
   */
  along(states: readonly ArrayLike<number>[], loopsFrom: number | undefined): ConcretePath {
    const initial = this.#initialLike(states[0]!);
    const stem = this.#follow(initial, states.slice(1, (loopsFrom ?? states.length) + 1));
    if (loopsFrom === undefined) return { initial, labels: labelsOf(stem), loopsFrom };
    const steps = [...stem];
    // What comes back to a state that stands for the first may have to go round more often.
    const begun = new Map<number, number>();
    for (;;) {
      const state = steps.at(-1)?.state ?? initial;
      const at = begun.get(state);
      if (at !== undefined) return { initial, labels: labelsOf(steps), loopsFrom: at };
      begun.set(state, steps.length);
      steps.push(...this.#follow(state, states.slice(loopsFrom + 1)));
    }
  }

  #follow(from: number, states: readonly ArrayLike<number>[]): Step[] {
    let state = from;
    return states.map((wanted) => {
      const step = this.#stepTo(state, wanted);
      state = step.state;
      return step;
    });
  }

  #initialLike(wanted: ArrayLike<number>): number {
    for (let state = 0; state < this.#initial; state++) {
      if (this.#isLike(this.#expansion.valuesOf(state), wanted)) return state;
    }
    throw new Error('A behaviour begins in none of the initial states.');
  }

  #stepTo(state: number, wanted: ArrayLike<number>): Step {
    const expansion = this.#expansion;
    const { moves, count } = expansion.expandAlone(state);
    const numbers = moves.slice(0, count);
    const { batch, repertoires, store } = expansion;
    for (let each = 0; each < count; each++) {
      if (!this.#isLike(expansion.valuesInBatch(each), wanted)) continue;
      store.add(batch, batch.found);
      const found = batch.found[each]!;
      const label = repertoires.moves[numbers[each]!]!.label;
      return { state: found >= 0 ? found : ~found, label };
    }
    const [idle] = expansion.idleMoves(state);
    if (idle !== undefined && this.#isLike(expansion.valuesOf(state), wanted)) {
      return { state, label: repertoires.moves[idle]!.label };
    }
    throw new Error(`No move leads from state ${state} on, although one did before.`);
  }

  #isLike(values: ArrayLike<number>, wanted: ArrayLike<number>): boolean {
    const like = this.#canonical(Int32Array.from(values));
    this.#expansion.widen();
    const length = Math.max(like.length, wanted.length);
    for (let at = 0; at < length; at++) if ((like[at] ?? 0) !== (wanted[at] ?? 0)) return false;
    return true;
  }
}

function labelsOf(steps: readonly Step[]): Label[] {
  return steps.map(({ label }) => label);
}
