import type { Op, Run } from '../run.ts';
import type { UserFunction } from '../xstate-internals.ts';
import type { ActionCompiler, Params } from './action-compiler.ts';

/** `assign`: a new context object each time, as in XState; nothing is written to the old one. */
export const compileAssign: ActionCompiler = ({ assignment }, params) =>
  typeof assignment === 'function'
    ? assignByFunction(assignment, params)
    : assignByProperty(assignment ?? {}, params);

function assignByFunction(assignment: UserFunction, params: Params): Op {
  return (run) => {
    const given = params?.(run);
    requireContext(run);
    const partial = assignment(run.effects.assignArgs(run), given);
    run.context = Object.assign({ ...(run.context as object) }, partial);
    run.version++;
    adoptSpawned(run);
  };
}

function assignByProperty(assignment: Readonly<Record<string, unknown>>, params: Params): Op {
  const properties = Object.entries(assignment);
  return (run) => {
    const given = params?.(run);
    requireContext(run);
    const args = run.effects.assignArgs(run);
    // Nothing shows until all properties are computed: each sees the context of before.
    const next: Record<string, unknown> = { ...(run.context as object) };
    for (let at = 0; at < properties.length; at++) {
      const [key, value] = properties[at]!;
      next[key] = typeof value === 'function' ? value(args, given) : value;
    }
    run.context = next;
    run.version++;
    adoptSpawned(run);
  };
}

function requireContext(run: Run): void {
  if (run.context) return;
  throw new Error(
    'Cannot assign to undefined `context`. Ensure that `context` is defined in the machine config.',
  );
}

/** Makes children of the actors that `spawn` made while the new context was computed. */
export function adoptSpawned(run: Run): void {
  const { spawned } = run;
  if (spawned === undefined) return;
  run.spawned = undefined;
  if (Object.keys(spawned).length > 0) run.addChildren(spawned);
}
