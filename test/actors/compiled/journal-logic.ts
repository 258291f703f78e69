import {
  type AnyActorLogic,
  type AnyActorRef,
  type AnyActorScope,
  type AnyStateMachine,
  createActor,
} from 'xstate';
import type { ActorState } from '../../../src/actors/compiled/actor-state.ts';
import { compileMachine } from '../../../src/actors/compiled/compile.ts';
import { Journal } from '../../../src/actors/compiled/journal.ts';
import type { World } from '../../../src/actors/compiled/world.ts';

const RUNNING = 1;
const STOPPED = 2;
const statusOf = (actor: AnyActorRef): number =>
  (actor as unknown as { _processingStatus: number })._processingStatus;

/** A machine driven as a kernel drives it, by way of a journal, in a world that XState's actors make up. */
export function journalLogic(machine: AnyStateMachine): AnyActorLogic {
  const compiled = compileMachine(machine);
  const logic = {
    transition: (snapshot: never, event: never, scope: AnyActorScope) => {
      const state = compiled.stateOf(snapshot);
      const journal = new Journal(worldOf(scope), 'step');
      const isChanged = compiled.step(state, event, journal);
      if (!journal.isEmpty) scope.defer(() => journal.flush());
      return isChanged ? compiled.snapshotOf(state) : snapshot;
    },
    getInitialSnapshot: (scope: AnyActorScope, input: unknown) => {
      const state: ActorState = { configuration: 0, context: undefined, extra: undefined };
      const journal = new Journal(worldOf(scope), 'start');
      compiled.initialize(state, input, journal);
      scope.defer(() => journal.flush());
      return compiled.snapshotOf(state);
    },
    getPersistedSnapshot: machine.getPersistedSnapshot,
    restoreSnapshot: machine.restoreSnapshot,
    start: machine.start,
  };
  return logic as unknown as AnyActorLogic;
}

interface Internals {
  _relay(from: AnyActorRef, to: AnyActorRef, event: object): void;
  _unregister(actor: AnyActorRef): void;
  readonly scheduler: {
    schedule(from: AnyActorRef, to: AnyActorRef, event: object, delayMs: number, id?: string): void;
    cancel(from: AnyActorRef, id: string): void;
  };
}

function worldOf(scope: AnyActorScope): World<AnyActorRef> {
  const self = scope.self as AnyActorRef;
  const system = scope.system as unknown as Internals;
  return {
    address: self,
    system: scope.system,
    refOf: (address) => address,
    addressOf: (ref) => ref,
    isLatest: () => false,
    latest: self,
    parentOf: (address) => address._parent,
    send: (to, event) => system._relay(self, to, event),
    schedule: (to, event, delayMs, id) => system.scheduler.schedule(self, to, event, delayMs, id),
    cancel: (id) => system.scheduler.cancel(self, id),
    emit: scope.emit as never,
    log: scope.logger,
    createChild: (logic, options) =>
      createActor(logic as AnyActorLogic, { ...options, parent: self } as object),
    startChild: (child) => {
      if (statusOf(child) !== STOPPED) child.start();
    },
    isRunning: (child) => statusOf(child) === RUNNING,
    release: (child) => release(child, system),
    stopChild: scope.stopChild,
  };
}

function release(child: AnyActorRef, system: Internals): void {
  const snapshot = child.getSnapshot();
  const children = snapshot && 'children' in snapshot ? snapshot.children : {};
  for (const each of Object.values(children)) release(each as AnyActorRef, system);
  system._unregister(child);
}
