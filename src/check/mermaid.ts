import type { AnyEventObject } from 'xstate';

/** More than so many of an event's fields are not told. */
const FIELDS_MAX = 3;

/** A line of a sequence diagram; actors are addresses. */
export type DiagramLine =
  | {
      readonly kind: 'arrow';
      readonly from: string;
      readonly to: string;
      readonly text: string;
      readonly isLost: boolean;
    }
  /** Over nobody is over all. */
  | { readonly kind: 'note'; readonly over: readonly string[]; readonly text: string }
  | { readonly kind: 'loop'; readonly text: string }
  | { readonly kind: 'end' };

/**
 * A Mermaid sequence diagram, which Markdown viewers draw.
 *
 * @see https://mermaid.js.org/syntax/sequenceDiagram.html
 */
export function mermaid(lines: readonly DiagramLine[]): string {
  const actors = [...new Set(lines.flatMap(actorsOf))];
  return [
    'sequenceDiagram',
    ...actors.map((address, at) => `  participant a${at} as ${plain(address)}`),
    ...lines.map((line) => `  ${textOf(line, actors)}`),
  ].join('\n');
}

/** An event in a few words: its type, and the first of what it carries that is no object. */
export function saidBy(event: AnyEventObject): string {
  const fields = Object.entries(event)
    .filter(([name, value]) => name !== 'type' && typeof value !== 'object')
    .slice(0, FIELDS_MAX)
    .map(([name, value]) => `${name}=${String(value)}`);
  return [event.type, ...fields].join(' ');
}

function actorsOf(line: DiagramLine): readonly string[] {
  if (line.kind === 'arrow') return [line.from, line.to];
  return line.kind === 'note' ? line.over : [];
}

function textOf(line: DiagramLine, actors: readonly string[]): string {
  const nameOf = (address: string) => `a${actors.indexOf(address)}`;
  switch (line.kind) {
    case 'arrow': {
      const arrow = line.isLost ? '-x' : '->>';
      return `${nameOf(line.from)}${arrow}${nameOf(line.to)}: ${plain(line.text)}`;
    }
    case 'note': {
      const over = ends(line.over.length > 0 ? line.over : actors);
      return `Note over ${over.map(nameOf).join(',')}: ${plain(line.text)}`;
    }
    case 'loop':
      return `loop ${plain(line.text)}`;
    case 'end':
      return 'end';
  }
}

/** The first and the last: a note can be over two actors at most, and all between them. */
function ends(actors: readonly string[]): readonly string[] {
  return actors.length < 2 ? actors : [actors[0]!, actors.at(-1)!];
}

/** Without what Mermaid would take for its own. */
function plain(text: string): string {
  return text.replace(/[;#\n]/g, ' ');
}
