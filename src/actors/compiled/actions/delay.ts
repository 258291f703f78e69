import { setTiming } from '../../scope.ts';
import type { Origin } from '../origin.ts';
import type { Run } from '../run.ts';
import { implementationsOf } from '../xstate-internals.ts';
import { compileExpression, type Params } from './action-compiler.ts';

/** A delay in milliseconds: fixed, computed, or named in the machine's implementations. */
export type Delay = (run: Run) => number | undefined;

export function compileDelay(raw: unknown, params: Params, { machine }: Origin): Delay {
  const resolved = typeof raw === 'string' ? implementationsOf(machine).delays[raw] : raw;
  const delay = compileExpression(resolved, params) as Delay;
  if (typeof resolved !== 'function') return delay;
  return (run) => {
    setTiming(true);
    try {
      return delay(run);
    } finally {
      setTiming(false);
    }
  };
}
