/** Told of two positions under one subject, the first before the second, and what is there. */
export type OnPair<T> = (a: number, b: number, subject: string, first: T, second: T) => void;

/**
 * A map of some thousands is a large object to V8, which makes it anew each time that it grows: to
 * fill several smaller ones takes a fifth of the time.
 */
const DEFINITIONS_A_MAP = 1_000;

/** One that knows the one before it of the same subject, for most subjects have no other. */
interface Definition<T> {
  readonly position: number;
  readonly what: T;
  readonly before: Definition<T> | undefined;
}

/** Tells of a definition; its position is not less than that of any before. */
export type Define<T> = (subject: string, position: number, what: T) => void;

/** How many positions and definitions there will be. */
interface Extent {
  readonly positions: number;
  /** About so many, so that no map grows large. */
  readonly definitions: number;
}

/** Who meets under one subject: a hash join, of which nothing is kept but those who meet. */
export class Meetings<T> {
  /** Those that have one before them, and their subjects. */
  readonly #meeting: Definition<T>[] = [];
  readonly #subjects: string[] = [];

  /** @param tell - tells of all definitions, each once */
  constructor({ positions, definitions }: Extent, tell: (define: Define<T>) => void) {
    const maps = Math.max(1, Math.ceil(definitions / DEFINITIONS_A_MAP));
    const last = Array.from({ length: maps }, () => new Map<string, Definition<T>>());
    tell((subject, position, what) => {
      const known = maps === 1 ? last[0]! : last[bucketOf(subject) % maps]!;
      const before = known.get(subject);
      const definition = { position, what, before };
      // Nobody comes after those at the last position, so they need not be found.
      if (position < positions - 1) known.set(subject, definition);
      if (before === undefined) return;
      this.#meeting.push(definition);
      this.#subjects.push(subject);
    });
  }

  /** Tells of each pair of definitions that share a subject, of the subjects that are asked for. */
  forEachPair(isAsked: (subject: string) => boolean, onPair: OnPair<T>): void {
    this.#meeting.forEach(({ position, what, before }, at) => {
      const subject = this.#subjects[at]!;
      if (!isAsked(subject)) return;
      for (let other = before; other !== undefined; other = other.before) {
        onPair(other.position, position, subject, other.what, what);
      }
    });
  }
}

function bucketOf(subject: string): number {
  const [first, last] = [subject.charCodeAt(0), subject.charCodeAt(subject.length - 1)];
  // An empty text has neither.
  return (31 * first + 7 * last + subject.length) | 0;
}
