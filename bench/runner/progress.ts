import { Presets, SingleBar } from 'cli-progress';
import { wallNowMs } from './wall-clock.ts';

const LINE_EVERY_MS = 5_000;

/** Tells a person on stderr how far something is that goes in steps: a bar, or else lines. */
export interface Progress {
  /** Says what is done next; each call is a step, planned or found to be needed. */
  step(next: string, isPlanned?: boolean): void;
  end(): void;
}

/** @param planned - how many steps */
export function progressOnStderr(planned: number): Progress {
  return process.stderr.isTTY ? bar(planned) : lines(planned);
}

function bar(planned: number): Progress {
  const format = '{bar} {percentage}% {next} | {left}';
  const shown = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  const beganAtMs = wallNowMs();
  shown.start(planned, 0, { next: '', left: '' });
  let [done, steps] = [0, planned];
  return {
    step(next, isPlanned = true) {
      if (!isPlanned) shown.setTotal(++steps);
      shown.update(Math.min(done, steps), {
        next,
        left: leftText(done, steps, wallNowMs() - beganAtMs),
      });
      done += 1;
    },
    end: () => shown.stop(),
  };
}

function lines(planned: number): Progress {
  const beganAtMs = wallNowMs();
  let [done, steps, toldAtMs] = [0, planned, -LINE_EVERY_MS];
  return {
    step(next, isPlanned = true) {
      if (!isPlanned) steps += 1;
      const nowMs = wallNowMs() - beganAtMs;
      if (nowMs - toldAtMs >= LINE_EVERY_MS) {
        toldAtMs = nowMs;
        const percent = Math.min(99, Math.floor((100 * done) / steps));
        process.stderr.write(`${percent}% ${next}, ${leftText(done, steps, nowMs)}\n`);
      }
      done += 1;
    },
    end: () => undefined,
  };
}

/** As if the steps to come took as long as those before, which they hardly do. */
export function leftText(done: number, steps: number, tookMs: number): string {
  if (done === 0) return 'time left unknown';
  if (done >= steps) return 'longer than planned';
  const seconds = Math.round((tookMs * (steps - done)) / done / 1_000);
  return seconds < 100 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
}
