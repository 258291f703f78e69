/** Told of two positions under one subject, the first before the second, and what is there. */
export type OnPair<T> = (a: number, b: number, subject: string, first: T, second: T) => void;

/**
 * A map of some thousands is a large object to V8, which makes it anew each time that it grows: to
 * fill several smaller ones takes a fifth of the time.
 */
const DEFINITIONS_A_MAP = 1_000;

/**
 * Who meets under one subject: the hash side of a join. Most subjects have one definition only, so
 * that a list for each would be most of the cost: here each definition knows the one before it.
 */
export class Meetings<T> {
  /** The last definition of each subject, in one of the maps. */
  readonly #last: readonly Map<string, number>[];
  readonly #positions: number[] = [];
  readonly #definitions: T[] = [];
  /** The one before it of the same subject, or -1. */
  readonly #before: number[] = [];
  /** Those that have one before them, and their subjects. */
  readonly #meeting: number[] = [];
  readonly #subjects: string[] = [];

  /** @param about - how many definitions there will be, so that none of its maps grows large */
  constructor(about = 0) {
    const maps = Math.max(1, Math.ceil(about / DEFINITIONS_A_MAP));
    this.#last = Array.from({ length: maps }, () => new Map());
  }

  /** @param position - not less than that of any definition before */
  add(subject: string, position: number, definition: T): void {
    const nth = this.#positions.length;
    const last = this.#mapOf(subject);
    const before = last.get(subject);
    last.set(subject, nth);
    this.#positions.push(position);
    this.#definitions.push(definition);
    this.#before.push(before ?? -1);
    if (before === undefined) return;
    this.#meeting.push(nth);
    this.#subjects.push(subject);
  }

  /** Tells of each pair of definitions that share a subject, of the subjects that are asked for. */
  forEachPair(isAsked: (subject: string) => boolean, onPair: OnPair<T>): void {
    const [positions, definitions, before] = [this.#positions, this.#definitions, this.#before];
    this.#meeting.forEach((later, at) => {
      const subject = this.#subjects[at]!;
      if (!isAsked(subject)) return;
      for (let nth = before[later]!; nth !== -1; nth = before[nth]!) {
        onPair(positions[nth]!, positions[later]!, subject, definitions[nth]!, definitions[later]!);
      }
    });
  }

  #mapOf(subject: string): Map<string, number> {
    const maps = this.#last;
    if (maps.length === 1) return maps[0]!;
    const [first, last] = [subject.charCodeAt(0), subject.charCodeAt(subject.length - 1)];
    // An empty text has neither.
    return maps[((31 * first + 7 * last + subject.length) | 0) % maps.length]!;
  }
}
