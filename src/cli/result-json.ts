import type { RunResult } from '../simulation/result.ts';

/** A result, and what else there is, as one line of JSON; the product is left out: `--out` writes it. */
export function toJson(result: RunResult, more: object = {}): string {
  const { product: _, failure, ...rest } = result;
  return jsonLine({ ...rest, failure: failure?.message, ...more });
}

/** A value as one line of JSON: sets and maps say what they hold. */
export function jsonLine(value: object): string {
  return `${JSON.stringify(value, plain)}\n`;
}

// Actor references in a violation's event know their whole system: their address says enough.
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Map) return Object.fromEntries(value);
  return value instanceof Set ? [...value] : value;
}
