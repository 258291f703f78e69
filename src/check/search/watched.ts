import type { Simulation } from '../../simulation/simulation.ts';
import type { Swarm } from '../../swarm/swarm.ts';

/** The same simulation, whose swarm is looked at from before anything moves. */
export function watched(simulation: Simulation, watch: (swarm: Swarm) => void): Simulation {
  return {
    ...simulation,
    measure(observing) {
      watch(observing.swarm);
      return simulation.measure?.(observing) ?? {};
    },
  };
}
