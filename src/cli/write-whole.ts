import {
  accessSync,
  constants,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError } from '../simulation/usage-error.ts';

/**
 * Makes sure, before long work, that a file can be written at its end.
 *
 * @throws UsageError when its folder is missing or closed to us, or it is a folder itself
 */
export function checkWritable(file: string): void {
  const folder = dirname(resolve(file));
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(
      `Nothing can be written to ${folder}: does the folder exist, and may you write there?`,
    );
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`${file} is a folder: name a file.`);
  }
}

/**
 * Writes a file whole or not at all: a full disk leaves the file that was there before.
 *
 * @throws UsageError with the host's reason when it cannot be written
 */
export function writeWhole(file: string, text: string): void {
  try {
    const entry = statSync(file, { throwIfNoEntry: false });
    // A device or a pipe cannot be replaced, only written to.
    if (entry !== undefined && !entry.isFile()) writeFileSync(file, text);
    else replace(entry === undefined ? resolve(file) : realpathSync(file), text);
  } catch (error) {
    throw new UsageError(
      `${file} was not written: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function replace(file: string, text: string): void {
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
