import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { createSharedSnapshot } from 'statehive/machines';

export interface ReadingTask {
  readonly memory: SharedArrayBuffer;
  readonly reader: number;
  readonly reads: number;
  /** It reads on until it has seen so many versions, however rarely the writer has its turn. */
  readonly versions: number;
  /** One word: 0 wait, 1 go, 2 stop. */
  readonly gate: SharedArrayBuffer;
}

export interface WritingTask {
  readonly memory: SharedArrayBuffer;
  readonly gate: SharedArrayBuffer;
  /** Writes where readers may be reading, to see whether that is noticed. */
  readonly isCareless: boolean;
}

/** What a thread found while it read. */
export interface ReadingReport {
  /** Reads of a value that is not of one version. */
  readonly torn: number;
  /** Reads of an older version than before. */
  readonly backward: number;
  /** How often the version was another than at the read before. */
  readonly distinct: number;
  readonly reads: number;
}

/** Has threads of the operating system read a snapshot that another one writes all the time. */
export async function readBesideWriter(options: {
  readers: number;
  readsEach: number;
  versionsEach: number;
  words: number;
  isCareless?: boolean;
}): Promise<{ readonly reports: readonly ReadingReport[]; readonly versions: number }> {
  const { readers, readsEach: reads, versionsEach, words, isCareless = false } = options;
  const memory = createSharedSnapshot({ readers, bytes: words * 4 });
  const gate = new SharedArrayBuffer(4);
  const writer = start('writing-thread.ts', { memory, gate, isCareless } satisfies WritingTask);
  const reading = Array.from({ length: readers }, (_, reader) =>
    start('reading-thread.ts', {
      memory,
      reader,
      reads,
      versions: versionsEach,
      gate,
    } satisfies ReadingTask),
  );
  // All at once, when all are there.
  await Promise.all([writer, ...reading].map((thread) => once(thread, 'message')));
  const reports = reading.map(async (thread) => (await once(thread, 'message'))[0]);
  const versions = once(writer, 'message');
  const word = new Int32Array(gate);
  Atomics.store(word, 0, 1);
  Atomics.notify(word, 0);
  const all: ReadingReport[] = await Promise.all(reports);
  Atomics.store(word, 0, 2);
  return { reports: all, versions: (await versions)[0] };
}

/** Node does not read TypeScript by itself, and tsx registers itself in main threads only. */
function start(file: string, workerData: ReadingTask | WritingTask): Worker {
  const url = new URL(file, import.meta.url).href;
  const load = `import('tsx/esm/api').then(({ register }) => (register(), import('${url}')))`;
  return new Worker(load, { eval: true, workerData });
}
