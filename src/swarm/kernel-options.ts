import type { NetworkOperator } from '../network/bus.ts';
import type { EngineChoice } from './engines.ts';

/** How a swarm's kernel is made. */
export interface KernelOptions {
  /** What error messages call the swarm. */
  readonly name: string;
  readonly seed: number;
  readonly network: readonly NetworkOperator[];
  readonly engine: EngineChoice;
}
