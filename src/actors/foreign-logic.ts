import type { AnyActorLogic } from 'xstate';
import { type Scope, withinContinuations } from './scope.ts';

const verdicts = new WeakMap<AnyActorLogic, boolean>();

/**
 * Tells `fromPromise` logic from all other logic, by what it alone does: it is done when it
 * hears that its promise resolved.
 */
export function isPromiseLogic(logic: AnyActorLogic): boolean {
  let verdict = verdicts.get(logic);
  if (verdict === undefined) {
    verdict = isDoneWhenResolved(logic);
    verdicts.set(logic, verdict);
  }
  return verdict;
}

function isDoneWhenResolved(logic: AnyActorLogic): boolean {
  const active = { status: 'active', output: undefined, error: undefined };
  const resolved = { type: 'xstate.promise.resolve', data: undefined };
  try {
    // No scope: logic that needs one is not promise logic, and says so by throwing.
    return logic.transition(active, resolved, {} as never).status === 'done';
  } catch {
    return false;
  }
}

/** The same logic, whose promises and callbacks still know which actor they belong to. */
export function keepingScope(logic: AnyActorLogic, scope: Scope): AnyActorLogic {
  return {
    ...logic,
    start: (snapshot, actorScope) =>
      withinContinuations(scope, () => logic.start?.(snapshot, actorScope)),
  };
}
