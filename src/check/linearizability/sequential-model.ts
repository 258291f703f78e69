/** What an operation does when it is the only one. */
export interface Applied<TState, TResult> {
  readonly result: TResult;
  readonly state: TState;
}

/**
 * An object as it would be if operations came one by one: what concurrent ones must look like.
 *
 * @example
 * ```ts
 * const counter: SequentialModel<number, 'increment', number> = {
 *   name: 'counter',
 *   initial: 0,
 *   apply: (count) => ({ result: count + 1, state: count + 1 }),
 * };
 * ```
 */
export interface SequentialModel<TState, TCall, TResult> {
  /** What it is, in a word or two. */
  readonly name: string;
  /** Plain data, which `apply` never changes. */
  readonly initial: TState;
  /** What a call returns in a state, and the state after it. */
  apply(state: TState, call: TCall): Applied<TState, TResult>;
  /**
   * Which part of the object a call is to, when the parts know nothing of each other: each is then
   * checked for itself, from `initial`, which is faster by far.
   *
   * @see A. Horn and D. Kroening, Faster linearizability checking via P-compositionality, FORTE 2015
   */
  partition?(call: TCall): string;
  /** Whether a call never changes anything: with many that do not, the search is shorter by far. */
  isRead?(call: TCall): boolean;
  /** A call as a person reads it. @defaultValue as JSON */
  describe?(call: TCall): string;
}
