import type { Properties, PropertyKind } from '../../simulation/properties.ts';
import type { Observing } from '../../simulation/simulation.ts';
import { UNKNOWN } from './decisions.ts';
import type { Model } from './model.ts';

/** A predicate on global states, which is asked as seldom as can be. */
export class Claim {
  readonly #model: Model;
  readonly #holds: () => boolean;
  readonly #actors = new Set<number>();
  #root: number;

  constructor(model: Model, holds: () => boolean) {
    this.#model = model;
    this.#holds = holds;
    this.#root = model.decisions.plant();
  }

  /** The components that it has looked at in some state. */
  get components(): ReadonlySet<number> {
    return this.#actors;
  }

  holds(values: ArrayLike<number>): boolean {
    const read = this.#model.readFrom(values);
    const known = this.#model.decisions.decide(this.#root, read);
    if (known !== UNKNOWN) return known === 1;
    const { value, reads } = this.#model.look(values, this.#holds);
    this.#root = this.#model.decisions.learn(this.#root, reads, read, Number(value));
    for (const component of reads) this.#actors.add(component);
    return value;
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
      claim: new Claim(model, () => holds(observing)),
    })),
  );
  const ofPaths = Object.entries(eventually).map(([name, claim]) => ({
    name,
    kind: 'eventually' as const,
    claim: new Claim(model, () => claim.holds(observing)),
  }));
  return [...ofStates, ...ofPaths];
}
