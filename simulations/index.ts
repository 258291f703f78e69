import type { Simulation } from 'statehive';
import gossip from './gossip.ts';
import hive from './hive.ts';
import integrated from './integrated.ts';
import queue from './queue.ts';

/** The simulations that come with the package, in the order in which they are listed. */
export const simulations: readonly Simulation[] = [hive, queue, gossip, integrated];

export { gossip, hive, integrated, queue };
