import type { Fault } from '../faults/fault.ts';
import { number } from './number-text.ts';

/** Faults as a person reads them, one a line. */
export function faultLines(faults: readonly Fault[]): string[] {
  return faults.map((fault) => `  ${faultText(fault)}`);
}

function faultText(fault: Fault): string {
  const { kind, atMs, forMs, ...rest } = fault;
  const { actor, ...details } = { actor: undefined, ...rest };
  const told = Object.entries(details).map(([name, value]) => `${name} ${textOf(value)}`);
  const lasts = forMs === undefined ? 'for good' : `for ${number(forMs)} ms`;
  const what = [kind, actor].filter((word) => word !== undefined).join(' ');
  return [`${what} at ${number(atMs)} ms ${lasts}`, ...told].join(', ');
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
