/**
 * Who meets under one subject. Most are alone under theirs, so that only those who are not are put
 * into lists, and gone through.
 */
export class Meetings<T> {
  readonly #isWanted: (subject: string) => boolean;
  readonly #first = new Map<string, T>();
  readonly #present = new Map<string, T[]>();

  /** @param isWanted - whether a subject is looked at */
  constructor(isWanted: (subject: string) => boolean) {
    this.#isWanted = isWanted;
  }

  add(subject: string, who: T): void {
    const first = this.#first.get(subject);
    if (first === undefined) {
      if (this.#isWanted(subject)) this.#first.set(subject, who);
      return;
    }
    const present = this.#present.get(subject);
    if (present === undefined) this.#present.set(subject, [first, who]);
    else present.push(who);
  }

  /** Each two that meet, the one that came first before the other. */
  forEachPair(meet: (one: T, other: T, subject: string) => void): void {
    for (const [subject, present] of this.#present) {
      for (let i = 0; i < present.length - 1; i += 1) {
        for (let j = i + 1; j < present.length; j += 1) meet(present[i]!, present[j]!, subject);
      }
    }
  }
}
