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
  readonly #known: Footprint[][] = [];
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

  #trace(component: number, value: number): Footprint {
    const actor = this.#model.components.actorOf(component);
    const place = actor === undefined ? undefined : this.#members.placeOf(actor);
    this.#owner = place?.member ?? NOBODY;
    this.#met = new Set();
    const where = this.#whereOf(component, place);
    const shape = this.#numberOf(component, value, where, NOBODY);
    const members = [...this.#met].filter((member) => member !== this.#owner).sort((a, b) => a - b);
    const marks = members.map((member) => this.#numberOf(component, value, where, member));
    return { shape, members, marks };
  }

  /** A component as it is for all that may be exchanged. */
  #whereOf(component: number, place: Place | undefined): string {
    if (place === undefined) return String(component);
    return `p${this.#members.populationOf(place.member)}${place.path}`;
  }

  #numberOf(component: number, value: number, where: string, marked: number): number {
    this.#marked = marked;
    const text = `${where} ${this.#textOf(component, value)}`;
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(text, number);
    }
    return number;
  }

  #textOf(component: number, value: number): string {
    const model = this.#model;
    const actor = model.components.actorOf(component);
    if (actor !== undefined) return this.#cellText(actor, component, value);
    const history = model.historyOf(component);
    if (history >= 0) return this.#texts.of(model.historyValuesOf(history).get(value));
    if (value === 0) return '';
    if (component === model.lastComponent) return this.#messageText(value - 1);
    if (component !== model.errorComponent) return String(value);
    const error = model.errors[value - 1]!;
    return `${this.#nameOf(error.actor)} ${error.thrown}`;
  }

  #cellText(actor: ActorNumber, component: number, cell: number): string {
    const { components, mailboxes, steps } = this.#model;
    const cells = components.cellsOf(component)!;
    const local = steps.localsOf(actor).get(cells.localOf(cell));
    const links = mailboxes.byLink(cells.mailboxOf(cell));
    const mail = links.map((link) => link.map((each) => this.#messageText(each)).join('>'));
    if (local === undefined) return mail.sort().join();
    const contextText = this.#texts.of(local.saved.state.context);
    return `${textOf({ ...local, contextText }, this.#texts)} ${mail.sort().join()}`;
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
