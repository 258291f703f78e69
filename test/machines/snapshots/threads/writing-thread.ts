import { parentPort, workerData } from 'node:worker_threads';
import { SharedSnapshotWriter } from '../../../../machines/snapshots/shared/writer.ts';
import type { WritingTask } from './threads.ts';

const { memory, gate, isCareless } = workerData as WritingTask;

const opened = new Int32Array(gate);
parentPort!.postMessage('ready');
Atomics.wait(opened, 0, 0);

const writer = new SharedSnapshotWriter(memory, (shared, at, bytes) => {
  return new Int32Array(shared, at, bytes / 4);
});
let value = writer.stage();
while (Atomics.load(opened, 0) === 1) {
  const version = writer.version + 1;
  // Who is careless writes to what readers may have: the test has to find that out.
  if (!isCareless || version < 2) value = writer.stage();
  else writer.stage().fill(version);
  value.fill(version);
  writer.commit();
}
parentPort!.postMessage(writer.version);
