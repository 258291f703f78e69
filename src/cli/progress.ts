import { type Bar, Presets, SingleBar } from 'cli-progress';
import type { Limits } from '../simulation/limits.ts';
import type { RunResult } from '../simulation/result.ts';
import type { Progress, Run } from '../simulation/run.ts';
import { duration, number } from './number-text.ts';

/** Nobody wants to be told how far it is before. */
export const quietForMs = 2_000;
const lineEveryMs = 5_000;

/**
 * Tells on stderr how far a run is, once it has taken over two seconds, and what it logs.
 *
 * @param limits - those the user set: without any, nobody knows how long the run will take
 */
export async function reportProgress<TResult extends RunResult>(
  run: Run<TResult>,
  limits: Partial<Limits>,
): Promise<TResult> {
  const reporter = reporterTo(process.stderr);
  run.on('progress', (progress) => {
    if (progress.wallMs < quietForMs) return;
    const share = shareDone(progress, limits);
    reporter.tell({ text: describe(progress, share), share, wallMs: progress.wallMs });
  });
  run.on('log', ({ atMs, actor, values }) => {
    process.stderr.write(`${number(atMs)} ms ${actor}: ${values.map(String).join(' ')}\n`);
  });
  try {
    return await run;
  } finally {
    reporter.end();
  }
}

/** How near a run is to the nearest of its limits, 0 to 1; undefined if it has none. */
export function shareDone(progress: Progress, limits: Partial<Limits>): number | undefined {
  const { events = Infinity, wallMs = Infinity } = limits;
  const share = Math.max(
    progress.fraction ?? 0,
    progress.events / events,
    progress.wallMs / wallMs,
  );
  return share > 0 ? Math.min(1, share) : undefined;
}

/** Progress in words. What is left is an upper bound: a run may end before its limit. */
export function describe(progress: Progress, share: number | undefined): string {
  const { events, simulatedMs, wallMs } = progress;
  const rate = Math.round((events / wallMs) * 1_000);
  const left = share === undefined ? '' : `, at most ${duration(wallMs / share - wallMs)} left`;
  return `${number(events)} events, ${duration(simulatedMs)} simulated, ${number(rate)} events/s${left}`;
}

/** How far something is. */
export interface Told {
  readonly text: string;
  /** From 0 to 1, if it is known. */
  readonly share: number | undefined;
  readonly wallMs: number;
}

export interface Reporter {
  tell(told: Told): void;
  end(): void;
}

/** A bar for a terminal; now and then a line for a file. */
export function reporterTo(stream: { readonly isTTY?: boolean }): Reporter {
  return stream.isTTY ? barReporter() : lineReporter();
}

function lineReporter(): Reporter {
  let toldAt = -lineEveryMs;
  return {
    tell({ text, wallMs }) {
      if (wallMs - toldAt < lineEveryMs) return;
      toldAt = wallMs;
      process.stderr.write(`${text}\n`);
    },
    end() {},
  };
}

function barReporter(): Reporter {
  let bar: Bar | undefined;
  return {
    tell({ text, share }) {
      bar ??= startBar(share === undefined ? '{text}' : '{bar} {percentage}% {text}');
      bar.update(Math.round((share ?? 0) * 1_000), { text });
    },
    end() {
      bar?.stop();
    },
  };
}

function startBar(format: string): Bar {
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(1_000, 0, { text: '' });
  return bar;
}
