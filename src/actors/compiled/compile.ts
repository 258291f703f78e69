import type {
  ActorLogic,
  AnyActorScope,
  AnyStateMachine,
  EmittedFrom,
  EventFromLogic,
  InputFrom,
  SnapshotFrom,
} from 'xstate';
import { CompiledMachine } from './compiled-machine.ts';
import { ScopeEffects } from './scope-effects.ts';

/** The actor logic that a machine compiles to: of the machine's own types. @public */
export interface CompiledLogic<TMachine extends AnyStateMachine>
  extends ActorLogic<
    SnapshotFrom<TMachine>,
    EventFromLogic<TMachine>,
    InputFrom<TMachine>,
    AnyActorScope['system'],
    EmittedFrom<TMachine>
  > {
  readonly id: string;
  readonly config: TMachine['config'];
  /** The tables, for a kernel that drives them without XState's `Actor`. */
  readonly compiled: CompiledMachine;
}

const compiledMachines = new WeakMap<AnyStateMachine, CompiledMachine>();

/**
 * The tables of a machine; the same object for the same machine.
 *
 * @throws UnsupportedFeatureError if the machine uses what cannot be translated
 */
export function compileMachine(machine: AnyStateMachine): CompiledMachine {
  let compiled = compiledMachines.get(machine);
  if (!compiled) {
    compiled = new CompiledMachine(machine);
    compiledMachines.set(machine, compiled);
  }
  return compiled;
}

/**
 * Compiles an XState machine to tables: the same actor, many times faster.
 *
 * @param machine - an XState 5 machine, its implementations provided
 * @returns actor logic for XState's `createActor`, with the machine's types
 * @throws UnsupportedFeatureError naming machine, state and feature that cannot be compiled
 * @example
 * const actor = createActor(compile(machine), { input: { count: 0 } }).start();
 * actor.send({ type: 'INCREMENT' });
 * @public
 */
export function compile<TMachine extends AnyStateMachine>(
  machine: TMachine,
): CompiledLogic<TMachine> {
  const compiled = compileMachine(machine);
  const logic = {
    id: machine.id,
    config: machine.config,
    compiled,
    transition: transitionOf(compiled),
    getInitialSnapshot: (scope: AnyActorScope, input: unknown) => {
      const state = { configuration: 0, context: undefined, extra: undefined };
      compiled.initialize(state, input, new ScopeEffects(scope));
      return compiled.snapshotOf(state);
    },
    restoreSnapshot: machine.restoreSnapshot,
    getPersistedSnapshot: machine.getPersistedSnapshot,
    start: machine.start,
  };
  return logic as unknown as CompiledLogic<TMachine>;
}

type Transition = AnyStateMachine['transition'];

function transitionOf(compiled: CompiledMachine): Transition {
  return (snapshot, event, scope) => {
    // An actor never steps from here; XState's pure functions may.
    if (snapshot.status !== 'active') return compiled.machine.transition(snapshot, event, scope);
    const state = compiled.stateOf(snapshot);
    const isChanged = compiled.step(state, event, new ScopeEffects(scope));
    return isChanged ? compiled.snapshotOf(state) : snapshot;
  };
}
