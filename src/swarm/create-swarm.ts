import type { NetworkOperator } from '../network/bus.ts';
import type { EngineChoice } from './engines.ts';
import { Kernel } from './kernel.ts';
import { Swarm } from './swarm.ts';

export interface SwarmOptions {
  /** A safe integer; the same seed gives the same behaviour to the bit. */
  readonly seed: number;
  /** RxJS operators that every envelope between two actors crosses, in order. None: no delay at all. */
  readonly network?: readonly NetworkOperator[];
  /** Which engine runs the machines. @defaultValue 'auto' */
  readonly engine?: EngineChoice;
  /** What error messages call the swarm. @defaultValue 'swarm' */
  readonly name?: string;
}

/**
 * An empty swarm to be driven by hand, as tests do; simulations get theirs from `run`.
 *
 * @throws RangeError when the seed is not a safe integer
 * @example
 * ```ts
 * const swarm = createSwarm({ seed: 7, network: [latency(constant(10))] });
 * swarm.spawn(machine, { id: 'first' });
 * await swarm.runFor(1_000);
 * ```
 */
export function createSwarm(options: SwarmOptions): Swarm {
  const { seed, network = [], name = 'swarm', engine = 'auto' } = options;
  return new Swarm(new Kernel({ name, seed, network, engine }), seed);
}
