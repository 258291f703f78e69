import type { CheckResult } from 'statehive';

/** What a check says of each property, by name. */
export function verdictsOf({ properties }: CheckResult): Record<string, string> {
  return Object.fromEntries(properties.map(({ name, verdict }) => [name, verdict]));
}
