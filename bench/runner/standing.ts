import type { ComparisonResult } from './result.ts';

type Standing = Pick<ComparisonResult, 'met' | 'why' | 'doubt'>;

/** Whether something is met, and why not, or how unsure that is. */
export function standingText(of: Standing): string {
  const stands = of.met ? 'met' : 'NOT MET';
  const remark = remarkOf(of);
  if (remark === null) return stands;
  return of.why === null ? `${stands}, ${remark}` : `${stands}: ${remark}`;
}

/** The reason where one is known, for then noise is none; null where there is nothing to say. */
export function remarkOf({ why, doubt }: Standing): string | null {
  return why ?? (doubt ? `unclear: ${doubt}` : null);
}
