import {
  type AnyActorLogic,
  type AnyActorRef,
  type AnyActorScope,
  type AnyEventObject,
  type AnyMachineSnapshot,
  cancel,
  createActor,
  emit,
  log,
  raise,
  sendTo,
  spawnChild,
  stopChild,
} from 'xstate';
import type { ChildOptions, Effects, RaiseParams, SendParams, SpawnParams } from './effects.ts';
import type { Run } from './run.ts';
import { buildSnapshot } from './snapshot.ts';
import { createSpawner } from './spawner.ts';
import type { BuiltinAction, Transition, UserFunction } from './xstate-internals.ts';

/** XState's own code for what each kind of action does once its params are known. */
type Execute = (scope: AnyActorScope, params: unknown) => void;
const executeOf = (action: unknown): Execute => (action as BuiltinAction).execute as Execute;
const executeCancel = executeOf(cancel(''));
const executeEmit = executeOf(emit({ type: '' }));
const executeLog = executeOf(log());
const executeRaise = executeOf(raise({ type: '' }));
const executeSendTo = executeOf(sendTo('', { type: '' }));
const executeSpawnChild = executeOf(spawnChild(''));
const executeStopChild = executeOf(stopChild(''));

/** XState's `ProcessingStatus.Stopped`. */
const STOPPED = 2;

interface Microstep {
  readonly actorRef: AnyActorRef;
  readonly run: Run;
  readonly transitions: readonly Transition[];
}

/** The one that XState is being told of: held no longer than that. */
let told: Microstep | undefined;

/**
 * One for all microsteps, of which XState makes a copy at once if anybody inspects the system. Its
 * snapshot is a getter, and so is built only then; and one object, for each that has a getter of its
 * own has a hidden class of its own.
 */
const inspection = {
  type: '@xstate.microstep',
  get actorRef() {
    return told?.actorRef;
  },
  get event() {
    return told?.run.event;
  },
  get snapshot() {
    return told && snapshotIn(told.run);
  },
  get _transitions() {
    return told?.transitions;
  },
};

function snapshotIn(run: Run): AnyMachineSnapshot {
  const { machine, configuration, context, status, output, error, children } = run;
  const extra = { status, output, error, children };
  return buildSnapshot(machine, configuration, { context, extra });
}

/** Has XState's `Actor` do what a step asks for, when and as it does it for a machine that it interprets. */
export class ScopeEffects implements Effects {
  readonly inspects = true;
  readonly scope: AnyActorScope;

  constructor(scope: AnyActorScope) {
    this.scope = scope;
  }

  get self(): AnyActorRef {
    return this.scope.self;
  }

  get parent(): AnyActorRef | undefined {
    return this.self._parent;
  }

  isReference(): boolean {
    return false;
  }

  args({ context, event }: Run): object {
    const { self, system } = this.scope;
    return { context, event, self, system };
  }

  assignArgs(run: Run): object {
    const { self, system } = this.scope;
    const spawn = createSpawner(run, run.machine);
    return { context: run.context, event: run.event, spawn, self, system };
  }

  enqueueArgs(run: Run, enqueue: unknown, checkOf: (run: Run) => unknown): object {
    const { self, system } = this.scope;
    const { context, event } = run;
    return { context, event, enqueue, check: checkOf(run), self, system };
  }

  custom(run: Run, type: string, exec: UserFunction | undefined, params: unknown): void {
    this.scope.actionExecutor({
      type,
      info: this.args(run) as never,
      params: params as never,
      exec: exec as never,
    });
  }

  log(run: Run, params: object): void {
    this.#execute(run, 'xstate.log', params, executeLog);
  }

  raise(run: Run, params: RaiseParams): void {
    this.#execute(run, 'xstate.raise', params, executeRaise);
  }

  send(run: Run, to: AnyActorRef, event: AnyEventObject, id?: string, delay?: number): void {
    this.sendTo(run, { to, targetId: undefined, event, id, delay });
  }

  sendTo(run: Run, params: SendParams): void {
    this.#execute(run, 'xstate.sendTo', params, executeSendTo);
  }

  cancel(run: Run, params: { sendId: string }): void {
    this.#execute(run, 'xstate.cancel', params, executeCancel);
  }

  emit(run: Run, params: object): void {
    this.#execute(run, 'xstate.emit', params, executeEmit);
  }

  createChild(logic: unknown, options: ChildOptions): AnyActorRef {
    return createActor(logic as AnyActorLogic, { ...options, parent: this.self } as object);
  }

  startChild(child: AnyActorRef): void {
    this.scope.defer(() => {
      if ((child as { _processingStatus?: number })._processingStatus !== STOPPED) child.start();
    });
  }

  spawnChild(run: Run, params: SpawnParams): void {
    this.#execute(run, 'xstate.spawnChild', params, executeSpawnChild);
  }

  stopChild(run: Run, child: AnyActorRef | undefined): void {
    this.#execute(run, 'xstate.stopChild', child, executeStopChild);
  }

  microstep(run: Run, transitions: readonly Transition[]): void {
    const system = this.scope.system as unknown as { _sendInspectionEvent(event: object): void };
    told = { actorRef: this.self, run, transitions };
    try {
      system._sendInspectionEvent(inspection);
    } finally {
      told = undefined;
    }
  }

  #execute(run: Run, type: string, params: unknown, execute: Execute): void {
    const exec = execute.bind(null, this.scope, params);
    this.scope.actionExecutor({
      type,
      info: this.args(run) as never,
      params: params as never,
      exec,
    });
  }
}
