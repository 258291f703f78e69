import { setTiming } from '../../scope.ts';
import type { Origin } from '../origin.ts';
import { implementationsOf, type UserFunction } from '../xstate-internals.ts';

/** A delay as it stands in an action: fixed, computed, or named in the machine's implementations. */
export function resolveDelay(raw: unknown, { machine }: Origin): unknown {
  const resolved = typeof raw === 'string' ? implementationsOf(machine).delays[raw] : raw;
  return typeof resolved === 'function' ? timed(resolved as UserFunction) : resolved;
}

/** The same delay, which lets whoever is asked for chance know what for. */
function timed(delay: UserFunction): UserFunction {
  return (args, params) => {
    setTiming(true);
    try {
      return delay(args, params);
    } finally {
      setTiming(false);
    }
  };
}
