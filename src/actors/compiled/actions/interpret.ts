import type { AnyActorRef, AnyMachineSnapshot } from 'xstate';
import { Children } from '../children.ts';
import type { Guard } from '../guards.ts';
import type { Op, Run } from '../run.ts';
import { buildSnapshot } from '../snapshot.ts';
import type { BuiltinGuard } from '../xstate-internals.ts';
import type { ActionCompiler } from './action-compiler.ts';
import { compileAction } from './compile-action.ts';

/**
 * An action of a kind that only its own `resolve` knows, done as XState does it. For what is
 * enqueued: that such an action is there is found out when it runs, too late to refuse it.
 */
export const interpretAction: ActionCompiler = (action, params, origin) => (run) => {
  const { effects } = run;
  const { scope } = effects;
  const before = snapshotOf(run);
  const args = effects.args(run);
  const extra = { internalQueue: run.queue, deferredActorIds: run.invoking };
  const [after, resolved, actions] = action.resolve!(
    scope,
    before,
    args,
    params?.(run),
    action,
    extra,
  );
  if (after !== before) adopt(run, after);
  if ('retryResolve' in action && run.invoking !== undefined) {
    run.retries.push(() => action.retryResolve!(scope, snapshotOf(run), resolved));
  }
  const { type, execute } = action;
  if (execute) effects.custom(run, type, execute.bind(null, scope, resolved), resolved);
  for (const each of actions ?? []) compileAction(each, origin, interpretAction)(run);
};

/** A guard of a kind that only its own `check` knows, in the state in which a run is now. */
export function guardInterpreter(run: Run): (guard: BuiltinGuard) => Guard {
  let snapshot: AnyMachineSnapshot | undefined;
  const { machine, configuration, context, status, output, error, children } = run;
  const extra = { status, output, error, children };
  return (guard) => (asked, event) => {
    snapshot ??= buildSnapshot(machine, configuration, { context, extra });
    return guard.check(snapshot, { context: asked, event }, guard);
  };
}

/** Does again what an action did before the actors were there that its state invokes. */
export const retryLate: Op = (run) => {
  for (const retry of run.retries.splice(0)) retry();
};

function snapshotOf({ machine, configuration, context, ...rest }: Run): AnyMachineSnapshot {
  const { status, output, error, children } = rest;
  return buildSnapshot(machine, configuration, {
    context,
    extra: { status, output, error, children },
  });
}

function adopt(run: Run, { context, status, output, error, children }: AnyMachineSnapshot): void {
  run.context = context;
  run.status = status;
  run.output = output;
  run.error = error;
  run.children = Children.of(children as Record<string, AnyActorRef>);
  run.version++;
}
