import type { AnyActorLogic, AnyActorRef, AnyEventObject, Snapshot, StateValue } from 'xstate';
import type { Surroundings } from './scope.ts';

/** An actor's index in its swarm, counted from 0 in the order of spawning. */
export type ActorNumber = number;

/** The sender of what comes from no actor: `compose`, a fed stream, a test. */
export const OUTSIDE: ActorNumber = -1;

/** In the place of a sender: what an actor takes was not sent. */
export const NOBODY: ActorNumber = -2;

/** XState's `system`, as actions get to see it. */
export type AnyActorSystem = AnyActorRef['system'];

/** The engines a machine can run on. */
export type EngineName = 'compiled' | 'xstate';

/** How an actor's life ended. */
export type Ending = 'done' | 'error' | 'stopped';

/** What goes on outside of an actor's steps: a promise that must settle, or a source of events. */
export type Continuing = 'promise' | 'source';

/** Who is in the swarm, as engines need to know and to say. */
export interface Directory {
  /**
   * A number for an actor that is being made inside another one: its parent, and the id that the
   * parent knows it by, if they are known yet.
   */
  reserve(parent?: ActorNumber, id?: string): ActorNumber;
  /** Gives the actor of a reserved number its address, below its parent's. */
  adopt(actor: ActorNumber, parent: ActorNumber, id: string): void;
  /** Takes note that a child has been started. */
  began(actor: ActorNumber): void;
  addressOf(actor: ActorNumber): string;
  /** What an actor's parent calls it; its address if it has none. */
  idOf(actor: ActorNumber): string;
  parentOf(actor: ActorNumber): ActorNumber;
}

/** All engines of a swarm together. */
export interface EngineSet {
  /** The engine that runs an actor, to start or stop it from within another one's step. */
  of(actor: ActorNumber): Engine;
  /** The reference of an actor; of `OUTSIDE`, the root that is everybody's last parent. */
  refOf(actor: ActorNumber): AnyActorRef;
  /** The number of a reference, whichever engine runs it; throws when it is of another swarm. */
  numberOf(ref: AnyActorRef): ActorNumber;
  /** Makes a child of logic that is no compiled machine. */
  createForeign(logic: AnyActorLogic, options: ChildOptions): ActorNumber;
  /** Whether a machine is to be run from its tables. */
  compiles(logic: AnyActorLogic): boolean;
  readonly system: AnyActorSystem;
  /** @throws Error when a running actor of the swarm has the system id */
  claimSystemId(systemId: string, ref: AnyActorRef): void;
  releaseSystemId(ref: AnyActorRef): void;
}

/** The timers of a swarm's actors. */
export interface TimerService {
  /**
   * Posts an event after a delay, unless it is disarmed first.
   *
   * @param delayMs - simulated ms, >= 0
   * @param id - what `cancel` calls it; without one it can only be disarmed with all of its actor's
   */
  arm(
    from: ActorNumber,
    to: ActorNumber,
    event: AnyEventObject,
    delayMs: number,
    id: string | undefined,
  ): void;
  disarm(actor: ActorNumber, id: string): void;
  disarmAll(actor: ActorNumber): void;
}

/** What an engine asks of the swarm it runs in. */
export interface EngineHost extends Surroundings {
  readonly directory: Directory;
  readonly engines: EngineSet;
  readonly timers: TimerService;
  /** Posts an event now; a local one does not cross the network. */
  post(from: ActorNumber, to: ActorNumber, event: AnyEventObject, local: boolean): void;
  emitted(actor: ActorNumber, event: AnyEventObject): void;
  /** Somebody looks at the snapshot of an actor; for hosts that must know. */
  looked?(actor: ActorNumber): void;
  ended(actor: ActorNumber, ending: Ending, error: unknown): void;
  logged(values: readonly unknown[]): void;
  /** Takes note that an actor's own promises or callbacks may go on after its step. */
  continues(actor: ActorNumber, kind: Continuing): void;
  /** A number for a state value, the same for equal ones of one run, whichever engine asks. */
  numberOfState(value: StateValue): number;
  /** True while simulated time stands still to let promise continuations run. */
  readonly isSettling: boolean;
}

/** How an actor is made. */
export interface CreateOptions {
  /** The address, when it is not a population's. */
  readonly id?: string;
  readonly input?: unknown;
}

/** As what a child is made; many may be made as the same. */
export interface ChildKind {
  readonly src: unknown;
  readonly syncSnapshot: boolean | undefined;
  readonly systemId: string | undefined;
}

/** How a child is made inside another actor. */
export interface ChildOptions extends ChildKind {
  /** Its number's session id when undefined. */
  readonly id: string | undefined;
  readonly input: unknown;
  readonly parent: AnyActorRef;
}

/** Runs actors: the seam between a swarm and what interprets its machines. */
export interface Engine {
  readonly name: EngineName;
  /** Makes an actor without starting it, so that it has a reference before it acts. */
  create(actor: ActorNumber, logic: AnyActorLogic, options: CreateOptions): void;
  start(actor: ActorNumber): void;
  deliver(actor: ActorNumber, event: AnyEventObject): void;
  stop(actor: ActorNumber): void;
  /** Puts a stopped actor back to before its start, with other input than its own if it is given. */
  renew(actor: ActorNumber, given: CreateOptions | undefined): void;
  /** Puts a stopped actor back to before its start, but in the state it was in, without children. */
  revive(actor: ActorNumber): void;
  /** Whether its state is neither final nor an error, started or not. */
  isActive(actor: ActorNumber): boolean;
  /** Started, and not ended since. */
  isRunning(actor: ActorNumber): boolean;
  /** Gives up the system ids of an actor that is being stopped, and of all below it. */
  release(actor: ActorNumber): void;
  snapshot(actor: ActorNumber): Snapshot<unknown>;
  /** `numberOfState` of the state that a machine is in; of the status of an actor that is none. */
  stateNumber(actor: ActorNumber): number;
  ref(actor: ActorNumber): AnyActorRef;
  /** The number of a reference of this engine's own. */
  numberOf(ref: AnyActorRef): ActorNumber | undefined;
}

/** Events of one type tend to come in rows, and to look at their letters is slow. */
let lastOrdinary = '';

/** Whether XState itself made an event, to tell an actor of another one's life. */
export function isLifeCycle({ type }: AnyEventObject): boolean {
  if (type === lastOrdinary) return false;
  if (type.startsWith('xstate.')) return true;
  lastOrdinary = type;
  return false;
}
