import { statSync } from 'node:fs';
import { register as registerHooks } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { register as registerTypeScript } from 'tsx/esm/api';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';
import { isUsageError, placeOf } from './error-text.ts';

/**
 * The default export of a file, which may be TypeScript.
 *
 * @param file - an absolute path
 * @throws UsageError when there is no such file, it cannot be loaded, or exports no simulation
 */
export async function loadSimulation(file: string): Promise<Simulation> {
  const entry = statSync(file, { throwIfNoEntry: false });
  if (entry === undefined) throw new UsageError(`There is no file ${file}.`);
  if (!entry.isFile()) throw new UsageError(`${file} is not a file: name the simulation's file.`);
  const module = await imported(file);
  return checked(module.default, file);
}

async function imported(file: string): Promise<{ default?: unknown }> {
  const unregister = registerTypeScript();
  // This file is TypeScript in the repository and JavaScript in the package; so are the hooks.
  registerHooks(`./module-format${extname(import.meta.url)}`, import.meta.url);
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    throw isUsageError(error) ? error : new UsageError(`${file} cannot be loaded. ${why(error)}`);
  } finally {
    await unregister();
  }
}

function why(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // esbuild's first line only says that there are errors; those that follow say where.
  if (error.name === 'TransformError') return error.message.split('\n').slice(1).join('\n');
  return `${error.name}: ${error.message}${placeOf(error)}`;
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
