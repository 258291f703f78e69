import type { ActorNumber } from '../../actors/engine.ts';

/** Says which actor an object is the reference of, if it is one. */
export type Identify = (value: object) => ActorNumber | undefined;

/** What actors are called where values are spelled out. */
export interface Naming {
  ofActor(actor: ActorNumber): string;
  /** What a string that is an actor's address is spelled as; undefined for any other string. */
  ofString(text: string): string | undefined;
}

const byNumber: Naming = { ofActor: (actor) => `@${actor}`, ofString: () => undefined };

/**
 * Spells values out so that two have the same text exactly when no machine can tell them apart:
 * data by what it holds, actor references by the actor, functions and instances of classes by
 * identity. Sets and maps count as the same in whatever order they were filled.
 */
export class ValueTexts {
  readonly #identify: Identify;
  readonly #naming: Naming;
  readonly #identities = new Map<object | symbol, number>();
  /** The objects that the one being spelled is inside of. */
  readonly #outer = new Set<object>();

  constructor(identify: Identify, naming = byNumber) {
    this.#identify = identify;
    this.#naming = naming;
  }

  /** @throws RangeError when an object holds itself */
  of(value: unknown): string {
    switch (typeof value) {
      case 'string':
        return this.#ofString(value);
      case 'number':
        return Object.is(value, -0) ? '-0' : String(value);
      case 'bigint':
        return `${value}n`;
      case 'object':
        return value === null ? 'null' : this.#ofObject(value);
      case 'function':
      case 'symbol':
        return this.#byIdentity(value);
      default:
        return String(value);
    }
  }

  ofActor(actor: ActorNumber): string {
    return this.#naming.ofActor(actor);
  }

  #ofString(text: string): string {
    return this.#naming.ofString(text) ?? JSON.stringify(text);
  }

  #ofObject(value: object): string {
    const actor = this.#identify(value);
    if (actor !== undefined) return this.#naming.ofActor(actor);
    if (this.#outer.has(value)) {
      throw new RangeError('A context or an event holds an object that holds itself.');
    }
    this.#outer.add(value);
    const text = this.#within(value);
    this.#outer.delete(value);
    return text;
  }

  #within(value: object): string {
    if (Array.isArray(value)) return `[${value.map((each) => this.of(each)).join()}]`;
    const prototype = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) return this.#ofRecord(value);
    if (value instanceof Set) return `S{${[...value].map((each) => this.of(each)).sort()}}`;
    if (value instanceof Map) {
      const entries = [...value].map(([key, each]) => `${this.of(key)}:${this.of(each)}`);
      return `M{${entries.sort()}}`;
    }
    if (value instanceof Date) return `D${value.getTime()}`;
    if (value instanceof Error) return `E${JSON.stringify([value.name, value.message])}`;
    if (ArrayBuffer.isView(value)) return `B${prototype.constructor.name}[${value}]`;
    return this.#byIdentity(value);
  }

  #ofRecord(value: object): string {
    const texts = Object.entries(value).map(
      ([key, each]) => `${this.#ofString(key)}:${this.of(each)}`,
    );
    return `{${texts.sort()}}`;
  }

  #byIdentity(value: object | symbol): string {
    let identity = this.#identities.get(value);
    if (identity === undefined) {
      identity = this.#identities.size;
      this.#identities.set(value, identity);
    }
    return `#${identity}`;
  }
}
