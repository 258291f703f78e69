import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Memory, openMemory } from 'statehive';
import { describe, expect, onTestFinished, test } from 'vitest';

function emptyFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'statehive-memory-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'deeper', 'memory.db');
}

async function opened(file = emptyFile()): Promise<Memory> {
  const memory = await openMemory(file, { waitMs: 5_000 });
  onTestFinished(() => memory.close());
  return memory;
}

/** Starts a process that writes to a file without end; the lines that it prints are what it wrote. */
function startWriter(file: string): { process: ChildProcess; lines: AsyncIterator<string> } {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = join(import.meta.dirname, 'memory-writer.ts');
  const args = ['--import', tsx, '--conditions=statehive:source', script, file];
  const process_ = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void process_.kill('SIGKILL'));
  return {
    process: process_,
    lines: createInterface({ input: process_.stdout })[Symbol.asyncIterator](),
  };
}

/** Starts a thread that opens a file, and counts itself in it when it is sent anything. */
function startThread(file: string, waitMs?: number): Worker {
  const url = new URL('memory-thread.ts', import.meta.url).href;
  const load = `import('tsx/esm/api').then(({ register }) => (register(), import('${url}')))`;
  const thread = new Worker(load, { eval: true, workerData: { file, waitMs } });
  onTestFinished(async () => void (await thread.terminate()));
  return thread;
}

const killed = (child: ChildProcess) =>
  new Promise((done) => {
    child.once('exit', done);
    child.kill('SIGKILL');
  });

describe('what is written', () => {
  test('is there when the file is opened again, with when it was written', async () => {
    const memory = await opened();
    await memory.write([['a', { n: [1, 'x', null, true] }]]);
    await memory.close();
    const [entry, ...rest] = await (await opened(memory.file)).entries();
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({ key: 'a', value: { n: [1, 'x', null, true] } });
    expect(Math.abs(Date.now() - entry!.writtenAt.getTime())).toBeLessThan(60_000);
  });

  test('takes the place of what the key held before, in one transaction too', async () => {
    const memory = await opened();
    await memory.write(Object.entries({ a: 1, b: 2 }));
    await memory.write([
      ['a', 3],
      ['a', 4],
    ]);
    expect(await memory.contents()).toEqual(new Map(Object.entries({ a: 4, b: 2 })));
  });

  test.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a map', new Map()],
    ['NaN', Number.NaN],
    ['a date', { at: new Date(0) }],
    ['a big integer', 1n],
  ])('is not %s, and nothing beside it is written either', async (_, value) => {
    const memory = await opened();
    const writing = memory.write([
      ['good', 1],
      ['bad', value],
    ]);
    await expect(writing).rejects.toThrow("the value of 'bad' is not");
    expect(await memory.entries()).toEqual([]);
  });
});

describe('what is asked of a memory at once', () => {
  test('is done in turn, so that nothing is lost', async () => {
    const memory = await opened();
    const keys = Array.from({ length: 8 }, (_, nth) => `c${nth}`);
    await Promise.all(keys.map((key, nth) => memory.write([[key, nth]])));
    expect([...(await memory.contents()).keys()]).toEqual(keys);
  });

  test('is read as it was after what was asked for before', async () => {
    const memory = await opened();
    const [, before, , after] = await Promise.all([
      memory.write([['a', 1]]),
      memory.contents(),
      memory.write([['a', 2]]),
      memory.contents(),
    ]);
    expect([before.get('a'), after.get('a')]).toEqual([1, 2]);
  });

  test('does not fail because what was asked for before has', async () => {
    const memory = await opened();
    // No text, so that the file refuses it.
    const noKey = null as unknown as string;
    const [failing, going] = await Promise.allSettled([
      memory.write([[noKey, 1]]),
      memory.write([['a', 1]]),
    ]);
    expect(failing).toMatchObject({ reason: { name: 'MemoryError' } });
    expect(going.status).toBe('fulfilled');
    expect(await memory.contents()).toEqual(new Map([['a', 1]]));
  });

  test('is done before the memory is closed, and what is asked for later is refused', async () => {
    const memory = await opened();
    const writing = memory.write([['a', 1]]);
    const closing = memory.close();
    const late = await Promise.allSettled([memory.write([['b', 2]]), memory.entries()]);
    const closed = { name: 'MemoryError', message: expect.stringContaining('is closed: open it') };
    expect(late).toMatchObject([{ reason: closed }, { reason: closed }]);
    await Promise.all([writing, closing, memory.close()]);
    expect(await (await opened(memory.file)).contents()).toEqual(new Map([['a', 1]]));
  });
});

describe('a file', () => {
  test('that is no memory is refused, and left as it was', async () => {
    const other = `${(await opened()).file}.txt`;
    writeFileSync(other, 'a letter');
    await expect(openMemory(other)).rejects.toThrow(/cannot be used as memory: .*not a valid/);
    expect(readFileSync(other, 'utf8')).toBe('a letter');
  });

  test.each([
    ['other columns', 'TABLE memory (id INTEGER, note VARCHAR)', 'id INTEGER, note VARCHAR'],
    [
      'no primary key',
      'TABLE memory (key VARCHAR NOT NULL, value JSON NOT NULL, written_at TIMESTAMPTZ NOT NULL)',
      'key VARCHAR NOT NULL, value JSON NOT NULL, written_at TIMESTAMP WITH TIME ZONE NOT NULL',
    ],
    ['no table, but a view', 'VIEW memory AS SELECT 1 AS key', 'key INTEGER'],
  ])("with %s named 'memory' is refused, and says what was expected", async (_, made, columns) => {
    const { file } = await opened();
    const foreign = `${file}.foreign`;
    const instance = await DuckDBInstance.create(foreign);
    await (await instance.connect()).run(`CREATE ${made}`);
    instance.closeSync();
    const expected =
      'key VARCHAR PRIMARY KEY, value JSON NOT NULL, written_at TIMESTAMP WITH TIME ZONE NOT NULL';
    await expect(openMemory(foreign)).rejects.toThrow(
      `${foreign} cannot be used as memory: it has memory(${columns}), and not memory(${expected}). Name another file.`,
    );
  });

  test('that this process has open cannot be opened again before it is closed', async () => {
    const memory = await opened();
    await expect(openMemory(memory.file, { waitMs: 0 })).rejects.toThrow('in use by this process');
    const waiting = openMemory(memory.file, { onWait: () => void memory.close() });
    await (await waiting).close();
  });
});

test('a second process waits for the first, or says which one has the file', async () => {
  const file = emptyFile();
  const writer = startWriter(file);
  await writer.lines.next();
  const pid = new RegExp(`in use by .*PID ${writer.process.pid}.*let it end first`);
  await expect(openMemory(file, { waitMs: 100 })).rejects.toThrow(pid);
  const waiting = openMemory(file, { onWait: () => void writer.process.kill('SIGKILL') });
  await (await waiting).close();
});

describe('of the threads of a process', () => {
  test('each waits for the others, and none loses what another wrote', async () => {
    const file = emptyFile();
    const threads = Array.from({ length: 3 }, () => startThread(file));
    for (const thread of threads) thread.on('message', () => thread.postMessage('count'));
    await Promise.all(threads.map((thread) => once(thread, 'exit')));
    expect(await (await opened(file)).contents()).toEqual(new Map([['count', 3]]));
  });

  test('one that waits in vain says that the process has the file, and goes without it', async () => {
    const { file } = await opened();
    const [error] = await once(startThread(file, 100), 'error');
    expect(error).toMatchObject({ name: 'MemoryError' });
    expect(error.message).toContain('memory.db is in use by this process: let it end first');
  });

  test('one that ends without closing the file leaves it to the others', async () => {
    const file = emptyFile();
    const thread = startThread(file);
    await once(thread, 'message');
    await expect(openMemory(file, { waitMs: 0 })).rejects.toThrow('in use by this process');
    await thread.terminate();
    expect(await (await opened(file)).entries()).toEqual([]);
  });
});

test('a process that is killed while it writes loses nothing that was committed', async () => {
  const file = emptyFile();
  const writer = startWriter(file);
  let committed = -1;
  while (committed < 20) committed = Number((await writer.lines.next()).value) || committed;
  await killed(writer.process);
  const contents = await (await opened(file)).contents();
  const turns = [...Array(committed + 1).keys()];
  expect(turns.filter((turn) => !contents.has(`one/${turn}`))).toEqual([]);
  // All of a transaction, or nothing of it.
  for (const [key, value] of contents) {
    expect(contents.get(key.replace(/^\w+/, 'other')), key).toEqual(value);
    expect(contents.get(key.replace(/^\w+/, 'one')), key).toEqual(value);
  }
});
