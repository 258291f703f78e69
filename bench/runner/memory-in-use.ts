import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of the heap and of typed arrays that are in use after a full garbage collection. */
export function memoryInUse(): number {
  collectGarbage();
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Frees what died young, so that the garbage of one case is not charged to the next. */
export function collectYoungGarbage(): void {
  collectGarbage(true);
}

const collectGarbage: (isMinor?: boolean) => void = globalThis.gc ?? exposedGarbageCollection();

/** For a process that was started without `--expose-gc`, as the tests are. */
function exposedGarbageCollection(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
