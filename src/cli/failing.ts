import type { PropertyKind } from '../simulation/properties.ts';

const failings: Readonly<Record<PropertyKind, string>> = {
  always: 'did not hold',
  never: 'came true',
  sometimes: 'was not reached',
  eventually: 'had not come to hold',
};

/** How a property of a kind is violated, in words that follow its name. */
export function failingOf(kind: PropertyKind): string {
  return failings[kind];
}
