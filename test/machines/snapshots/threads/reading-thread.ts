import { parentPort, workerData } from 'node:worker_threads';
import { SharedSnapshotReader } from '../../../../machines/snapshots/shared/reader.ts';
import type { ReadingReport, ReadingTask } from './threads.ts';

const { memory, reader, reads, versions, gate } = workerData as ReadingTask;

/** Reads again and again; each word of a value has to be that of its version. */
function report(): ReadingReport {
  const snapshot = new SharedSnapshotReader(memory, reader, (shared, at, bytes) => {
    return new Int32Array(shared, at, bytes / 4);
  });
  const found = { torn: 0, backward: 0, distinct: 0, reads: 0 };
  let last = -1;
  while (found.reads < reads || found.distinct < versions) {
    found.reads += 1;
    const value = snapshot.read();
    const { version } = snapshot;
    let odd = 0;
    for (let word = 0; word < value.length; word++) odd |= value[word]! ^ version;
    if (odd !== 0) found.torn += 1;
    if (version < last) found.backward += 1;
    if (version !== last) found.distinct += 1;
    last = version;
  }
  return found;
}

const opened = new Int32Array(gate);
parentPort!.postMessage('ready');
Atomics.wait(opened, 0, 0);
parentPort!.postMessage(report());
