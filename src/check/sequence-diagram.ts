import type { Counterexample, Step } from './counterexample.ts';

/** A behaviour as a Mermaid sequence diagram, which Markdown viewers draw. */
export function sequenceDiagram({ steps, loopsFrom, property, kind }: Counterexample): string {
  const actors = new Set(steps.flatMap(({ actor, from }) => (from ? [from, actor] : [actor])));
  const names = new Map([...actors].map((actor, at) => [actor, `a${at}`]));
  const lines = steps.flatMap((step, at) => [
    ...(at === loopsFrom ? ['loop for ever'] : []),
    lineOf(step, names),
  ]);
  if (loopsFrom !== undefined) lines.push('end');
  return [
    'sequenceDiagram',
    ...[...names].map(([actor, name]) => `  participant ${name} as ${actor}`),
    ...lines.map((line) => `  ${line}`),
    ...(names.size === 0 ? [] : [`  Note over ${[...names.values()][0]}: ${kind} '${property}'`]),
    '',
  ].join('\n');
}

function lineOf(step: Step, names: ReadonlyMap<string, string>): string {
  const actor = names.get(step.actor)!;
  const event = eventText(step.event);
  const from = step.from === undefined ? actor : names.get(step.from)!;
  switch (step.kind) {
    case 'deliver':
      return `${from}->>${actor}: ${event}`;
    case 'duplicate':
      return `${from}->>${actor}: ${event}, and again`;
    case 'lose':
      return `${from}--x${actor}: ${event}`;
    case 'fire':
      return `${actor}->>${actor}: ${event}`;
    case 'crash':
    case 'restart':
      return `Note over ${actor}: ${step.kind}s`;
  }
}

/** An event in a line: its type, then what it carries. Mermaid reads `;` and `#` as its own. */
export function eventText(event: unknown): string {
  const { type, ...rest } = event as { type: string };
  const data = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest, plain)}`;
  return `${type}${data}`.replaceAll(/[;#]/g, ' ');
}

/** For JSON of steps: actor references say their id, sets and maps what they hold. */
export function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Set) return [...value];
  if (value instanceof Map) return Object.fromEntries(value);
  const { xstate$$type: type, id } = (value ?? {}) as { xstate$$type?: number; id?: string };
  return type === 1 && id !== undefined ? id : value;
}
