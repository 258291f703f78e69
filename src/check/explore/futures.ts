import type { ActorNumber } from '../../actors/engine.ts';
import type { Cause } from './local-steps.ts';
import type { Model } from './model.ts';

/** More is not looked at to see what actors might do. */
const STEPS_MAX = 2_000;
/** So many answers are remembered, of which states that follow each other share the most; then all are forgotten. */
const KNOWN_MAX = 4_096;
/** What an answer takes besides its key, in bytes. */
const ANSWER_BYTES = 128;

/** What may come of one actor's step, as far as others are concerned. */
interface Summary {
  readonly locals: readonly number[];
  readonly sent: readonly number[];
}

/** What an actor might be in, and might be sent. */
interface Reach {
  readonly locals: Set<number>;
  readonly messages: Set<number>;
}

/**
 * Tells who might ever send to some actors while those do nothing, by the steps of each actor alone: any
 * local state that it might come to takes any message that it might be sent. That is more than there
 * is, never less.
 */
export class Futures {
  readonly #model: Model;
  /** By actor, local state and cause; undefined where more than messages passes between actors. */
  readonly #summaries = new Map<string, Summary | undefined>();
  /** By who does nothing and what all others are in. */
  readonly #known = new Map<string, ReadonlySet<number> | undefined>();
  #bytes = 0;

  constructor(model: Model) {
    this.#model = model;
  }

  /**
   * The components of the actors that might send to some.
   *
   * @param still - the components of those
   * @returns undefined when it cannot be told
   */
  sendersTo(
    still: ReadonlySet<number>,
    values: ArrayLike<number>,
  ): ReadonlySet<number> | undefined {
    const cells = Array.from(values, (value, component) => (still.has(component) ? '' : value));
    const key = `${[...still]}|${cells}`;
    if (this.#known.has(key)) return this.#known.get(key);
    if (this.#known.size === KNOWN_MAX) this.#forget();
    const senders = this.#explore(still, values);
    this.#known.set(key, senders);
    this.#bytes += ANSWER_BYTES + key.length;
    return senders;
  }

  /** About what is remembered takes. */
  get bytes(): number {
    return this.#bytes;
  }

  #forget(): void {
    this.#known.clear();
    this.#bytes = 0;
  }

  #explore(still: ReadonlySet<number>, values: ArrayLike<number>): Set<number> | undefined {
    const reaches = this.#beginning(still, values);
    const senders = new Set<number>();
    let size = -1;
    let steps = 0;
    while (size !== sizeOf(reaches)) {
      size = sizeOf(reaches);
      for (const [component, summary] of this.#stepsOfAll(reaches, values)) {
        if (summary === undefined || ++steps > STEPS_MAX) return undefined;
        for (const local of summary.locals) reaches.get(component)!.locals.add(local);
        if (this.#reachesAny(still, reaches, summary)) senders.add(component);
      }
    }
    return senders;
  }

  *#stepsOfAll(
    reaches: ReadonlyMap<number, Reach>,
    values: ArrayLike<number>,
  ): Generator<readonly [number, Summary | undefined]> {
    for (const [component, reach] of reaches) {
      const actor = this.#model.components.actorOf(component)!;
      for (const summary of this.#stepsOf(actor, reach, values)) yield [component, summary];
    }
  }

  /** Puts what is sent where it might arrive; tells whether that is with those who do nothing. */
  #reachesAny(
    still: ReadonlySet<number>,
    reaches: ReadonlyMap<number, Reach>,
    { sent }: Summary,
  ): boolean {
    const { components } = this.#model;
    const to = sent.map((message) => components.of(this.#toOf(message)));
    to.forEach((component, at) => {
      reaches.get(component)?.messages.add(sent[at]!);
    });
    return to.some((component) => still.has(component));
  }

  #beginning(still: ReadonlySet<number>, values: ArrayLike<number>): Map<number, Reach> {
    const { components, mailboxes } = this.#model;
    const reaches = new Map<number, Reach>();
    for (let component = 0; component < components.count; component++) {
      const cells = components.cellsOf(component);
      if (cells === undefined || still.has(component)) continue;
      const cell = values[component] ?? 0;
      const locals = new Set([cells.localOf(cell)]);
      reaches.set(component, { locals, messages: new Set(mailboxes.get(cells.mailboxOf(cell))) });
    }
    return reaches;
  }

  *#stepsOf(
    actor: ActorNumber,
    { locals, messages }: Reach,
    values: ArrayLike<number>,
  ): Generator<Summary | undefined> {
    for (const local of [...locals]) {
      const state = this.#model.steps.localsOf(actor).get(local);
      if (state === undefined || !state.isRunning) continue;
      for (let timer = 0; timer < state.timers.length; timer++) {
        yield this.#summary(actor, local, { kind: 'timer', timer }, `t${timer}`, values);
      }
      for (const message of [...messages]) {
        const { event, eventNumber } = this.#model.messages.get(message);
        yield this.#summary(actor, local, { kind: 'event', event }, `e${eventNumber}`, values);
      }
    }
  }

  #toOf(message: number): ActorNumber {
    return this.#model.messages.get(message).to;
  }

  #summary(
    actor: ActorNumber,
    local: number,
    cause: Cause,
    name: string,
    values: ArrayLike<number>,
  ): Summary | undefined {
    const key = `${actor} ${local} ${name}`;
    if (!this.#summaries.has(key))
      this.#summaries.set(key, this.#take(actor, local, cause, values));
    return this.#summaries.get(key);
  }

  #take(
    actor: ActorNumber,
    local: number,
    cause: Cause,
    values: ArrayLike<number>,
  ): Summary | undefined {
    const view = this.#model.viewOf(values);
    const localOf = (other: ActorNumber) => (other === actor ? local : view.localOf(other));
    try {
      const { all, reads } = this.#model.steps.take(actor, { ...view, localOf }, cause);
      const isAlone = all.every(
        ({ error, locals }) => error === undefined && locals.every(([each]) => each === actor),
      );
      if (!isAlone || reads.length > 0) return undefined;
      const locals = all.flatMap((outcome) => outcome.locals.map(([, each]) => each));
      const sent = all.flatMap((outcome) => outcome.sent);
      const isKnown = sent.every(
        (each) => this.#model.components.find(this.#toOf(each)) !== undefined,
      );
      return isKnown ? { locals, sent } : undefined;
    } catch {
      // A state that is never come to may do what cannot be checked.
      return undefined;
    }
  }
}

function sizeOf(reaches: ReadonlyMap<number, Reach>): number {
  let size = 0;
  for (const { locals, messages } of reaches.values()) size += locals.size + messages.size;
  return size;
}
