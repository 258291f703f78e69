import pc from 'picocolors';
import type { PropertyResult, Verdict } from '../simulation/properties.ts';

type Paint = (padded: string, verdict: Verdict) => string;

const colours: Record<Verdict, (text: string) => string> = {
  held: pc.green,
  reached: pc.green,
  violated: pc.red,
  'not reached': pc.red,
  pending: pc.yellow,
};

/** A verdict in the colour of what it says. */
export const inColour: Paint = (padded, verdict) => colours[verdict](padded);

/** What is said of each property, a line each, one under the other. */
export function verdictLines(
  properties: readonly PropertyResult[],
  paint: Paint = (padded) => padded,
): string[] {
  const width = Math.max(0, ...properties.map(({ verdict }) => verdict.length));
  return properties.map(
    ({ name, kind, verdict }) =>
      `  ${paint(verdict.padEnd(width), verdict)}  ${pc.dim(kind)} '${name}'`,
  );
}
