import pc from 'picocolors';
import type { Outcome, RunResult, Violation } from '../simulation/result.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { failingOf } from './failing.ts';
import { faultLines } from './faults-text.ts';
import { metricLines } from './metrics-text.ts';
import { duration, number } from './number-text.ts';
import { verdictLines } from './verdicts-text.ts';

const colours: Record<Outcome, (text: string) => string> = {
  completed: pc.green,
  limit: pc.yellow,
  aborted: pc.yellow,
  violated: pc.red,
  failed: pc.red,
};

/**
 * A result as a person reads it: what was found, what was measured, how it ended.
 *
 * @param again - the command that runs it again to the same end
 */
export function toText(simulation: Simulation, result: RunResult, again: string): string {
  const told = result.report === undefined ? [] : (simulation.explain?.(result.report) ?? []);
  const paragraphs = [
    [pc.bold(result.simulation), pc.dim(simulation.summary)],
    told,
    metricLines(result.metrics as Record<string, unknown>),
    struckLines(result),
    propertyLines(result),
    result.violations.flatMap(violationLines),
    endLines(result, again),
  ];
  return `${paragraphs
    .map((lines) => lines.join('\n').trimEnd())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')}\n`;
}

function endLines(result: RunResult, again: string): string[] {
  const { outcome, reason, simulatedMs, events, wallMs, deadLetters, traceHash, engine } = result;
  const unread = deadLetters === 0 ? '' : `, ${number(deadLetters)} dead letters`;
  const lost = result.lost === 0 ? '' : `, ${number(result.lost)} lost`;
  const name = pc.dim('again');
  return [
    `${colours[outcome](outcome)}: ${reason}`,
    `${duration(simulatedMs)} of simulated time, ${number(events)} events${unread}${lost}; computed in ${duration(wallMs)}`,
    `${name}: ${again}`,
    pc.dim(`trace ${traceHash}, engine ${engine}`),
    ...result.fallbacks.map(({ reason }) => pc.dim(`${reason} XState's interpreter ran it.`)),
  ];
}

/** More faults than so many are only counted. */
const FAULTS_MAX = 12;

function struckLines({ faults, faultsToCome, simulatedMs }: RunResult): string[] {
  if (faults.length + faultsToCome === 0) return [];
  const more = faults.length - FAULTS_MAX;
  const rest = more > 0 ? [pc.dim(`  and ${number(more)} more`)] : [];
  const late = `  ${number(faultsToCome)} were to strike after the end, at ${duration(simulatedMs)}`;
  const missed = faultsToCome > 0 ? [pc.yellow(late)] : [];
  return ['faults', ...faultLines(faults.slice(0, FAULTS_MAX)), ...rest, ...missed];
}

/** What a run reached: what held throughout goes without saying, and violations are told below. */
function propertyLines({ properties }: RunResult): string[] {
  const told = properties.filter(
    ({ kind, verdict }) =>
      (kind === 'sometimes' || kind === 'eventually') && verdict !== 'violated',
  );
  return verdictLines(told);
}

function violationLines(violation: Violation): string[] {
  const { property, kind, step, atMs, envelope, explanation } = violation;
  const cause =
    envelope === undefined
      ? 'a timer'
      : `'${(envelope.event as { type: string }).type}' from ${envelope.from} to ${envelope.to}, sent at ${number(envelope.sentAtMs)} ms`;
  return [
    pc.red(`'${property}' ${failingOf(kind)} after step ${step}, at ${number(atMs)} simulated ms`),
    `  brought about by ${cause}`,
    ...explanation.map((line) => `  ${line}`),
  ];
}
