import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { simulations } from 'statehive/simulations';
import { register } from 'tsx/esm/api';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';

/**
 * The simulation of a name, or the default export of a file, which may be TypeScript.
 *
 * @throws UsageError when there is none, or the file does not export one
 */
export async function findSimulation(nameOrFile: string): Promise<Simulation> {
  const known = simulations.find(({ name }) => name === nameOrFile);
  if (known !== undefined) return known;
  if (!/[/\\]|\.[cm]?[jt]s$/.test(nameOrFile)) {
    const names = simulations.map(({ name }) => name).join(', ');
    throw new UsageError(
      `There is no simulation '${nameOrFile}'. There are: ${names}; or give a file, as ./my-simulation.ts.`,
    );
  }
  return await loadSimulation(resolve(nameOrFile));
}

async function loadSimulation(file: string): Promise<Simulation> {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`);
  const unregister = register();
  try {
    const module: { default?: unknown } = await import(pathToFileURL(file).href);
    return checked(module.default, file);
  } finally {
    await unregister();
  }
}

function checked(exported: unknown, file: string): Simulation {
  // What a CommonJS file exports by default is one level further in.
  const inner = (exported as { default?: unknown } | undefined)?.default ?? exported;
  const simulation = inner as Partial<Simulation> | undefined;
  if (simulation?.kind === 'statehive.simulation') return simulation as Simulation;
  throw new UsageError(
    `${file} does not export a simulation: write 'export default defineSimulation({ … })'.`,
  );
}
