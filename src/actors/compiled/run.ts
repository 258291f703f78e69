import type { AnyActorRef, AnyEventObject, AnyStateMachine } from 'xstate';
import type { ActorState, Extra, Status } from './actor-state.ts';
import { Children } from './children.ts';
import type { Configuration } from './configuration.ts';
import type { Effects, SendParams } from './effects.ts';
import type { Candidate } from './selection.ts';

/** One action of a program, translated. */
export type Op = (run: Run) => void;

/** The registers of one step. They are reused from step to step, and hold nothing in between. */
export class Run {
  readonly machine: AnyStateMachine;
  effects: Effects = undefined!;
  configuration: Configuration = undefined!;
  context: object | undefined = undefined;
  event: AnyEventObject = undefined!;
  status: Status = 'active';
  output: unknown = undefined;
  error: unknown = undefined;
  children: Children | undefined = undefined;
  /** Counts what XState would have made a new snapshot for. */
  version = 0;
  /** Microsteps taken, whether they changed anything or not. */
  microsteps = 0;
  /** Raised events not yet taken. */
  readonly queue: AnyEventObject[] = [];
  /** The transitions just selected. */
  readonly chosen: Candidate[] = [];
  /** Children made by the `assign` that is under way. */
  spawned: Map<string, AnyActorRef> | undefined = undefined;
  /** The ids of the actors that the state being entered is about to invoke. */
  invoking: readonly string[] | undefined = undefined;
  /** What actions that the compiler does not know do once those are there. */
  readonly retries: (() => void)[] = [];
  /** Events sent to one of those before it was there. */
  readonly unaddressed: SendParams[] = [];

  constructor(machine: AnyStateMachine) {
    this.machine = machine;
  }

  get isIdle(): boolean {
    return this.effects === undefined;
  }

  begin(
    state: ActorState,
    configuration: Configuration,
    event: AnyEventObject,
    effects: Effects,
  ): void {
    this.effects = effects;
    this.configuration = configuration;
    this.context = state.context as object;
    this.event = event;
    this.version = 0;
    this.microsteps = 0;
    if (state.extra !== undefined) this.#beginUncommon(state.extra);
  }

  #beginUncommon({ children, status, output, error }: Extra): void {
    this.children = children;
    this.status = status;
    this.output = output;
    this.error = error;
  }

  commit(state: ActorState): void {
    state.configuration = this.configuration.id;
    state.context = this.context;
    state.extra = this.isCommon ? undefined : this.#extra();
  }

  #extra(): Extra {
    const { status, output, error, children } = this;
    return { status, output, error, children };
  }

  /** Drops all references. Written for the common step, which has touched few registers. */
  end(): void {
    this.effects = undefined!;
    this.context = undefined;
    this.event = undefined!;
    if (!this.isCommon) this.#endUncommon();
    if (this.queue.length > 0) this.queue.length = 0;
  }

  /** Whether the actor is active and has no children: then there is no more to it than its context. */
  get isCommon(): boolean {
    return this.children === undefined && this.status === 'active';
  }

  #endUncommon(): void {
    this.status = 'active';
    this.output = undefined;
    this.error = undefined;
    this.children = undefined;
  }

  /** Drops also what an error may have left behind. */
  abort(): void {
    this.end();
    this.#endUncommon();
    this.spawned = undefined;
    this.invoking = undefined;
    this.chosen.length = 0;
    this.retries.length = 0;
    this.unaddressed.length = 0;
  }

  addChild(id: string, ref: AnyActorRef): void {
    this.children = this.children?.with(id, ref) ?? Children.only(id, ref);
  }

  removeChild(id: string): void {
    this.children = this.children?.without(id);
  }
}
