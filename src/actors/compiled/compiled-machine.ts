import type {
  AnyActorRef,
  AnyEventObject,
  AnyMachineSnapshot,
  AnyStateMachine,
  StateValue,
} from 'xstate';
import { adoptSpawned, ContextCopier } from './actions/assign.ts';
import type { ActorState } from './actor-state.ts';
import { Children } from './children.ts';
import type { Configuration, Configurations } from './configuration.ts';
import { InitialContextArgs } from './context-args.ts';
import type { Effects } from './effects.ts';
import { type EventClasses, UNLISTED } from './event-classes.ts';
import { Linker } from './linker.ts';
import { macrostep, perform, settle, takeReserved } from './macrostep.ts';
import { Run } from './run.ts';
import { buildSnapshot } from './snapshot.ts';
import {
  type HistoryValue,
  INIT_EVENT,
  isErrorEventType,
  nodesOf,
  type UserFunction,
} from './xstate-internals.ts';

const nothing = {};

/**
 * A machine as tables: what a kernel drives, one step at a time, with no actor object in between.
 *
 * @example
 * const compiled = compileMachine(machine);
 * const state = { configuration: 0, context: undefined, extra: undefined };
 * compiled.initialize(state, input, effects);
 * compiled.step(state, { type: 'PING' }, effects);
 * @public
 */
export class CompiledMachine {
  readonly machine: AnyStateMachine;
  readonly #linker: Linker;
  // The linker's, which each event asks for.
  readonly #classes: EventClasses;
  readonly #configurations: Configurations;
  readonly #microstepsMax: number;
  /** Whether the last step took any transition, be it one that changed nothing. */
  tookTransition = false;
  /** For first contexts; none for the first of them, for many a machine has one actor. */
  #copier: ContextCopier | undefined;
  /** The registers of each step; a step within a step makes its own. */
  readonly #run: Run;

  constructor(machine: AnyStateMachine) {
    this.machine = machine;
    this.#run = new Run(machine);
    this.#linker = new Linker(machine);
    this.#classes = this.#linker.classes;
    this.#configurations = this.#linker.configurations;
    this.#microstepsMax = machine.options?.maxIterations ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Takes one event, and all that follows from it at once: a macrostep.
   *
   * @param state - of an active actor; written to only if the step succeeds
   * @returns whether XState would have made a new snapshot
   * @throws what guards, actions and assigners throw; the actor is then in error
   */
  step(state: ActorState, event: AnyEventObject, effects: Effects): boolean {
    const linker = this.#linker;
    this.tookTransition = false;
    const eventClass = this.#classes.of(event.type);
    const configuration = this.#configurations.get(state.configuration);
    const table = configuration.events[eventClass] ?? linker.eventsIn(configuration, eventClass);
    if (table.isEmpty && isInert(configuration, eventClass, event, effects)) return false;
    const run = this.#run.isIdle ? this.#run : new Run(this.machine);
    try {
      run.begin(state, configuration, event, effects);
      if (eventClass < UNLISTED) takeReserved(linker, run, eventClass, this.#microstepsMax);
      else macrostep(linker, run, table, this.#microstepsMax);
    } catch (error) {
      run.abort();
      throw error;
    }
    run.commit(state);
    run.end();
    this.tookTransition = run.microsteps > 0;
    return run.version > 0;
  }

  /**
   * Puts an actor into its first state. What the user's code throws is not
   * thrown, but puts the actor in error, as in XState.
   */
  initialize(state: ActorState, input: unknown, effects: Effects): void {
    const linker = this.#linker;
    const run = this.#run.isIdle ? this.#run : new Run(this.machine);
    const { context } = this.machine.config;
    state.context = typeof context !== 'function' && context ? context : {};
    state.extra = undefined;
    state.configuration = linker.dormant.id;
    try {
      run.begin(state, linker.dormant, { type: INIT_EVENT, input }, effects);
      if (typeof context === 'function') {
        this.#computeContext(run, context as UserFunction);
        run.commit(state);
      }
      perform(linker.initial, run);
      settle(linker, run, this.#microstepsMax);
      run.commit(state);
      run.end();
    } catch (error) {
      run.abort();
      const { children } = (state as ActorState).extra ?? {};
      state.extra = { status: 'error', output: undefined, error, children };
    }
  }

  #computeContext(run: Run, compute: UserFunction): void {
    const args = run.effects.assignArgs(run);
    const context = compute(new InitialContextArgs(run.event.input, args as never));
    run.context = this.#copyFirst(context);
    adoptSpawned(run);
  }

  /** Where there are many actors, their contexts are to have no room to grow. */
  #copyFirst(context: unknown): object {
    if (this.#copier !== undefined) return this.#copier.copy(context as object, nothing);
    this.#copier = new ContextCopier();
    return { ...(context as object) };
  }

  /** Builds the snapshot that XState would have at this point. */
  snapshotOf(state: ActorState): AnyMachineSnapshot {
    return buildSnapshot(this.machine, this.#configurations.get(state.configuration), state);
  }

  /** The state value of a configuration; to be read, for it is shared. */
  stateValueOf(configuration: number): StateValue {
    return this.#configurations.get(configuration).value;
  }

  /** The state of an actor that has this snapshot, whether XState built it or `snapshotOf`. */
  stateOf(snapshot: AnyMachineSnapshot): ActorState {
    const { context, status, output, error } = snapshot;
    const history = snapshot.historyValue as unknown as HistoryValue;
    const { id } = this.#configurations.intern(nodesOf(snapshot), history);
    const children = Children.of(snapshot.children as Record<string, AnyActorRef>);
    const isPlain = status === 'active' && children === undefined;
    const extra = isPlain ? undefined : { status, output, error, children };
    return { configuration: id, context, extra };
  }
}

/** Whether an event that no transition takes has no other consequence either. */
function isInert(
  configuration: Configuration,
  eventClass: number,
  event: AnyEventObject,
  effects: Effects,
): boolean {
  if (configuration.always !== undefined || eventClass < UNLISTED || effects.inspects) return false;
  return !isErrorEventType(event.type);
}
