import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** Where a swarm's memory is kept unless another file is named. */
export const MEMORY_FILE = '.swarm/memory.db';

/** A file of memory cannot be used; the message says why, and what to do. */
export class MemoryError extends Error {
  override readonly name = 'MemoryError';
}

/** A key as the file holds it. */
export interface MemoryEntry {
  readonly key: string;
  /** JSON. */
  readonly value: unknown;
  /** When its transaction began, by the host's clock. */
  readonly writtenAt: Date;
}

export interface OpenMemoryOptions {
  /** How long to wait for another process to close the file, wall ms. @defaultValue 10_000 */
  readonly waitMs?: number;
  /** Told once, when there is somebody to wait for. */
  readonly onWait?: (reason: string) => void;
}

/** How often a file that is in use is tried again, wall ms. */
const RETRY_MS = 50;

// The lock of a file is the process's: it does not keep the process from opening the file twice.
const openHere = new Set<string>();

/**
 * What runs leave to the runs after them: keys and JSON values, in the table
 * `memory(key, value, written_at)` of a DuckDB file.
 *
 * While it is open, no other process can open it. What {@link Memory.write} has written stays, also
 * when the process is killed a moment later.
 */
export class Memory {
  readonly file: string;
  readonly #path: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #isOpen = true;

  /** @internal Use {@link openMemory}. */
  constructor(file: string, path: string, opened: Opened) {
    this.file = file;
    this.#path = path;
    this.#instance = opened.instance;
    this.#connection = opened.connection;
  }

  /** All that it holds, by key. */
  async entries(): Promise<MemoryEntry[]> {
    const rows = await this.#connection.runAndReadAll(
      'SELECT key, value, epoch_ms(written_at) AS at FROM memory ORDER BY key',
    );
    return rows.getRows().map(([key, value, at]) => ({
      key: String(key),
      value: JSON.parse(String(value)),
      writtenAt: new Date(Number(at)),
    }));
  }

  /** Its values by their keys: what a run is given. */
  async contents(): Promise<Map<string, unknown>> {
    return new Map((await this.entries()).map(({ key, value }) => [key, value]));
  }

  /**
   * Writes values, in one transaction: all of them or none.
   *
   * @throws MemoryError when a value is not JSON, before anything is written
   */
  async write(values: Iterable<readonly [key: string, value: unknown]>): Promise<void> {
    const texts = new Map([...values].map(([key, value]) => [key, jsonOf(key, value)]));
    const connection = this.#connection;
    await connection.run('BEGIN');
    try {
      for (const entry of texts) {
        await connection.run(
          'INSERT OR REPLACE INTO memory VALUES ($1, $2, get_current_timestamp())',
          entry,
        );
      }
      await connection.run('COMMIT');
    } catch (error) {
      await connection.run('ROLLBACK').catch(() => undefined);
      throw new MemoryError(`${this.file} was left as it was: ${messageOf(error)}`, {
        cause: error,
      });
    }
  }

  /** Lets others open the file. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#connection.closeSync();
    this.#instance.closeSync();
    openHere.delete(this.#path);
  }
}

interface Opened {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
}

/**
 * Opens a file of memory; makes it, and its folder, when there is none.
 *
 * @throws MemoryError when another process has it open for longer than `waitMs`, when it holds
 * something else, or cannot be read or written
 * @example
 * ```ts
 * const memory = await openMemory('.swarm/memory.db');
 * const { remembered } = await run(foraging, { seed: 7, memory: await memory.contents() });
 * await memory.write(remembered ?? []);
 * memory.close();
 * ```
 */
export async function openMemory(
  file: string = MEMORY_FILE,
  { waitMs = 10_000, onWait }: OpenMemoryOptions = {},
): Promise<Memory> {
  const path = realPathOf(file);
  for (let waitedMs = 0; ; waitedMs += RETRY_MS) {
    const opened = await tryOpen(file, path);
    if ('connection' in opened) return new Memory(file, path, opened);
    if (waitedMs >= waitMs) {
      throw new MemoryError(`${opened.inUse}: let it end first, or name another file.`);
    }
    if (waitedMs === 0) onWait?.(opened.inUse);
    await pause(RETRY_MS);
  }
}

async function tryOpen(file: string, path: string): Promise<Opened | { readonly inUse: string }> {
  if (openHere.has(path)) return { inUse: `${file} is in use by this process` };
  openHere.add(path);
  try {
    return await opened(path);
  } catch (error) {
    openHere.delete(path);
    const message = messageOf(error);
    const [, holder] = /Conflicting lock is held in (.+?\))/.exec(message) ?? [];
    if (holder !== undefined) return { inUse: `${file} is in use by ${holder}` };
    throw new MemoryError(`${file} cannot be used as memory: ${message}`, { cause: error });
  }
}

async function opened(path: string): Promise<Opened> {
  // Loaded when it is needed: it is large, and most runs have no memory.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path);
  try {
    const connection = await instance.connect();
    await connection.run(
      'CREATE TABLE IF NOT EXISTS memory (key VARCHAR PRIMARY KEY, value JSON NOT NULL, written_at TIMESTAMPTZ NOT NULL)',
    );
    await connection.run('SELECT key, value, written_at FROM memory LIMIT 0');
    return { instance, connection };
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

function realPathOf(file: string): string {
  const path = resolve(file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw new MemoryError(`${file} cannot be used as memory: ${messageOf(error)}`);
    }
    return join(realpathSync(dirname(path)), basename(path));
  }
}

function jsonOf(key: string, value: unknown): string {
  const remedy = `the value of '${key}' is not: write plain objects, arrays, texts, finite numbers, booleans and null.`;
  try {
    const text = JSON.stringify(value);
    if (text !== undefined && isDeepStrictEqual(JSON.parse(text), value)) return text;
  } catch (error) {
    throw new MemoryError(`Memory holds JSON, and ${remedy}`, { cause: error });
  }
  throw new MemoryError(`Memory holds JSON, and ${remedy}`);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
