import type { Scenario } from '../suite.ts';

/** What each param of a scenario's cases is in a full run, in their order. */
export function sizesOf({ cases }: Scenario): Record<string, (string | number)[]> {
  const sizes: Record<string, (string | number)[]> = {};
  for (const { params } of cases('full')) {
    for (const [name, value] of Object.entries(params)) {
      sizes[name] ??= [];
      if (!sizes[name].includes(value)) sizes[name].push(value);
    }
  }
  return sizes;
}
