import { compileGuard } from '../guards.ts';
import type { Origin } from '../origin.ts';
import type { Op, Run } from '../run.ts';
import type { BuiltinAction } from '../xstate-internals.ts';
import type { ActionCompiler } from './action-compiler.ts';
import { compileCancel, compileEmit } from './announce.ts';
import { ContextCopier, enqueuedAssign } from './assign.ts';
import { compileAction } from './compile-action.ts';
import { guardInterpreter, interpretAction } from './interpret.ts';
import { compileRaise } from './raise.ts';
import { compileSendTo } from './send-to.ts';
import { compileSpawnChild } from './spawn-child.ts';
import { compileStopChild } from './stop-child.ts';

/** `enqueueActions`: what is enqueued runs once the function has returned. */
export const compileEnqueueActions: ActionCompiler = ({ collect }, params, origin) => {
  const enqueued = new Enqueued(origin);
  const enqueue = createEnqueue(enqueued);
  const checkOf = (run: Run) => createCheck(run, origin);
  return (run) => {
    const given = params?.(run);
    const args = run.effects.enqueueArgs(run, enqueue, checkOf);
    const outer = enqueued.begin();
    let ops: readonly Op[];
    try {
      collect!(args, given);
    } finally {
      ops = enqueued.end(outer);
    }
    for (let at = 0; at < ops.length; at++) ops[at]!(run);
  };
};

/** Sees the context of before the enqueued actions, however late it is called. */
function createCheck(run: Run, origin: Origin): (guard: unknown) => unknown {
  const { context, event, configuration } = run;
  const interpret = guardInterpreter(run);
  return (guard) => compileGuard(guard, origin, interpret)(context, event, configuration);
}

/** Where what is enqueued too late goes, and is lost. */
const NOBODY: Op[] = [];

interface SendOptions {
  readonly id?: string;
  readonly delay?: unknown;
}

/** What the function of an action has enqueued so far; while it does not run, nothing. */
class Enqueued {
  readonly #origin: Origin;
  readonly #named = new Map<string, Op>();
  readonly #copier = new ContextCopier();
  #ops: Op[] = NOBODY;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  /** @returns what {@link end} is to be given: the function may run within itself */
  begin(): Op[] {
    const outer = this.#ops;
    this.#ops = [];
    return outer;
  }

  end(outer: Op[]): readonly Op[] {
    const ops = this.#ops;
    this.#ops = outer;
    return ops;
  }

  add(compiler: ActionCompiler, action: BuiltinAction): void {
    this.#put(compiler(action, undefined, this.#origin));
  }

  addAssign(assignment: unknown): void {
    this.#put(enqueuedAssign(assignment, this.#copier));
  }

  addAction(action: unknown): void {
    this.#put(
      typeof action === 'string'
        ? this.#byName(action)
        : compileAction(action, this.#origin, interpretAction),
    );
  }

  #put(op: Op): void {
    if (this.#ops !== NOBODY) this.#ops.push(op);
  }

  #byName(name: string): Op {
    let op = this.#named.get(name);
    if (!op) {
      op = compileAction(name, this.#origin, interpretAction);
      this.#named.set(name, op);
    }
    return op;
  }
}

/** `enqueue`, made once for an action: to make it for each event would cost more than what it does. */
function createEnqueue(enqueued: Enqueued): unknown {
  const sendTo = (to: unknown, event: unknown, options: SendOptions = {}): void => {
    const { id, delay } = options;
    enqueued.add(compileSendTo, { type: 'xstate.sendTo', to, event, id, delay });
  };
  return Object.assign((action: unknown): void => enqueued.addAction(action), {
    assign: (assignment: unknown) => enqueued.addAssign(assignment),
    cancel: (sendId: unknown) => enqueued.add(compileCancel, { type: 'xstate.cancel', sendId }),
    raise: (event: unknown, { id, delay }: SendOptions = {}) =>
      enqueued.add(compileRaise, { type: 'xstate.raise', event, id, delay }),
    sendTo,
    sendParent: (event: unknown, options?: SendOptions) => sendTo('#_parent', event, options),
    spawnChild: (src: unknown, options?: Partial<BuiltinAction>) =>
      enqueued.add(compileSpawnChild, {
        type: 'xstate.spawnChild',
        syncSnapshot: false,
        ...options,
        src,
      }),
    stopChild: (actorRef: unknown) =>
      enqueued.add(compileStopChild, { type: 'xstate.stopChild', actorRef }),
    emit: (event: unknown) => enqueued.add(compileEmit, { type: 'xstate.emit', event }),
  });
}
