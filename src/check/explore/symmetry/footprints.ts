import type { ActorNumber } from '../../../actors/engine.ts';
import { textOf } from '../local-states.ts';
import type { Model } from '../model.ts';
import { ValueTexts } from '../value-text.ts';
import type { Members, Place } from './members.ts';

/** How a component's value refers to members, by what stays the same whoever is renamed. */
export interface Footprint {
  /** The value with nobody named, as a number: the same for all values that renaming makes of it. */
  readonly shape: number;
  /** The members that it refers to, the one that the component belongs to excepted. */
  readonly members: readonly number[];
  /** For each of them, as a number, the value with that member alone told from the others. */
  readonly marks: readonly number[];
}

const NOBODY = -1;

/** Tells how the values of components refer to members. */
export class Footprints {
  readonly #model: Model;
  readonly #members: Members;
  readonly #texts: ValueTexts;
  readonly #numbers = new Map<string, number>();
  /** By component and value. */
  readonly #known: Footprint[][] = [];
  /** By actor and local state. */
  readonly #locals: Footprint[][] = [];
  /** By who they are on their way to, and message. */
  readonly #messages = new Map<number, Footprint[]>();
  /** What is spelled out at the moment: in whose component, and whom to tell from the others. */
  #owner = NOBODY;
  #marked = NOBODY;
  #met = new Set<number>();

  constructor(model: Model, members: Members) {
    this.#model = model;
    this.#members = members;
    this.#texts = new ValueTexts((value) => model.kernel.engines.findNumber(value as never), {
      ofActor: (actor) => this.#nameOf(actor),
      ofString: (text) => this.#nameOfAddress(text),
    });
  }

  of(component: number, value: number): Footprint {
    this.#known[component] ??= [];
    const known = this.#known[component]!;
    known[value] ??= this.#trace(component, value);
    return known[value]!;
  }

  /** The members that a message refers to. */
  membersOfMessage(message: number): readonly number[] {
    this.#owner = NOBODY;
    return this.#message(message).members;
  }

  /** The members that an actor's local state refers to, the one that the actor belongs to excepted. */
  membersOfLocal(actor: ActorNumber, local: number): readonly number[] {
    this.#owner = this.#members.placeOf(actor)?.member ?? NOBODY;
    return this.#local(actor, local).members;
  }

  #trace(component: number, value: number): Footprint {
    const actor = this.#model.components.actorOf(component);
    const place = actor === undefined ? undefined : this.#members.placeOf(actor);
    this.#owner = place?.member ?? NOBODY;
    const where = this.#whereOf(component, place);
    if (actor !== undefined) return this.#cell(actor, component, value, where);
    return this.#spelled(() => `${where} ${this.#textOf(component, value)}`);
  }

  /** A component as it is for all that may be exchanged. */
  #whereOf(component: number, place: Place | undefined): string {
    if (place === undefined) return String(component);
    return `p${this.#members.populationOf(place.member)}${place.path}`;
  }

  /** The footprint of what is spelled out, once with nobody told from the others, and once for each. */
  #spelled(spell: () => string): Footprint {
    this.#met = new Set();
    this.#marked = NOBODY;
    const shape = this.#numberOf(spell());
    const members = [...this.#met].filter((member) => member !== this.#owner).sort((a, b) => a - b);
    const marks = members.map((member) => {
      this.#marked = member;
      return this.#numberOf(spell());
    });
    return { shape, members, marks };
  }

  /** Put together from the footprints of what the actor is in, and of what is on its way to it. */
  #cell(actor: ActorNumber, component: number, cell: number, where: string): Footprint {
    const { components, mailboxes } = this.#model;
    const cells = components.cellsOf(component)!;
    const local = this.#local(actor, cells.localOf(cell));
    const links = mailboxes
      .byLink(cells.mailboxOf(cell))
      .map((link) => link.map((message) => this.#message(message)));
    const numberWith = (member: number) => {
      const mail = links.map((link) => link.map((each) => markOf(each, member)).join('>'));
      return this.#numberOf(`${where} ${markOf(local, member)} ${mail.sort()}`);
    };
    const met = new Set([local, ...links.flat()].flatMap(({ members }) => members));
    const members = [...met].sort((a, b) => a - b);
    return { shape: numberWith(NOBODY), members, marks: members.map(numberWith) };
  }

  #local(actor: ActorNumber, local: number): Footprint {
    this.#locals[actor] ??= [];
    const known = this.#locals[actor]!;
    known[local] ??= this.#spelled(() => `local ${this.#localText(actor, local)}`);
    return known[local]!;
  }

  #message(message: number): Footprint {
    const known = this.#messages.get(this.#owner) ?? [];
    this.#messages.set(this.#owner, known);
    known[message] ??= this.#spelled(() => `message ${this.#messageText(message)}`);
    return known[message]!;
  }

  #numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(text, number);
    }
    return number;
  }

  #textOf(component: number, value: number): string {
    const model = this.#model;
    const history = model.historyOf(component);
    if (history >= 0) return this.#texts.of(model.historyValuesOf(history).get(value));
    if (value === 0) return '';
    if (component === model.lastComponent) return this.#messageText(value - 1);
    if (component !== model.errorComponent) return String(value);
    const error = model.errors[value - 1]!;
    return `${this.#nameOf(error.actor)} ${error.thrown}`;
  }

  #localText(actor: ActorNumber, number: number): string {
    const local = this.#model.steps.localsOf(actor).get(number);
    if (local === undefined) return '';
    const contextText = this.#texts.of(local.saved.state.context);
    return textOf({ ...local, contextText }, this.#texts);
  }

  #messageText(message: number): string {
    const { from, to, event, isLocal } = this.#model.messages.get(message);
    return `${this.#nameOf(from)} ${this.#nameOf(to)} ${isLocal} ${this.#texts.of(event)}`;
  }

  #nameOfAddress(text: string): string | undefined {
    const actor = this.#model.kernel.directory.find(text);
    if (actor === undefined || this.#members.placeOf(actor) === undefined) return undefined;
    return `&${this.#nameOf(actor)}`;
  }

  #nameOf(actor: ActorNumber): string {
    const place = this.#members.placeOf(actor);
    if (place === undefined) return `@${actor}`;
    const { member, path } = place;
    this.#met.add(member);
    if (member === this.#owner) return `@own${path}`;
    return member === this.#marked
      ? `@marked${path}`
      : `@p${this.#members.populationOf(member)}${path}`;
  }
}

/** What tells how a value refers to one member; its shape for one that it does not refer to. */
function markOf({ shape, members, marks }: Footprint, member: number): number {
  const at = members.indexOf(member);
  return at < 0 ? shape : marks[at]!;
}
