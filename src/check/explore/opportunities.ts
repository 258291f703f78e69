import type { LocalState } from './local-states.ts';
import type { Cause } from './local-steps.ts';
import type { Model } from './model.ts';
import type { Label } from './move.ts';
import type { Besides } from './moves.ts';

/** A cause of an actor's steps, and how it is told. */
export interface Opportunity extends Besides {
  readonly cause: Cause;
  /** Tells it from the actor's other opportunities in a local state. */
  readonly number: number;
  /** Tells its cause from those of the actor's other steps in a local state. */
  readonly causeNumber: number;
  readonly label: Omit<Label, 'actor' | 'sent' | 'error'>;
  /** The message that is no longer on its way after it; none if none is taken away. */
  readonly takes: number | undefined;
  /** Whether it happens even where the actor takes no notice: what it takes away is gone. */
  readonly consumes: boolean;
}

/** Messages have two numbers each, for their arrival and for that of a copy; timers have one. */
const KINDS = 3;

/** What each local state and each message allow to happen. */
export class Opportunities {
  readonly #model: Model;
  /** By message. */
  readonly #deliveries: (readonly Opportunity[])[] = [];
  readonly #timers = new WeakMap<LocalState, readonly Opportunity[]>();

  constructor(model: Model) {
    this.#model = model;
  }

  /** What the arrival of a message may be. */
  ofMessage(message: number): readonly Opportunity[] {
    this.#deliveries[message] ??= this.#deliveriesOf(message);
    return this.#deliveries[message]!;
  }

  /** Each timer of an actor that is due before its others may fire next; equal ones do so as one. */
  ofTimers(state: LocalState): readonly Opportunity[] {
    let known = this.#timers.get(state);
    if (known === undefined) {
      known = timersOf(state, this.#model.options.prompt);
      this.#timers.set(state, known);
    }
    return known;
  }

  #deliveriesOf(message: number): Opportunity[] {
    const { mailboxes, messages, options, counter } = this.#model;
    const { event, eventNumber, isLocal } = messages.get(message);
    const isGone = options.network === 'ordered' || options.discard;
    const stays = mailboxes.stays(message);
    const cause: Cause = { kind: 'event', event };
    const delivery: Opportunity = {
      cause,
      number: KINDS * message,
      causeNumber: 2 * eventNumber,
      label: { kind: 'deliver', message },
      takes: stays ? undefined : message,
      consumes: (isGone && !stays) || isLocal,
    };
    if (isLocal || stays || !counter.isPossible('duplications')) return [delivery];
    const label = { kind: 'duplicate', message } as const;
    const number = KINDS * message + 1;
    const copy = {
      number,
      label,
      takes: undefined,
      fault: 'duplications',
      consumes: false,
    } as const;
    return [delivery, { ...delivery, ...copy }];
  }
}

function timersOf({ timers }: LocalState, waits: boolean): Opportunity[] {
  const firstMs = Math.min(...timers.map(({ inMs }) => inMs));
  return timers.flatMap(({ event, inMs }, timer) => {
    if (inMs > firstMs) return [];
    const cause = { kind: 'timer', timer } as const;
    const label = { kind: 'fire', timer: event.type } as const;
    const numbers = { number: KINDS * timer + 2, causeNumber: 2 * timer + 1 };
    const besides = { takes: undefined, consumes: true, elapsesMs: inMs, waits };
    return [{ ...numbers, cause, label, ...besides }];
  });
}
