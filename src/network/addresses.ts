/** An address, or its beginning and a `*`. */
export type AddressPattern = string;

/** Whether an address is one that a pattern stands for; without a pattern every address is. */
export function matcher(pattern: AddressPattern | undefined): (address: string) => boolean {
  if (pattern === undefined) return () => true;
  if (!pattern.endsWith('*')) return (address) => address === pattern;
  const beginning = pattern.slice(0, -1);
  return (address) => address.startsWith(beginning);
}

/** Whether an actor is in a group: it matches one of the patterns, or an actor above it does. */
export function groupMatcher(patterns: readonly AddressPattern[]): (address: string) => boolean {
  const matchers = patterns.map((pattern) => {
    const matches = matcher(pattern);
    const below = `${pattern}/`;
    return (address: string) => matches(address) || address.startsWith(below);
  });
  return (address) => matchers.some((matches) => matches(address));
}
