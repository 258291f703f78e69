// A thread of its own: opens the file it is given, tells so, and counts itself in it when it is told to.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openMemory } from 'statehive';

const port = parentPort!;
const memory = await openMemory(workerData.file, { waitMs: workerData.waitMs });
const count = Number((await memory.contents()).get('count') ?? 0);
port.postMessage('open');
await once(port, 'message');
// Others have the time to open it too, if nothing keeps them from it.
await pause(100);
await memory.write([['count', count + 1]]);
await memory.close();
