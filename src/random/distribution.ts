/**
 * A probability distribution: what it is called, what it is on average, and how to draw from it.
 *
 * Numbers have the unit that the caller measures in: milliseconds, where a delay is drawn.
 * One distribution may be shared by any number of streams.
 *
 * @example
 * const latency = exponential({ mean: 20 });
 * stream.sample(latency); // 20 ms on average
 */
export interface Distribution {
  /** The name of the factory that made it, such as `'exponential'`. */
  readonly name: string;
  /** What the factory was given, in its own words; JSON-safe. */
  readonly parameters: Readonly<Record<string, number>>;
  /** The analytic mean; `Infinity` where it diverges, `NaN` where no closed form is known. */
  readonly mean: number;
  /** The analytic variance; `Infinity` where it diverges, `NaN` where no closed form is known. */
  readonly variance: number;
  /**
   * Draws one number.
   *
   * @param uniform - gives uniform numbers in [0, 1). The draw is a pure function of what this
   * returns: nothing is kept from one call to the next, so streams cannot disturb each other.
   */
  sample(uniform: () => number): number;
}
