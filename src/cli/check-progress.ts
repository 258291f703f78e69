import type { Check, CheckProgress, CheckResult } from '../check/check.ts';
import { duration, number } from './number-text.ts';

const quietForMs = 2_000;
const lineEveryMs = 5_000;

/** Tells on stderr how far a check is, once it has taken over two seconds. */
export async function reportCheck(check: Check<CheckResult>): Promise<CheckResult> {
  const { isTTY } = process.stderr;
  let toldAtMs = -lineEveryMs;
  check.on('progress', (progress) => {
    const { wallMs } = progress;
    if (wallMs < quietForMs || (!isTTY && wallMs - toldAtMs < lineEveryMs)) return;
    toldAtMs = wallMs;
    process.stderr.write(isTTY ? `\r\x1b[K${describe(progress)}` : `${describe(progress)}\n`);
  });
  try {
    return await check;
  } finally {
    if (isTTY && toldAtMs > 0) process.stderr.write('\r\x1b[K');
  }
}

function describe(progress: CheckProgress): string {
  const { unique, generated, depth, waiting, statesPerSecond, wallMs } = progress;
  return `${number(unique)} states of ${number(generated)} generated, depth ${depth}, ${number(waiting)} waiting, ${number(statesPerSecond)} states/s, ${duration(wallMs)}`;
}
