import type { CaseParams } from '../suite.ts';

/** Whether a case has all the params that are wanted. */
export function fits(params: CaseParams, wanted: CaseParams): boolean {
  return Object.entries(wanted).every(([name, value]) => params[name] === value);
}
