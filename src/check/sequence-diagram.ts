import type { AnyEventObject } from 'xstate';
import type { Counterexample, Step } from './counterexample.ts';
import { type DiagramLine, mermaid, saidBy } from './mermaid.ts';

/** A behaviour as a Mermaid sequence diagram: who takes what from whom, what is lost, who fails. */
export function sequenceDiagram({ steps, loopsFrom, property, kind }: Counterexample): string {
  const lines = steps.flatMap((step, at): DiagramLine[] => [
    ...(at === loopsFrom ? [{ kind: 'loop', text: 'for ever' } as const] : []),
    lineOf(step),
  ]);
  if (loopsFrom !== undefined) lines.push({ kind: 'end' });
  if (steps.length === 0) return mermaid([]);
  return mermaid([...lines, { kind: 'note', over: [], text: `${kind} '${property}'` }]);
}

function lineOf({ kind, actor, from = actor, event }: Step): DiagramLine {
  if (kind === 'crash' || kind === 'restart') {
    return { kind: 'note', over: [actor], text: kind };
  }
  const said = saidBy(event as AnyEventObject);
  if (kind === 'fire') return { kind: 'note', over: [actor], text: said };
  const text = kind === 'duplicate' ? `${said}, and again` : said;
  return { kind: 'arrow', from, to: actor, text, isLost: kind === 'lose' };
}
