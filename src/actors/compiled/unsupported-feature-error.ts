/**
 * A machine uses something that the compiler cannot translate.
 *
 * Thrown by `compile`, never later, so that a swarm can fall back to XState's
 * own interpreter before the machine's first actor exists.
 *
 * @example
 * try {
 *   compile(machine);
 * } catch (error) {
 *   if (error instanceof UnsupportedFeatureError) console.warn(error.state, error.feature);
 * }
 * @public
 */
export class UnsupportedFeatureError extends Error {
  override readonly name = 'UnsupportedFeatureError';
  /** The id of the machine. */
  readonly machine: string;
  /** The id of the state node that uses the feature. */
  readonly state: string;
  /** The feature, in a few words. */
  readonly feature: string;

  constructor(options: { machine: string; state: string; feature: string }) {
    const { machine, state, feature } = options;
    super(`Machine '${machine}' cannot be compiled: state '${state}' uses ${feature}.`);
    this.machine = machine;
    this.state = state;
    this.feature = feature;
  }
}
