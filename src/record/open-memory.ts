import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { claimFile, type FileClaim } from './file-claim.ts';
import { type Database, Memory, MemoryError, messageOf, type Opened } from './memory.ts';

/** Where a swarm's memory is kept unless another file is named. */
export const MEMORY_FILE = '.swarm/memory.db';

export interface OpenMemoryOptions {
  /** How long to wait for another process or thread to close the file, wall ms. @defaultValue 10_000 */
  readonly waitMs?: number;
  /** Told once, when there is somebody to wait for. */
  readonly onWait?: (reason: string) => void;
}

/** Of its table, in DuckDB's own words. */
const COLUMNS =
  'key VARCHAR PRIMARY KEY, value JSON NOT NULL, written_at TIMESTAMP WITH TIME ZONE NOT NULL';

/** How often a file that is in use is tried again, wall ms. */
const RETRY_MS = 50;

/**
 * Opens a file of memory; makes it, and its folder, when there is none.
 *
 * @throws MemoryError when another process or thread has it open for longer than `waitMs`, when it holds
 * something else, or cannot be read or written
 * @example
 * ```ts
 * const memory = await openMemory('.swarm/memory.db');
 * const { remembered } = await run(foraging, { seed: 7, memory: await memory.contents() });
 * await memory.write(remembered ?? []);
 * await memory.close();
 * ```
 */
export async function openMemory(
  file: string = MEMORY_FILE,
  { waitMs = 10_000, onWait }: OpenMemoryOptions = {},
): Promise<Memory> {
  const path = realPathOf(file);
  for (let waitedMs = 0; ; waitedMs += RETRY_MS) {
    const opened = await tryOpen(file, path);
    if ('connection' in opened) return new Memory(file, opened);
    if (waitedMs >= waitMs) {
      throw new MemoryError(`${opened.inUse}: let it end first, or name another file.`);
    }
    if (waitedMs === 0) onWait?.(opened.inUse);
    await pause(RETRY_MS);
  }
}

async function tryOpen(file: string, path: string): Promise<Opened | { readonly inUse: string }> {
  // The lock that DuckDB takes is the process's: two threads would overwrite each other's writes.
  const claim = await claimed(file, path);
  if (claim === null) return { inUse: `${file} is in use by this process` };
  try {
    return { ...(await databaseAt(path)), claim };
  } catch (error) {
    claim.release();
    const message = messageOf(error);
    const [, holder] = /Conflicting lock is held in (.+?\))/.exec(message) ?? [];
    if (holder !== undefined) return { inUse: `${file} is in use by ${holder}` };
    throw unusable(file, error);
  }
}

async function claimed(file: string, path: string): Promise<FileClaim | null> {
  try {
    return await claimFile(path);
  } catch (error) {
    throw unusable(file, error);
  }
}

async function databaseAt(path: string): Promise<Database> {
  // Loaded when it is needed: it is large, and most runs have no memory.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path);
  try {
    const connection = await instance.connect();
    await connection.run(`CREATE TABLE IF NOT EXISTS memory (${COLUMNS})`);
    await checkColumns(connection);
    return { instance, connection };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

/** Others may have made a table, or a view, of this name for what is theirs. */
async function checkColumns(connection: DuckDBConnection): Promise<void> {
  const described = await connection.runAndReadAll('DESCRIBE memory');
  const columns = described.getRows().map(([name, type, isNullable, key]) => {
    const constraint = key === 'PRI' ? ' PRIMARY KEY' : isNullable === 'NO' ? ' NOT NULL' : '';
    return `${name} ${type}${constraint}`;
  });
  const found = columns.join(', ');
  if (found === COLUMNS) return;
  throw new Error(`it has memory(${found}), and not memory(${COLUMNS}). Name another file.`);
}

function realPathOf(file: string): string {
  const path = resolve(file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw unusable(file, error);
    }
    return join(realpathSync(dirname(path)), basename(path));
  }
}

function unusable(file: string, cause: unknown): MemoryError {
  return new MemoryError(`${file} cannot be used as memory: ${messageOf(cause)}`, { cause });
}
