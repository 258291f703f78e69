import { isDeepStrictEqual } from 'node:util';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { FileClaim } from './file-claim.ts';

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

/** The file as DuckDB has it. */
export interface Database {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
}

/** The file as one thread has it. */
export interface Opened extends Database {
  readonly claim: FileClaim;
}

/**
 * What runs leave to the runs after them: keys and JSON values, in the table
 * `memory(key, value, written_at)` of a DuckDB file.
 *
 * While it is open, no other process or thread can open it. What {@link Memory.write} has written stays, also
 * when the process is killed a moment later.
 */
export class Memory {
  readonly file: string;
  readonly #claim: FileClaim;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #isOpen = true;

  /** @internal Use {@link openMemory}. */
  constructor(file: string, opened: Opened) {
    this.file = file;
    this.#claim = opened.claim;
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
    this.#claim.release();
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

/** What an error says, or whatever else was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
