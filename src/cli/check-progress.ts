import type { Check, CheckProgress, CheckResult } from '../check/check.ts';
import { duration, number } from './number-text.ts';
import { quietForMs, reporterTo } from './progress.ts';

/** Tells on stderr how far a check is, once it has taken over two seconds. */
export async function reportCheck(check: Check<CheckResult>): Promise<CheckResult> {
  const reporter = reporterTo(process.stderr);
  check.on('progress', (progress) => {
    const { wallMs } = progress;
    if (wallMs < quietForMs) return;
    reporter.tell({ text: describe(progress), share: undefined, wallMs });
  });
  try {
    return await check;
  } finally {
    reporter.end();
  }
}

function describe(progress: CheckProgress): string {
  const { unique, generated, depth, waiting, statesPerSecond, wallMs } = progress;
  return `${number(unique)} states of ${number(generated)} generated, depth ${depth}, ${number(waiting)} waiting, ${number(statesPerSecond)} states/s, ${duration(wallMs)}`;
}
