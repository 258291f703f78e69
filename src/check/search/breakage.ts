import type { PropertyKind } from '../../simulation/properties.ts';
import type { RunResult } from '../../simulation/result.ts';

/** What a run broke: a property, or the run itself by an error. */
export interface Breakage {
  readonly kind: PropertyKind | 'failure';
  /** The property's name, or the error's message. */
  readonly what: string;
}

/** What a run broke first; undefined when it broke nothing. */
export function breakageOf(
  result: Pick<RunResult, 'violations' | 'failure'>,
): Breakage | undefined {
  if (result.failure !== undefined) return { kind: 'failure', what: result.failure.message };
  const [first] = result.violations;
  return first === undefined ? undefined : { kind: first.kind, what: first.property };
}

/** Whether two runs broke the same: errors are the same but for the numbers that they tell. */
export function isSameBreakage(one: Breakage | undefined, other: Breakage | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  if (one.kind !== other.kind) return false;
  return one.kind === 'failure'
    ? withoutNumbers(one.what) === withoutNumbers(other.what)
    : one.what === other.what;
}

function withoutNumbers(text: string): string {
  return text.replace(/\d+(?:\.\d+)?/g, '#');
}
