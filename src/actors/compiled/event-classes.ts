import type { AnyStateMachine } from 'xstate';
import { INIT_EVENT, type Node, rootOf, STOP_EVENT, WILDCARD } from './xstate-internals.ts';

/** The classes of events that mean something to every machine. Smaller than `UNLISTED`. */
export const STOP = 0;
export const ANY = 1;
export const INIT = 2;
/** The class of all events whose type only `*` matches. */
export const UNLISTED = 3;

/** Types that only a partial wildcard matches are remembered up to this many. */
const REMEMBERED_TYPES_MAX = 4_096;

/** Sorts event types into classes that no transition of a machine tells apart. */
export class EventClasses {
  readonly #byType = new Map<string, number>();
  readonly #byPattern = new Map<string, number>();
  /** Events of one type tend to come in rows. */
  #lastType = STOP_EVENT;
  #lastClass = STOP;
  /** For each class, a type that belongs to it. */
  readonly #examples: string[] = [];
  readonly #partialWildcards: readonly string[];

  constructor(machine: AnyStateMachine) {
    const descriptors = descriptorsOf(rootOf(machine));
    this.#partialWildcards = [...descriptors].filter((each) => each.endsWith('.*')).sort();
    for (const type of [STOP_EVENT, WILDCARD, INIT_EVENT, '(unlisted)']) this.#add(type);
    for (const descriptor of descriptors) {
      if (!this.#byType.has(descriptor)) this.#add(descriptor);
    }
    this.#byType.delete('(unlisted)');
  }

  /** The class of an event type. */
  of(type: string): number {
    if (type === this.#lastType) return this.#lastClass;
    this.#lastClass = this.#byType.get(type) ?? this.#classify(type);
    this.#lastType = type;
    return this.#lastClass;
  }

  exampleOf(eventClass: number): string {
    return this.#examples[eventClass]!;
  }

  #add(type: string): number {
    const eventClass = this.#examples.length;
    this.#examples.push(type);
    this.#byType.set(type, eventClass);
    return eventClass;
  }

  #classify(type: string): number {
    if (this.#partialWildcards.length === 0) return UNLISTED;
    const pattern = this.#partialWildcards
      .filter((each) => matchesDescriptor(type, each))
      .join(' ');
    if (pattern === '') return UNLISTED;
    const known = this.#byPattern.get(pattern);
    if (known === undefined) {
      const added = this.#add(type);
      this.#byPattern.set(pattern, added);
      return added;
    }
    if (this.#byType.size < REMEMBERED_TYPES_MAX) this.#byType.set(type, known);
    return known;
  }
}

function descriptorsOf(node: Node, into = new Set<string>()): Set<string> {
  for (const descriptor of node.transitions.keys()) into.add(descriptor);
  for (const child of Object.values(node.states)) descriptorsOf(child, into);
  return into;
}

/** Whether an event type matches a descriptor: itself, `*`, or a prefix of whole tokens and `.*`. */
export function matchesDescriptor(eventType: string, descriptor: string): boolean {
  if (descriptor === eventType || descriptor === WILDCARD) return true;
  if (!descriptor.endsWith('.*')) return false;
  const wanted = descriptor.split('.');
  const given = eventType.split('.');
  for (let at = 0; at < wanted.length; at++) {
    if (wanted[at] === WILDCARD) return at === wanted.length - 1;
    if (wanted[at] !== given[at]) return false;
  }
  return true;
}
