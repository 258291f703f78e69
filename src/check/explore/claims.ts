import {
  isYes,
  type Judgement,
  type Properties,
  type PropertyKind,
} from '../../simulation/properties.ts';
import type { Observing } from '../../simulation/simulation.ts';
import type { Layout } from './layout.ts';
import type { Model } from './model.ts';

/** A predicate on global states, which is asked as seldom as can be. */
export class Claim {
  readonly #model: Model;
  /** What messages call it. */
  readonly name: string;
  readonly #answer: () => boolean | Judgement;
  #root: number;

  constructor(model: Model, name: string, answer: () => boolean | Judgement) {
    this.#model = model;
    this.name = name;
    this.#answer = answer;
    this.#root = model.decisions.plant();
  }

  /** Whether it holds in a packed state, where that is known; else {@link UNKNOWN}. */
  known(layout: Layout, from: Int32Array, at: number): number {
    return this.#model.decisions.decide(this.#root, layout, from, at);
  }

  /** Asks whether it holds in a state, and remembers it. */
  ask(values: ArrayLike<number>): boolean {
    const { value, reads } = this.#model.look(values, () => isYes(this.#answer()));
    this.#root = this.#model.decisions.learn(this.#root, reads, values, Number(value));
    for (const component of reads) this.#model.readComponents.add(component);
    return value;
  }

  /** Why it does not hold in a state, in lines, if it tells. */
  explain(values: ArrayLike<number>): readonly string[] {
    const { value: answer } = this.#model.look(values, this.#answer);
    return typeof answer === 'boolean' ? [] : answer.explanation;
  }
}

/** A property to be checked. */
export interface CheckedProperty {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly claim: Claim;
}

/** The properties of a simulation, of kinds that judge a single state before those that judge paths. */
export function checkedProperties<TParams, TActors>(
  model: Model,
  properties: Properties<TParams, TActors> | undefined,
  observing: Observing<TParams, TActors>,
): CheckedProperty[] {
  const { always = {}, never = {}, sometimes = {}, eventually = {} } = properties ?? {};
  const ofStates = Object.entries({ always, never, sometimes }).flatMap(([kind, claims]) =>
    Object.entries(claims).map(([name, holds]) => ({
      name,
      kind: kind as PropertyKind,
      claim: new Claim(model, `'${name}'`, () => holds(observing)),
    })),
  );
  const ofPaths = Object.entries(eventually).map(([name, claim]) => ({
    name,
    kind: 'eventually' as const,
    claim: new Claim(model, `'${name}'`, () => claim.holds(observing)),
  }));
  return [...ofStates, ...ofPaths];
}
