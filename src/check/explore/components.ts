import type { ActorNumber } from '../../actors/engine.ts';
import { Cells } from './cells.ts';
import type { LocalSteps } from './local-steps.ts';
import type { Mailboxes } from './mailboxes.ts';

/**
 * The components of the global state, each of which has a small number for its value. Actors that
 * come into being while states are explored add theirs; their value was 0 in all states before.
 */
export class Components {
  readonly #steps: LocalSteps;
  readonly #mailboxes: Mailboxes;
  /** What can be seen of each component's values; undefined where that is the value itself. */
  readonly projections: (Cells | undefined)[] = [];
  readonly #sizes: (() => number)[] = [];
  readonly #actors: (ActorNumber | undefined)[] = [];
  readonly #slots: number[] = [];
  readonly #ofActors = new Map<ActorNumber, number>();

  constructor(steps: LocalSteps, mailboxes: Mailboxes) {
    this.#steps = steps;
    this.#mailboxes = mailboxes;
  }

  get count(): number {
    return this.#sizes.length;
  }

  /** How many values a component has had so far. */
  sizeOf(component: number): number {
    return this.#sizes[component]!();
  }

  /** The cells of the actor that a component is; undefined for a component that is none. */
  cellsOf(component: number): Cells | undefined {
    return this.projections[component];
  }

  actorOf(component: number): ActorNumber | undefined {
    return this.#actors[component];
  }

  /** How many components before it are actors, for one that is an actor itself. */
  slotOf(component: number): number {
    return this.#slots[component]!;
  }

  /** The component of an actor; undefined while it has none. */
  find(actor: ActorNumber): number | undefined {
    return this.#ofActors.get(actor);
  }

  /** The component of an actor, which is added if need be. */
  of(actor: ActorNumber): number {
    const known = this.#ofActors.get(actor);
    if (known !== undefined) return known;
    const cells = new Cells(this.#steps.localsOf(actor), this.#mailboxes);
    const component = this.#add(() => cells.size, cells, actor);
    this.#ofActors.set(actor, component);
    return component;
  }

  add(size: () => number): number {
    return this.#add(size, undefined, undefined);
  }

  #add(size: () => number, cells: Cells | undefined, actor: ActorNumber | undefined): number {
    this.#slots.push(this.projections.filter((each) => each !== undefined).length);
    this.projections.push(cells);
    this.#actors.push(actor);
    return this.#sizes.push(size) - 1;
  }
}
