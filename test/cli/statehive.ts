import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const tsx = createRequire(import.meta.url).resolve('tsx');

/** What a process printed and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command from source, in a folder of its own, without colours. */
export function start(args: readonly string[], folder = root): ChildProcess {
  const main = join(root, 'src/cli/main.ts');
  const options = ['--import', tsx, '--conditions=statehive:source', main];
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  return spawn(process.execPath, [...options, ...args], { cwd: folder, env });
}

/** Runs `statehive` to its end. */
export function statehive(args: readonly string[], folder = root): Promise<Ended> {
  return ended(start(args, folder));
}

/** Waits for a process to end. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((done) => child.on('close', (code) => done({ code, stdout, stderr })));
}

/**
 * A folder for one file of tests, inside the repository so that a simulation in it finds the
 * package; to be made outside of the tests, and gone after them.
 */
export function folderOf(name: string, files: Readonly<Record<string, string>> = {}): string {
  const parent = join(root, '.statehive');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, `cli-${name}-`));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}
