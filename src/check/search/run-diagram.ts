import type { AnyEventObject } from 'xstate';
import type { FaultEvent } from '../../swarm/records.ts';
import type { RunHappening } from './last-steps.ts';

/** More than so many of an event's fields are not told. */
const FIELDS_MAX = 3;

/**
 * A Mermaid sequence diagram: who took what from whom when, what was lost, and what went wrong.
 *
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export function runDiagram(happenings: readonly RunHappening[]): string {
  const actors = [...new Set(happenings.flatMap(actorsOf))];
  const nameOf = (address: string) => `a${actors.indexOf(address)}`;
  return [
    'sequenceDiagram',
    ...actors.map((address) => `  participant ${nameOf(address)} as ${plain(address)}`),
    ...happenings.map((happening) => `  ${lineOf(happening, nameOf, actors)}`),
  ].join('\n');
}

function actorsOf(happening: RunHappening): readonly string[] {
  if (happening.kind === 'fault') return happening.fault.actors;
  return happening.kind === 'timer' ? [happening.actor] : [happening.from, happening.to];
}

function lineOf(
  happening: RunHappening,
  nameOf: (address: string) => string,
  actors: readonly string[],
): string {
  switch (happening.kind) {
    case 'delivery': {
      const { from, to, event, sentAtMs, atMs } = happening;
      return `${nameOf(from)}->>${nameOf(to)}: ${said(event)} (${ms(sentAtMs)} to ${ms(atMs)})`;
    }
    case 'loss': {
      const { from, to, event, atMs, why } = happening;
      return `${nameOf(from)}-x${nameOf(to)}: ${said(event)}, lost at ${ms(atMs)}: ${plain(why)}`;
    }
    case 'timer': {
      const { actor, event, atMs } = happening;
      return `Note over ${nameOf(actor)}: ${ms(atMs)}: ${plain(event.type)}`;
    }
    case 'fault': {
      const whom = happening.fault.actors.length > 0 ? happening.fault.actors : ends(actors);
      return `Note over ${ends(whom).map(nameOf).join(',')}: ${faultText(happening.fault)}`;
    }
  }
}

/** The first and the last: a note can be over two actors at most, and all between them. */
function ends(actors: readonly string[]): readonly string[] {
  return actors.length < 2 ? actors : [actors[0]!, actors.at(-1)!];
}

function faultText({ atMs, verb, actors, details }: FaultEvent): string {
  const told = Object.entries(details).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return plain(`${ms(atMs)}: ${[verb, actors.join(', '), ...told].filter(Boolean).join(' ')}`);
}

function said(event: AnyEventObject): string {
  const fields = Object.entries(event)
    .filter(([name, value]) => name !== 'type' && typeof value !== 'object')
    .slice(0, FIELDS_MAX)
    .map(([name, value]) => `${name}=${String(value)}`);
  return plain([event.type, ...fields].join(' '));
}

function ms(value: number): string {
  return `${Number(value.toFixed(3))} ms`;
}

/** Without what Mermaid would take for its own. */
function plain(text: string): string {
  return text.replace(/[;#\n]/g, ' ');
}
