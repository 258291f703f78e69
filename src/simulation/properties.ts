import type { Observing } from './simulation.ts';

/** Whether something holds, and why it is so. */
export interface Judgement {
  readonly holds: boolean;
  /** In lines; a violation tells them. */
  readonly explanation: readonly string[];
}

/**
 * What is asked of a running swarm: whether it holds, with an explanation or without. It has a
 * method's type, which is bivariant, so that simulations with all kinds of parameters fit in one list.
 */
export type Predicate<TParams, TActors> = {
  holds(context: Observing<TParams, TActors>): boolean | Judgement;
}['holds'];

/** Whether what a predicate said means that it holds. */
export function isYes(answer: boolean | Judgement): boolean {
  return typeof answer === 'boolean' ? answer : answer.holds;
}

/** What must come to hold in time. */
export interface Eventuality<TParams, TActors> {
  /** Simulated ms, > 0, from when the last fault has healed; from the start when there are none. */
  readonly withinMs: number;
  holds(context: Observing<TParams, TActors>): boolean | Judgement;
}

/**
 * What must be true of a swarm, by kind and by name. All are asked after each step of a run.
 *
 * Give what must `always` or `never` be a `sometimes` beside it: a run in which nothing happens
 * would pass without.
 *
 * @example
 * ```ts
 * properties: {
 *   never: { 'two leaders': ({ actors }) => leadersOf(actors).length > 1 },
 *   sometimes: { 'there is a leader': ({ actors }) => leadersOf(actors).length === 1 },
 *   eventually: {
 *     'somebody leads': { withinMs: 500, holds: ({ actors }) => leadersOf(actors).length > 0 },
 *   },
 * },
 * ```
 */
export interface Properties<TParams, TActors> {
  /** What must hold after each step; the run ends at the first that does not. */
  readonly always?: Readonly<Record<string, Predicate<TParams, TActors>>>;
  /** What must not hold after any step; the run ends at the first that does. */
  readonly never?: Readonly<Record<string, Predicate<TParams, TActors>>>;
  /** What is worth to be reached: the result tells whether it was, and no run fails by it. */
  readonly sometimes?: Readonly<Record<string, Predicate<TParams, TActors>>>;
  /** What must hold after some step in time; a run that ends by itself before must have seen it. */
  readonly eventually?: Readonly<Record<string, Eventuality<TParams, TActors>>>;
}

export type PropertyKind = keyof Properties<unknown, unknown>;

/**
 * What a run says of a property: `always`, `never` and `eventually` are held or violated, the last
 * pending when the run was stopped before its time was over; `sometimes` is reached or not.
 */
export type Verdict = 'held' | 'violated' | 'reached' | 'not reached' | 'pending';

/** A property and what a run says of it. */
export interface PropertyResult {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly verdict: Verdict;
}
