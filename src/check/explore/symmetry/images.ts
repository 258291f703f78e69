import type { ActorNumber } from '../../../actors/engine.ts';
import type { Model } from '../model.ts';
import type { Footprints } from './footprints.ts';
import type { Members, Permutation } from './members.ts';
import { Renaming } from './renaming.ts';

/** What becomes of the values of components when members take each other's places. */
export class Images {
  readonly #model: Model;
  readonly #members: Members;
  readonly #footprints: Footprints;
  readonly renaming: Renaming;
  /** By component, the images that are known, by value and by who takes whose place. */
  readonly #known: Map<string, number>[] = [];
  /** The images of local states, by actor, local state and who takes whose place. */
  readonly #knownLocals = new Map<string, number>();
  /** The images of messages, by message and by who takes whose place. */
  readonly #knownMessages = new Map<string, number>();

  constructor(model: Model, members: Members, footprints: Footprints) {
    this.#model = model;
    this.#members = members;
    this.#footprints = footprints;
    this.renaming = new Renaming(model.kernel, members);
  }

  /** The component that takes the place of one. */
  componentOf(component: number, permutation: Permutation): number {
    const actor = this.#model.components.actorOf(component);
    if (actor === undefined) return component;
    const image = this.#members.imageOf(actor, permutation);
    return image === actor ? component : this.#model.components.of(image);
  }

  /** What the value of a component is in the component that takes its place. */
  valueOf(component: number, value: number, permutation: Permutation): number {
    const moved = this.#movedBy(component, value, permutation);
    if (moved === '') return value;
    this.#known[component] ??= new Map();
    const known = this.#known[component]!;
    const key = `${value}${moved}`;
    let image = known.get(key);
    if (image === undefined) {
      image = this.#compute(component, value, permutation);
      known.set(key, image);
    }
    return image;
  }

  /** A whole state after the members have taken each other's places. */
  stateOf(values: ArrayLike<number>, permutation: Permutation): number[] {
    const image: number[] = [];
    for (let component = 0; component < values.length; component++) {
      const to = this.componentOf(component, permutation);
      image[to] = this.valueOf(component, values[component]!, permutation);
    }
    return Array.from({ length: this.#model.components.count }, (_, at) => image[at] ?? 0);
  }

  messageOf(message: number, permutation: Permutation): number {
    const moved = movedOf(this.#footprints.membersOfMessage(message), permutation);
    if (moved === '') return message;
    const key = `${message}${moved}`;
    let image = this.#knownMessages.get(key);
    if (image === undefined) {
      const { messages } = this.#model;
      image = messages.intern(this.renaming.message(messages.get(message), permutation));
      this.#knownMessages.set(key, image);
    }
    return image;
  }

  localOf(actor: ActorNumber, local: number, permutation: Permutation): number {
    const members = this.#footprints.membersOfLocal(actor, local);
    const key = `${actor} ${local}${movedOf(members, permutation)}${this.#moving(actor, permutation)}`;
    let image = this.#knownLocals.get(key);
    if (image === undefined) {
      image = this.#renamedLocal(actor, local, permutation);
      this.#knownLocals.set(key, image);
    }
    return image;
  }

  #renamedLocal(actor: ActorNumber, local: number, permutation: Permutation): number {
    const { steps } = this.#model;
    const state = steps.localsOf(actor).get(local);
    if (state === undefined) return local;
    const { saved, timers } = this.renaming.local(state, permutation);
    const image = this.#members.imageOf(actor, permutation);
    return steps.localsOf(image).intern(saved, timers, state.isDown);
  }

  /** Who of those that a value tells of is moved, and where to. */
  #movedBy(component: number, value: number, permutation: Permutation): string {
    const moved = movedOf(this.#footprints.of(component, value).members, permutation);
    const actor = this.#model.components.actorOf(component);
    return actor === undefined ? moved : `${moved}${this.#moving(actor, permutation)}`;
  }

  /** Where an actor itself is moved to. */
  #moving(actor: ActorNumber, permutation: Permutation): string {
    const owner = this.#members.placeOf(actor)?.member;
    return owner === undefined || permutation[owner] === owner ? '' : `,>${permutation[owner]}`;
  }

  #compute(component: number, value: number, permutation: Permutation): number {
    const model = this.#model;
    const actor = model.components.actorOf(component);
    if (actor !== undefined) return this.#cellOf(actor, component, value, permutation);
    const history = model.historyOf(component);
    if (history >= 0) {
      const values = model.historyValuesOf(history);
      return values.intern(this.renaming.value(values.get(value), permutation));
    }
    if (component === model.lastComponent) return this.messageOf(value - 1, permutation) + 1;
    const error = model.errors[value - 1]!;
    return model.errorOf(this.#members.imageOf(error.actor, permutation), error.thrown);
  }

  #cellOf(actor: ActorNumber, component: number, cell: number, permutation: Permutation): number {
    const { components, mailboxes } = this.#model;
    const cells = components.cellsOf(component)!;
    const local = this.localOf(actor, cells.localOf(cell), permutation);
    const mail = mailboxes.get(cells.mailboxOf(cell));
    const mailbox = mailboxes.intern(mail.map((each) => this.messageOf(each, permutation)));
    const image = this.componentOf(component, permutation);
    return components.cellsOf(image)!.intern(local, mailbox);
  }
}

/** Who of some members is moved, and where to. */
function movedOf(members: readonly number[], permutation: Permutation): string {
  let moved = '';
  for (const member of members) {
    if (permutation[member] !== member) moved += `,${member}>${permutation[member]}`;
  }
  return moved;
}
