import { cpuNowMs } from './cpu-clock.ts';

/** About two milliseconds of a usual core. */
const TURNS = 2_000_000;
let last = 1;

/**
 * CPU time that a fixed loop takes right now, ms. It never changes, so that what it takes tells how
 * fast the host is at this moment: its frequency, and who else is on the core.
 */
export function referenceMs(): number {
  const beganAtMs = cpuNowMs();
  // A local number: one of the module's would be allocated anew each turn.
  let sum = last;
  for (let turn = 0; turn < TURNS; turn++) sum = Math.imul(sum ^ turn, 0x01000193);
  last = sum;
  return cpuNowMs() - beganAtMs;
}

// Compiled before it is first relied on.
for (let time = 0; time < 10; time++) referenceMs();
