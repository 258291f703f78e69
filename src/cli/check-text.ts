import pc from 'picocolors';
import type { CheckOutcome, CheckResult } from '../check/check.ts';
import { type Counterexample, plain, type Step } from '../check/counterexample.ts';
import { sequenceDiagram } from '../check/sequence-diagram.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { duration, number } from './number-text.ts';
import { jsonLine } from './result-json.ts';
import { inColour, verdictLines } from './verdicts-text.ts';
import { worldLine } from './world-text.ts';

const colours: Record<CheckOutcome, (text: string) => string> = {
  complete: pc.green,
  limit: pc.yellow,
  aborted: pc.yellow,
  violated: pc.red,
};

/** What a check found, as a person reads it. */
export function checkText(simulation: Simulation, result: CheckResult, draws: boolean): string {
  const paragraphs = [
    [pc.bold(result.simulation), pc.dim(simulation.summary), pc.dim(worldLine(simulation, result))],
    verdictLines(result.properties, inColour),
    ...result.counterexamples.map((each) => behaviourLines(each, draws)),
    endLines(result),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n').trimEnd())
    .join('\n\n')}\n`;
}

/** A check's result as one line of JSON, its counterexamples with their diagrams. */
export function checkJson(result: CheckResult): string {
  const drawn = (each: Counterexample) => ({ ...each, diagram: sequenceDiagram(each) });
  const counterexamples = result.counterexamples.map(drawn);
  return jsonLine({ ...result, counterexamples });
}

function behaviourLines(behaviour: Counterexample, draws: boolean): string[] {
  const { property, kind, steps, explanation = [] } = behaviour;
  const diagram = draws ? ['', '```mermaid', sequenceDiagram(behaviour), '```'] : [];
  const count = steps.length === 1 ? '1 step' : `${steps.length} steps`;
  return [
    pc.red(`'${property}' (${kind}), after ${count}:`),
    ...stepLines(behaviour),
    ...explanation.map((line) => `  ${line}`),
    ...diagram,
  ];
}

/** What happens in a behaviour, step by step. */
export function stepLines({ steps, loopsFrom }: Counterexample): string[] {
  return steps.flatMap((step, at) => [
    ...(at === loopsFrom ? ['     for ever:'] : []),
    `  ${String(at + 1).padStart(2)} ${stepText(step)}`,
  ]);
}

function stepText({ kind, actor, from, event, sent, error }: Step): string {
  const sends = sent.map(({ to, event }) => `${eventText(event)} to ${to}`).join(', ');
  const then = sends === '' ? '' : pc.dim(`, sends ${sends}`);
  const fails = error === undefined ? '' : `, which fails: ${error}`;
  switch (kind) {
    case 'deliver':
      return `${actor} takes ${eventText(event)} from ${from}${fails}${then}`;
    case 'duplicate':
      return `${actor} takes ${eventText(event)} from ${from}, which will come again${fails}${then}`;
    case 'lose':
      return `${eventText(event)} from ${from} to ${actor} is lost`;
    case 'fire':
      return `${actor} has its timer ${eventText(event)} fire${fails}${then}`;
    case 'crash':
    case 'restart':
      return `${actor} ${kind}es`.replace('restartes', 'restarts') + then;
  }
}

function symmetryLines({ symmetry }: CheckResult): string[] {
  if (symmetry === undefined) return [];
  if (symmetry.length === 0) return ['symmetry: there is no population of several actors'];
  return symmetry.map(({ population, size, isReduced, toldApartBy }) =>
    isReduced
      ? `symmetry: the ${size} actors '${population}' count as alike`
      : `symmetry: the ${size} actors '${population}' differ from the start, by '${toldApartBy}'`,
  );
}

function partialOrderLines({ partialOrder }: CheckResult): string[] {
  if (partialOrder === undefined) return [];
  const { reducedStates, wholeBecause } = partialOrder;
  return wholeBecause === undefined
    ? [`partial order: moves were left out of ${number(reducedStates)} states`]
    : [`partial order: no moves were left out, for ${wholeBecause}`];
}

function endLines(result: CheckResult): string[] {
  const { outcome, reason, unique, generated, depth, wallMs, statesPerSecond } = result;
  return [
    `${colours[outcome](outcome)}: ${reason}`,
    ...symmetryLines(result),
    ...partialOrderLines(result),
    `${number(unique)} states of ${number(generated)} generated, depth ${depth}; ${number(statesPerSecond)} states/s in ${duration(wallMs)}, ${Math.round(result.bytesPerState)} bytes a state`,
  ];
}

/** An event in a line: its type, then what it carries. */
function eventText(event: unknown): string {
  const { type, ...rest } = event as { type: string };
  return Object.keys(rest).length === 0 ? type : `${type} ${JSON.stringify(rest, plain)}`;
}
