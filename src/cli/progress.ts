import { type Bar, Presets, SingleBar } from 'cli-progress';
import type { RunResult } from '../simulation/result.ts';
import type { Progress, Run } from '../simulation/run.ts';
import { number } from './result-text.ts';

const quietForMs = 2_000;
const lineEveryMs = 5_000;

/** Tells on stderr how far a run is, once it has taken over two seconds, and what it logs. */
export async function reportProgress<TResult extends RunResult>(
  run: Run<TResult>,
): Promise<TResult> {
  const reporter = process.stderr.isTTY ? barReporter() : lineReporter();
  run.on('progress', (progress) => {
    if (progress.wallMs >= quietForMs) reporter.tell(progress);
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

interface Reporter {
  tell(progress: Progress): void;
  end(): void;
}

function describe({ events, simulatedMs, wallMs, fraction }: Progress): string {
  const rate = number(Math.round((events / wallMs) * 1_000));
  const left =
    fraction === undefined || fraction === 0 ? '' : `, ${seconds(wallMs / fraction - wallMs)} left`;
  return `${number(events)} events, ${number(Math.round(simulatedMs))} ms simulated, ${rate} events/s${left}`;
}

function seconds(ms: number): string {
  return `${number(Math.round(ms / 1_000))} s`;
}

function lineReporter(): Reporter {
  let toldAt = 0;
  return {
    tell(progress) {
      if (progress.wallMs - toldAt < lineEveryMs) return;
      toldAt = progress.wallMs;
      process.stderr.write(`${describe(progress)}\n`);
    },
    end() {},
  };
}

function barReporter(): Reporter {
  let bar: Bar | undefined;
  return {
    tell(progress) {
      const format = progress.fraction === undefined ? '{text}' : '{bar} {percentage}% {text}';
      bar ??= startBar(format);
      bar.update(Math.round((progress.fraction ?? 0) * 1_000), { text: describe(progress) });
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
