import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes that are in use once nothing more can be freed: objects, and the buffers of typed arrays. */
export async function heapInUse(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    // A turn of the host, so that what it holds for a finished run is let go.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * How much the heap has grown, in bytes a run, from after `warmUp` runs to after `runs`.
 *
 * @param once - makes and ends one run of that seed
 */
export async function growthPerRun(
  { runs, warmUp }: { readonly runs: number; readonly warmUp: number },
  once: (seed: number) => Promise<unknown>,
): Promise<number> {
  let before = 0;
  for (let seed = 0; seed < runs; seed++) {
    if (seed === warmUp) before = await heapInUse();
    await once(seed);
  }
  return ((await heapInUse()) - before) / (runs - warmUp);
}
