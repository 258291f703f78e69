import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandLineError } from '../command-line.ts';
import type { BenchResult } from '../result.ts';
import { damaged, RUN_FILE, runIn } from './run-file.ts';

/** Where the package lies, whichever build of it runs. */
export const packageFolder: string = dirname(
  createRequire(import.meta.url).resolve('statehive/package.json'),
);
const savesFolder = join(packageFolder, '.statehive/bench-saves');

/** What of the package a build needs at run time, beside its dependencies. */
const PARTS = ['package.json', 'dist', 'simulations/packs'];

/** The folder of the build that this process runs, with `bench/` in it. */
export function ownBuild(): string {
  const here = fileURLToPath(import.meta.url);
  if (extname(here) === '.js') return join(dirname(here), '../../..');
  throw new CommandLineError('Only a build can be saved or compared: run `npm run bench --`.');
}

/** @throws CommandLineError if nothing can be saved by that name */
export function checkSave(name: string): void {
  folderOf(name);
  ownBuild();
}

/**
 * Keeps a run, and the build that made it, so that it can be measured again beside a later one.
 * A save of the same name gives way. Dependencies are not kept: both run with those installed.
 */
export function saveRun(name: string, result: BenchResult): string {
  const folder = folderOf(name);
  const build = ownBuild();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(build, folder, { recursive: true });
  for (const part of PARTS) {
    cpSync(join(packageFolder, part), join(folder, part), { recursive: true });
  }
  writeFileSync(join(folder, RUN_FILE), `${JSON.stringify(result)}\n`);
  return folder;
}

/**
 * The folder of a saved build.
 *
 * @throws CommandLineError if nothing was saved by that name, or it is damaged
 */
export function savedBuild(name: string): string {
  const folder = savedFolder(name);
  runIn(folder, name);
  const lost = [...PARTS, 'bench'].find((part) => !existsSync(join(folder, part)));
  if (lost !== undefined) throw damaged(folder, name, `it has no ${lost}`);
  return folder;
}

/** @throws CommandLineError if nothing was saved by that name, or it is damaged */
export function savedRun(name: string): BenchResult {
  return runIn(savedFolder(name), name);
}

function savedFolder(name: string): string {
  const folder = folderOf(name);
  if (existsSync(join(folder, RUN_FILE))) return folder;
  const names = existsSync(savesFolder) ? readdirSync(savesFolder).join(', ') : '';
  const there = names === '' ? 'There is none' : `There are: ${names}`;
  throw new CommandLineError(`There is no saved run '${name}'. ${there}; --save makes one.`);
}

function folderOf(name: string): string {
  if (/^\w[\w.-]*$/.test(name)) return join(savesFolder, name);
  throw new CommandLineError(`'${name}' cannot name a run: use letters, digits, - and _.`);
}
