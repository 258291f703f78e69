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
 * While it is open, no other process or thread can open it. What is asked of it at once is done in turn. What
 * {@link Memory.write} has written stays, also when the process is killed a moment later.
 */
export class Memory {
  readonly file: string;
  readonly #opened: Opened;
  /** What was asked for last, done or failed. */
  #last: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  /** @internal Use {@link openMemory}. */
  constructor(file: string, opened: Opened) {
    this.file = file;
    this.#opened = opened;
  }

  /**
   * All that it holds, by key.
   *
   * @throws MemoryError when it cannot be read, or is closed
   */
  async entries(): Promise<MemoryEntry[]> {
    return this.#inTurn('could not be read, open it anew or name another file', async () => {
      const rows = await this.#opened.connection.runAndReadAll(
        'SELECT key, value, epoch_ms(written_at) AS at FROM memory ORDER BY key',
      );
      return rows.getRows().map(([key, value, at]) => ({
        key: String(key),
        value: JSON.parse(String(value)),
        writtenAt: new Date(Number(at)),
      }));
    });
  }

  /**
   * Its values by their keys: what a run is given.
   *
   * @throws MemoryError when it cannot be read, or is closed
   */
  async contents(): Promise<Map<string, unknown>> {
    return new Map((await this.entries()).map(({ key, value }) => [key, value]));
  }

  /**
   * Writes values, in one transaction: all of them or none.
   *
   * @throws MemoryError when a value is not JSON, before anything is written; when it cannot be written, or is
   * closed
   */
  async write(values: Iterable<readonly [key: string, value: unknown]>): Promise<void> {
    // At once, so that what is written is what was given, whatever becomes of it until its turn.
    const texts = new Map([...values].map(([key, value]) => [key, jsonOf(key, value)]));
    return this.#inTurn('was left as it was, mend this and write again', () => this.#insert(texts));
  }

  /** Lets others open the file, once all that was asked for before is done. */
  close(): Promise<void> {
    this.#closing ??= this.#last.then(() => this.#release());
    return this.#closing;
  }

  async #insert(texts: ReadonlyMap<string, string>): Promise<void> {
    const { connection } = this.#opened;
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
      throw error;
    }
  }

  // A connection has one transaction at a time, so that two writes at once would be one, and broken.
  async #inTurn<T>(failure: string, work: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) {
      throw new MemoryError(`${this.file} is closed: open it again with openMemory().`);
    }
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } catch (cause) {
      throw new MemoryError(`${this.file} ${failure}: ${messageOf(cause)}`, { cause });
    }
  }

  #release(): void {
    const { connection, instance, claim } = this.#opened;
    try {
      connection.closeSync();
      instance.closeSync();
    } finally {
      claim.release();
    }
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
