import type { FaultEvent } from '../../swarm/records.ts';
import { type DiagramLine, mermaid, saidBy } from '../mermaid.ts';
import type { RunHappening } from './last-steps.ts';

/** A Mermaid sequence diagram: who took what from whom when, what was lost, and what went wrong. */
export function runDiagram(happenings: readonly RunHappening[]): string {
  return mermaid(happenings.map(lineOf));
}

function lineOf(happening: RunHappening): DiagramLine {
  switch (happening.kind) {
    case 'delivery': {
      const { from, to, event, sentAtMs, atMs } = happening;
      const text = `${saidBy(event)} (${ms(sentAtMs)} to ${ms(atMs)})`;
      return { kind: 'arrow', from, to, text, isLost: false };
    }
    case 'loss': {
      const { from, to, event, atMs, why } = happening;
      const text = `${saidBy(event)}, lost at ${ms(atMs)}: ${why}`;
      return { kind: 'arrow', from, to, text, isLost: true };
    }
    case 'timer': {
      const { actor, event, atMs } = happening;
      return { kind: 'note', over: [actor], text: `${ms(atMs)}: ${event.type}` };
    }
    case 'fault': {
      const { fault } = happening;
      return { kind: 'note', over: fault.actors, text: faultText(fault) };
    }
  }
}

function faultText({ atMs, verb, actors, details }: FaultEvent): string {
  const told = Object.entries(details).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return `${ms(atMs)}: ${[verb, actors.join(', '), ...told].filter(Boolean).join(' ')}`;
}

function ms(value: number): string {
  return `${Number(value.toFixed(3))} ms`;
}
