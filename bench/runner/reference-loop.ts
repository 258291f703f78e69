import { cpuNowMs } from './cpu-clock.ts';

/** About half a millisecond of a usual core. */
const TURNS = 500_000;
const TIMES = 4;
let last = 1;

/**
 * CPU time that a fixed loop takes right now, ms, the least of a few times. It never changes, so
 * that what it takes tells how fast the host is: its frequency, and who else is on the core.
 */
export function referenceMs(): number {
  let leastMs = Infinity;
  for (let time = 0; time < TIMES; time++) leastMs = Math.min(leastMs, loopMs());
  return leastMs;
}

function loopMs(): number {
  const beganAtMs = cpuNowMs();
  // A local number: one of the module's would be allocated anew each turn.
  let sum = last;
  for (let turn = 0; turn < TURNS; turn++) sum = Math.imul(sum ^ turn, 0x01000193);
  last = sum;
  return cpuNowMs() - beganAtMs;
}

// Compiled before it is first relied on.
for (let time = 0; time < 10; time++) referenceMs();
