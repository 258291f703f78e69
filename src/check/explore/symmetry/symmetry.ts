import { UsageError } from '../../../simulation/usage-error.ts';
import type { Model } from '../model.ts';
import type { ModelPopulation } from '../model-origins.ts';
import { AlikeSteps } from './alike-steps.ts';
import { CanonicalForms } from './canonical-forms.ts';
import { Footprints } from './footprints.ts';
import { Images } from './images.ts';
import { Members } from './members.ts';

/** A population, and whether its members count as alike. */
export interface PopulationSymmetry {
  /** What the addresses of its members begin with. */
  readonly population: string;
  readonly size: number;
  readonly isReduced: boolean;
  /** Whose state tells its members apart from the first; none for one that is reduced. */
  readonly toldApartBy?: string;
}

/** The members of populations that may be exchanged for each other, and what follows from that. */
export class Symmetry {
  readonly populations: readonly PopulationSymmetry[];
  readonly steps: AlikeSteps;
  readonly #members: Members;
  readonly #images: Images;
  readonly #forms: CanonicalForms;

  /** @param initial - the initial states: populations whose members differ in them are left alone */
  constructor(model: Model, initial: readonly ArrayLike<number>[]) {
    const { origins } = model.kernel;
    const several = origins.populations.filter(({ size }) => size > 1);
    this.populations = several.map((population) => judged(model, population, initial));
    const alike = several.filter((_, at) => this.populations[at]!.isReduced);
    this.#members = new Members(model.kernel, alike);
    const footprints = new Footprints(model, this.#members);
    this.#images = new Images(model, this.#members, footprints);
    this.steps = new AlikeSteps(model, this.#members, this.#images);
    this.#forms = new CanonicalForms(model, this.#members, footprints, this.#images);
  }

  /** The state that stands for all that exchanging members makes of a state. */
  canonical(values: ArrayLike<number>): number[] {
    return this.#forms.of(values);
  }

  /**
   * Sees whether a predicate is the same after members have been exchanged.
   *
   * @param holds - what it is in a state
   * @param holdsIn - asks what it is in another one
   * @throws UsageError when it is not the same
   */
  requireBlind(
    name: string,
    values: ArrayLike<number>,
    holds: boolean,
    holdsIn: (values: ArrayLike<number>) => boolean,
  ): void {
    for (const exchange of this.#members.exchanges()) {
      if (holdsIn(this.#images.stateOf(values, exchange)) === holds) continue;
      throw new UsageError(
        `${name} tells actors of one population apart, so that they cannot count as alike: check it without symmetry.`,
      );
    }
  }
}

function judged(
  model: Model,
  population: ModelPopulation,
  initial: readonly ArrayLike<number>[],
): PopulationSymmetry {
  const { prefix, size } = population;
  const members = new Members(model.kernel, [population]);
  const images = new Images(model, members, new Footprints(model, members));
  const known = new Set(initial.map((state) => Array.from(state).join()));
  for (const exchange of members.exchanges()) {
    for (const state of initial) {
      const image = images.stateOf(state, exchange);
      if (known.has(image.slice(0, state.length).join())) continue;
      const at = image.findIndex((value, component) => value !== (state[component] ?? 0));
      const toldApartBy = nameOf(model, at);
      return { population: prefix, size, isReduced: false, toldApartBy };
    }
  }
  return { population: prefix, size, isReduced: true };
}

function nameOf(model: Model, component: number): string {
  const actor = model.components.actorOf(component);
  return actor === undefined ? 'a history' : model.kernel.addressOf(actor);
}
