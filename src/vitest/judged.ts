import type { CheckResult } from '../check/check.ts';
import type { Counterexample } from '../check/counterexample.ts';
import { sequenceDiagram } from '../check/sequence-diagram.ts';
import type { PropertyResult } from '../simulation/properties.ts';
import type { RunResult, Violation } from '../simulation/result.ts';
import { UsageError } from '../simulation/usage-error.ts';

/** What `run` and `check` return. */
export type Judged = RunResult | CheckResult;

/** What a matcher of vitest's returns. */
export interface Matched {
  readonly pass: boolean;
  message(): string;
}

/** Whether all properties hold, or one. */
export function holds(received: Judged, property?: string): Matched {
  const { properties } = judged(received, 'toHold');
  if (property !== undefined) return verdictOn(received, named(received, property));
  const failed = 'failure' in received ? received.failure : undefined;
  const pass =
    failed === undefined &&
    !('counterexamples' in received && received.counterexamples.length > 0) &&
    properties.every(({ verdict }) => verdict !== 'violated');
  return { pass, message: () => (pass ? 'every property holds' : why(received)) };
}

/** Whether a property has come to hold in its time. */
export function hasComeToHold(received: Judged, property: string): Matched {
  judged(received, 'toEventually');
  const result = named(received, property);
  if (result.kind === 'eventually' || result.kind === 'sometimes') {
    return verdictOn(received, result);
  }
  throw new UsageError(
    `'${property}' is what must ${result.kind} be: ask toHold, for toEventually is of 'eventually' and 'sometimes'.`,
  );
}

function verdictOn(received: Judged, { name, kind, verdict }: PropertyResult): Matched {
  const pass = verdict === 'held' || verdict === 'reached';
  const told = `${kind} '${name}' is ${verdict}`;
  return { pass, message: () => (pass ? told : [told, why(received)].join('\n\n').trim()) };
}

function named({ simulation, properties }: Judged, name: string): PropertyResult {
  const found = properties.find((property) => property.name === name);
  if (found !== undefined) return found;
  const all = properties.map((property) => `'${property.name}'`).join(', ') || 'none';
  throw new UsageError(`'${simulation}' has no property '${name}'. It has: ${all}.`);
}

function judged(received: Judged, matcher: string): Judged {
  if (Array.isArray(received?.properties)) return received;
  throw new UsageError(`${matcher} takes the result of a run or of a check: has it been awaited?`);
}

function why(received: Judged): string {
  const paragraphs =
    'violations' in received
      ? [...received.violations.map((violation) => ofRun(received, violation)), failureOf(received)]
      : received.counterexamples.map(ofCheck);
  return paragraphs.filter((text) => text !== '').join('\n\n');
}

function failureOf({ simulation, seed, failure }: RunResult): string {
  return failure === undefined
    ? ''
    : `'${simulation}' with seed ${seed} failed: ${failure.message}`;
}

function ofRun(
  result: RunResult,
  { kind, property, step, atMs, envelope, explanation }: Violation,
) {
  const { simulation, seed, faults } = result;
  const event = envelope?.event as { readonly type: string } | undefined;
  return [
    `${kind} '${property}' is violated after step ${step}, at ${atMs} simulated ms`,
    `  of '${simulation}' with seed ${seed} and ${JSON.stringify(result.params)}`,
    ...(envelope ? [`  by '${event?.type}' from ${envelope.from} to ${envelope.to}`] : []),
    ...faults.map((fault) => `  with ${JSON.stringify(fault)}`),
    ...explanation.map((line) => `  ${line}`),
  ].join('\n');
}

function ofCheck(counterexample: Counterexample): string {
  const { property, kind, steps, explanation = [] } = counterexample;
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
  const diagram = sequenceDiagram(counterexample).trimEnd();
  return [`${kind} '${property}' is violated in ${count}`, diagram, ...explanation].join('\n');
}
