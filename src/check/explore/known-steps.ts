import type { ActorNumber } from '../../actors/engine.ts';
import type { Outcomes } from './local-steps.ts';
import type { Model } from './model.ts';
import type { Moves, Step } from './moves.ts';
import type { Opportunity } from './opportunities.ts';
import { PairTable } from './pair-table.ts';

/** An opportunity of an actor in a local state. */
export interface Chance {
  readonly actor: ActorNumber;
  readonly local: number;
  readonly opportunity: Opportunity;
}

/**
 * The steps of actors that depend on nothing but the actor's own local state, each taken once: a
 * cause's outcomes are the same whoever brings it about, and its steps whatever else is on its way.
 */
export class KnownSteps {
  readonly #model: Model;
  readonly #moves: Moves;
  /** By actor: where its outcomes are, by local state and cause. */
  readonly #outcomeIndices: PairTable[] = [];
  /** Undefined where something else makes a difference. */
  readonly #outcomes: (Outcomes | undefined)[] = [];
  /** By actor: where its steps are, by local state and opportunity. */
  #indices: PairTable[] = [];
  #steps: (readonly Step[] | undefined)[] = [];
  /** How many components there were for what is known. */
  #components = 0;

  constructor(model: Model, moves: Moves) {
    this.#model = model;
    this.#moves = moves;
  }

  /** The steps that are the same in all states; undefined where other actors make a difference. */
  alwaysOf(chance: Chance, values: ArrayLike<number>): readonly Step[] | undefined {
    const { actor, local, opportunity } = chance;
    this.#forgetOlder();
    const indices = tableOf(this.#indices, actor);
    const index = indices.get(local, opportunity.number);
    if (index >= 0) return this.#steps[index];
    const outcomes = this.#outcomesOf(chance, values);
    const steps = outcomes && this.of(chance, outcomes);
    indices.set(local, opportunity.number, this.#steps.push(steps) - 1);
    return steps;
  }

  /** What steps outcomes are. */
  of({ actor, local, opportunity }: Chance, { all }: Outcomes): Step[] {
    const { label, consumes } = opportunity;
    return all
      .filter(({ isTaken }) => isTaken || consumes)
      .map((outcome) => this.#moves.ofOutcome(actor, local, outcome, label, opportunity));
  }

  take({ actor, opportunity }: Chance, values: ArrayLike<number>): Outcomes {
    const { cause } = opportunity;
    const outcomes = this.#model.steps.take(actor, this.#model.viewOf(values), cause);
    this.#model.symmetry?.steps.require({ actor, cause, values, outcomes });
    return outcomes;
  }

  #outcomesOf(chance: Chance, values: ArrayLike<number>): Outcomes | undefined {
    const { actor, local, opportunity } = chance;
    const indices = tableOf(this.#outcomeIndices, actor);
    const index = indices.get(local, opportunity.causeNumber);
    if (index >= 0) return this.#outcomes[index];
    const outcomes = this.take(chance, values);
    const known = outcomes.reads.length === 0 ? outcomes : undefined;
    indices.set(local, opportunity.causeNumber, this.#outcomes.push(known) - 1);
    return known;
  }

  /** Who comes into being later grows older with the others. */
  #forgetOlder(): void {
    const { components } = this.#model;
    if (components.count === this.#components) return;
    this.#components = components.count;
    this.#indices = [];
    this.#steps = [];
  }
}

function tableOf(tables: PairTable[], actor: ActorNumber): PairTable {
  while (tables.length <= actor) tables.push(new PairTable());
  return tables[actor]!;
}
