import { resolve } from 'node:path';
import { simulations } from 'statehive/simulations';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';
import { loadSimulation } from './load-simulation.ts';
import { nearest } from './nearest.ts';

/**
 * The simulation of a name, or the default export of a file.
 *
 * @throws UsageError when there is none; it says which there are
 */
export async function findSimulation(nameOrFile: string): Promise<Simulation> {
  const known = simulations.find(({ name }) => name === nameOrFile);
  if (known !== undefined) return known;
  if (/[/\\]|\.[cm]?[jt]sx?$/.test(nameOrFile)) return await loadSimulation(resolve(nameOrFile));
  throw new UsageError(unknown(nameOrFile));
}

function unknown(name: string): string {
  if (name.startsWith('-')) {
    return `Flags follow the simulation: statehive run <simulation> ${name} …`;
  }
  const names = simulations.map((simulation) => simulation.name);
  const near = nearest(name, names);
  const guess = near === undefined ? '' : ` Did you mean '${near}'?`;
  return `There is no simulation '${name}'.${guess} There are: ${names.join(', ')}; or give a file, as ./my-simulation.ts.`;
}
