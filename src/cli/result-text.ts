import pc from 'picocolors';
import type { Outcome, RunResult, Violation } from '../simulation/result.ts';
import type { Simulation } from '../simulation/simulation.ts';

const colours: Record<Outcome, (text: string) => string> = {
  completed: pc.green,
  limit: pc.yellow,
  aborted: pc.yellow,
  violated: pc.red,
  failed: pc.red,
};

/** A result as a person reads it. */
export function toText(simulation: Simulation, result: RunResult): string {
  const lines = [
    `${pc.bold(result.simulation)} ${pc.dim(simulation.summary)}`,
    '',
    ...(result.report === undefined ? [] : (simulation.explain?.(result.report) ?? [])),
    ...metricLines(result.metrics as Record<string, unknown>),
    ...result.violations.map(violationLine),
    '',
    `${colours[result.outcome](result.outcome)}: ${result.reason}`,
    `${number(result.simulatedMs)} ms simulated, ${number(result.events)} events, ${number(result.wallMs)} ms wall${deadLetters(result)}`,
    pc.dim(`seed ${result.seed}, trace ${result.traceHash}, engine ${result.engine}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A number in at most six significant digits, its thousands parted. */
export function number(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: Math.abs(value) < 1e6 ? 6 : 21 });
}

function metricLines(metrics: Readonly<Record<string, unknown>>): string[] {
  const width = Math.max(0, ...Object.keys(metrics).map((name) => name.length));
  return Object.entries(metrics).map(
    ([name, value]) => `  ${name.padEnd(width)}  ${metric(value)}`,
  );
}

function metric(value: unknown): string {
  if (typeof value === 'number') return number(value);
  if (value === null || typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(([, part]) => part !== null)
    .map(
      ([name, part]) => `${pc.dim(name)} ${typeof part === 'number' ? number(part) : metric(part)}`,
    )
    .join('  ');
}

function violationLine({ invariant, step, atMs, envelope }: Violation): string {
  const cause =
    envelope === undefined
      ? 'a timer'
      : `'${(envelope.event as { type: string }).type}' from ${envelope.from} to ${envelope.to}`;
  return pc.red(`  '${invariant}' did not hold after step ${step} at ${number(atMs)} ms: ${cause}`);
}

function deadLetters({ deadLetters: letters }: RunResult): string {
  return letters === 0 ? '' : `, ${number(letters)} dead letters`;
}
