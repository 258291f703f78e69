import type { PropertyKind } from '../simulation/properties.ts';
import type { Model } from './explore/model.ts';
import type { Label } from './explore/move.ts';

/** What a behaviour shows: a property by its kind, a deadlock, or an actor that failed. */
export type Shown = PropertyKind | 'deadlock' | 'failure';

/** One thing that happens in a behaviour. */
export interface Step {
  readonly kind: Label['kind'];
  /** The address of the actor that acts, or that the fault befalls. */
  readonly actor: string;
  /** Who sent what is delivered or lost. */
  readonly from?: string;
  /** The event that is delivered, fired or lost. */
  readonly event?: unknown;
  /** What the actor sends. */
  readonly sent: readonly { readonly to: string; readonly event: unknown }[];
  /** What the actor's machine throws. */
  readonly error?: string;
}

/** A behaviour that shows how a property is violated, or how what is sometimes to be is reached. */
export interface Counterexample {
  readonly property: string;
  readonly kind: Shown;
  /** From the initial state on; `initial` tells which, where there are several. */
  readonly steps: readonly Step[];
  readonly initial: number;
  /** The number of steps after which the rest goes on for ever; none for a behaviour that ends. */
  readonly loopsFrom?: number;
  /** Why the property does not hold at its end, in lines, if it tells. */
  readonly explanation?: readonly string[];
}

/** A step in words that users know: addresses and events. */
export function stepOf(model: Model, label: Label): Step {
  const { kernel, messages } = model;
  const { kind, actor, message, timer, error } = label;
  const sent = label.sent.map((number) => {
    const { to, event } = messages.get(number);
    return { to: kernel.addressOf(to), event };
  });
  const step = { kind, actor: kernel.addressOf(actor), sent };
  const thrown = error === undefined ? {} : { error: String(error) };
  if (message !== undefined) {
    const { from, event } = messages.get(message);
    return { ...step, ...thrown, from: kernel.addressOf(from), event };
  }
  return timer === undefined
    ? { ...step, ...thrown }
    : { ...step, ...thrown, event: { type: timer } };
}

/** For JSON of steps: actor references say their id, sets and maps what they hold. */
export function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Set) return [...value];
  if (value instanceof Map) return Object.fromEntries(value);
  const { xstate$$type: type, id } = (value ?? {}) as { xstate$$type?: number; id?: string };
  return type === 1 && id !== undefined ? id : value;
}
