import {
  type AnyActorLogic,
  type AnyActorRef,
  type AnyActorScope,
  type AnyEventObject,
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

function inspect(scope: AnyActorScope, inspection: object): void {
  const system = scope.system as unknown as { _sendInspectionEvent(event: object): void };
  system._sendInspectionEvent(inspection);
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

  /** The snapshot is a getter, and so is built only if somebody inspects the system. */
  microstep(run: Run, transitions: readonly Transition[]): void {
    const { machine, configuration, context, event, status, output, error, children } = run;
    const extra = { status, output, error, children };
    const inspection = {
      type: '@xstate.microstep',
      actorRef: this.self,
      event,
      get snapshot() {
        return buildSnapshot(machine, configuration, { context, extra });
      },
      _transitions: transitions,
    };
    inspect(this.scope, inspection);
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
