import { compileGuard } from '../guards.ts';
import type { Origin } from '../origin.ts';
import type { Op, Run } from '../run.ts';
import type { BuiltinAction, UserFunction } from '../xstate-internals.ts';
import type { ActionCompiler } from './action-compiler.ts';
import { compileCancel, compileEmit } from './announce.ts';
import { compileBriefAssign } from './assign.ts';
import { compileAction } from './compile-action.ts';
import { guardInterpreter, interpretAction } from './interpret.ts';
import { compileRaise } from './raise.ts';
import { compileSendTo } from './send-to.ts';
import { compileSpawnChild } from './spawn-child.ts';
import { compileStopChild } from './stop-child.ts';

/** `enqueueActions`: what is enqueued runs once the function has returned. */
export const compileEnqueueActions: ActionCompiler = ({ collect }, params, origin) => {
  const named = new Map<string, Op>();
  return (run) => {
    const given = params?.(run);
    const ops: Op[] = [];
    const enqueue = createEnqueue(ops, named, origin);
    const args = run.effects.enqueueArgs(run, enqueue, createCheck(run, origin));
    collect!(args, given);
    for (const op of ops) op(run);
  };
};

/** Sees the context of before the enqueued actions, however late it is called. */
function createCheck(run: Run, origin: Origin): (guard: unknown) => unknown {
  const { context, event, configuration } = run;
  const interpret = guardInterpreter(run);
  return (guard) => compileGuard(guard, origin, interpret)(context, event, configuration);
}

interface SendOptions {
  readonly id?: string;
  readonly delay?: unknown;
}

function createEnqueue(ops: Op[], named: Map<string, Op>, origin: Origin): unknown {
  const add = (compiler: ActionCompiler, action: Omit<BuiltinAction, 'type'>): void => {
    ops.push(compiler({ type: '', ...action }, undefined, origin));
  };
  const sendTo = (to: unknown, event: unknown, options?: SendOptions): void =>
    add(compileSendTo, { to, event, id: options?.id, delay: options?.delay });
  const enqueue = (action: unknown): void => {
    ops.push(
      typeof action === 'string'
        ? byName(action, named, origin)
        : compileAction(action, origin, interpretAction),
    );
  };
  return Object.assign(enqueue, {
    assign: (assignment: UserFunction) => add(compileBriefAssign, { assignment }),
    cancel: (sendId: unknown) => add(compileCancel, { sendId }),
    raise: (event: unknown, options?: SendOptions) =>
      add(compileRaise, { event, id: options?.id, delay: options?.delay }),
    sendTo,
    sendParent: (event: unknown, options?: SendOptions) => sendTo('#_parent', event, options),
    spawnChild: (src: unknown, options?: Partial<BuiltinAction>) =>
      add(compileSpawnChild, { syncSnapshot: false, ...options, src }),
    stopChild: (actorRef: unknown) => add(compileStopChild, { actorRef }),
    emit: (event: unknown) => add(compileEmit, { event }),
  });
}

function byName(name: string, named: Map<string, Op>, origin: Origin): Op {
  let op = named.get(name);
  if (!op) {
    op = compileAction(name, origin, interpretAction);
    named.set(name, op);
  }
  return op;
}
