import type { AnyEventObject } from 'xstate';
import { type ActorNumber, OUTSIDE } from '../../actors/engine.ts';
import { within } from '../../actors/scope.ts';
import type { Happening } from '../../swarm/history.ts';
import type { Origin } from '../../swarm/origins.ts';
import { ABSENT, LocalStates } from './local-states.ts';
import type { Messages } from './messages.ts';
import type { ModelKernel, Posted, Watcher } from './model-kernel.ts';
import { aged } from './model-timers.ts';
import type { ValueTexts } from './value-text.ts';

/** What a step may look up of the global state that it is taken in. */
export interface GlobalView {
  localOf(actor: ActorNumber): number;
  historyOf(history: number): unknown;
}

/** What makes an actor act. */
export type Cause =
  | { readonly kind: 'start' }
  /** After a crash in a local state, whose context may be recovered. */
  | { readonly kind: 'restart'; readonly local: number }
  | { readonly kind: 'event'; readonly event: AnyEventObject }
  | { readonly kind: 'timer'; readonly timer: number };

/** What one step of one actor comes to. */
export interface Outcome {
  /** Whether it is a step at all: a transition was taken, or something sent. */
  readonly isTaken: boolean;
  /** The actors whose local states it changes, with the new ones; the one that acts first. */
  readonly locals: readonly (readonly [ActorNumber, number])[];
  /** Message numbers, in the order of sending. */
  readonly sent: readonly number[];
  readonly emitted: readonly Happening[];
  /** The types of the timers that it arms, also of those that were armed before. */
  readonly armed: readonly string[];
  /** What the actor's machine threw, if nobody handled it. */
  readonly error: unknown;
}

/** All that may come of one step, and what else of the global state that depended on. */
export interface Outcomes {
  readonly all: readonly Outcome[];
  /** What else was read, in order. */
  readonly reads: readonly ReadPart[];
}

/** A part of the global state that code has read. */
export interface ReadPart {
  readonly kind: 'actor' | 'history';
  readonly number: number;
}

const idle = () => '';
const looking = () => ', looking at a state';
const starting = () => ', which is starting,';

/** Takes single steps of single actors, from any state, and tells what they come to. */
export class LocalSteps implements Watcher {
  readonly #kernel: ModelKernel;
  readonly #texts: ValueTexts;
  readonly #messages: Messages;
  readonly #locals: LocalStates[] = [];
  /** The choices of the step under way: which options to take, and out of how many each. */
  #script: number[] = [];
  #counts: number[] = [];
  #view: GlobalView | undefined;
  #reads = new Map<number, ReadPart>();
  #touched = new Set<ActorNumber>();
  #posted: Posted[] = [];
  #emitted: Happening[] = [];
  #error: { readonly thrown: unknown } | undefined;

  constructor(kernel: ModelKernel, texts: ValueTexts, messages: Messages) {
    this.#kernel = kernel;
    this.#texts = texts;
    this.#messages = messages;
  }

  localsOf(actor: ActorNumber): LocalStates {
    while (this.#locals.length <= actor) {
      this.#locals.push(new LocalStates(this.#locals.length, this.#kernel, this.#texts));
    }
    return this.#locals[actor]!;
  }

  /** Everything that may come of a step: one outcome for each way to choose. */
  take(actor: ActorNumber, view: GlobalView, cause: Cause): Outcomes {
    const all: Outcome[] = [];
    const reads = new Map<number, ReadPart>();
    this.#script = [];
    do {
      this.#begin(view);
      all.push(this.#takeOnce(actor, cause));
      for (const [key, read] of this.#reads) reads.set(key, read);
    } while (this.#nextChoice());
    reads.delete(keyOf('actor', actor));
    return { all, reads: [...reads.values()] };
  }

  /** Lets code that is no actor's look at a global state; tells the actors that it looked at. */
  look<T>(view: GlobalView, work: () => T): { value: T; reads: readonly ReadPart[] } {
    this.#begin(view);
    this.#kernel.watcher = this;
    this.#kernel.doing = looking;
    try {
      const value = this.#kernel.inside(work);
      this.#refuseUncheckable();
      return { value, reads: [...this.#reads.values()] };
    } finally {
      this.#end();
    }
  }

  #begin(view: GlobalView): void {
    this.#view = view;
    this.#counts = [];
    this.#reads = new Map();
    this.#touched = new Set();
    this.#posted = [];
    this.#emitted = [];
    this.#error = undefined;
    this.#kernel.failure = undefined;
  }

  #end(): void {
    this.#kernel.watcher = undefined;
    this.#kernel.doing = idle;
  }

  #takeOnce(actor: ActorNumber, cause: Cause): Outcome {
    const locals = this.localsOf(actor);
    const before = this.#view!.localOf(actor);
    this.#kernel.watcher = this;
    this.reached(actor);
    try {
      const isTaken = within(this.#kernel, actor, () => this.#act(actor, before, cause));
      this.#refuseUncheckable();
      this.#requireIntact(actor, locals, before);
      return this.#outcome(actor, isTaken);
    } finally {
      this.#end();
    }
  }

  #act(actor: ActorNumber, before: number, cause: Cause): boolean {
    const { machines } = this.#kernel.engines;
    if (cause.kind === 'start') return this.#start(actor, undefined);
    if (cause.kind === 'restart') return this.#start(actor, cause.local);
    if (cause.kind === 'event') {
      return machines.deliver(actor, this.#handling(actor, before, cause.event));
    }
    const { timers } = this.localsOf(actor).get(before)!;
    const { to, event, inMs } = timers[cause.timer]!;
    // It is only fired where none of the others is due before.
    this.#kernel.timers.load(actor, aged(timers.toSpliced(cause.timer, 1), inMs)!);
    if (to === actor) machines.deliver(actor, this.#handling(actor, before, event));
    else this.#kernel.post(actor, to, event, false);
    return true;
  }

  #start(actor: ActorNumber, crashedIn: number | undefined): boolean {
    const { machines } = this.#kernel.engines;
    const { logic, origin } = this.#kernel.origins.all.get(actor)!;
    this.#kernel.doing = starting;
    this.#kernel.timers.load(actor, []);
    // Whoever has looked at it before has seen another behaviour.
    machines.roster.outdate(actor);
    machines.create(actor, logic, { input: this.#inputOf(actor, origin, crashedIn) });
    machines.start(actor);
    return true;
  }

  /** The input that an actor was spawned with, or what is recovered of it after a crash. */
  #inputOf(actor: ActorNumber, { input, recover }: Origin, crashedIn: number | undefined): unknown {
    if (crashedIn === undefined || recover === undefined) return input;
    return recover(this.localsOf(actor).get(crashedIn)!.saved.state.context as never);
  }

  #handling(actor: ActorNumber, before: number, event: AnyEventObject): AnyEventObject {
    const handling = () => {
      const { value, machine } = this.localsOf(actor).snapshotOf(before);
      return ` (machine '${machine.id}', state ${JSON.stringify(value)}, event '${event.type}')`;
    };
    this.#kernel.doing = handling;
    return event;
  }

  #outcome(actor: ActorNumber, isTaken: boolean): Outcome {
    const before = this.#view!;
    const actors = [actor, ...[...this.#touched].filter((other) => other !== actor)];
    const locals = actors
      .map((each) => [each, this.localsOf(each).read()] as const)
      .filter(([each, local]) => local !== before.localOf(each));
    const sent = this.#posted.map((posted) => this.#messages.intern(posted));
    const isStep = isTaken || sent.length > 0 || locals.length > 0;
    const emitted = this.#emitted;
    const armed = this.#armedBy(actor);
    return { isTaken: isStep, locals, sent, emitted, armed, error: this.#error?.thrown };
  }

  #armedBy(actor: ActorNumber): string[] {
    const before = this.localsOf(actor).get(this.#view!.localOf(actor))?.timers ?? [];
    const after = this.#kernel.timers.of(actor);
    return after.filter((timer) => !before.includes(timer)).map(({ event }) => event.type);
  }

  #nextChoice(): boolean {
    while (this.#script.length > 0) {
      const last = this.#script.length - 1;
      this.#script[last]! += 1;
      if (this.#script[last]! < this.#counts[last]!) return true;
      this.#script.pop();
      this.#counts.pop();
    }
    return false;
  }

  #refuseUncheckable(): void {
    if (this.#kernel.failure !== undefined) throw this.#kernel.failure;
  }

  #requireIntact(actor: ActorNumber, locals: LocalStates, before: number): void {
    if (locals.isIntact(before)) return;
    throw new Error(
      `${this.#kernel.describe(actor)} changes its context in place, which would change its past as well: let 'assign' return new objects.`,
    );
  }

  // What the kernel tells of a step.

  posted(posted: Posted): void {
    this.#posted.push(posted);
  }

  emitted(happening: Happening): void {
    this.#emitted.push(happening);
  }

  failed(error: unknown): void {
    this.#error ??= { thrown: error };
  }

  reached(actor: ActorNumber): void {
    if (actor === OUTSIDE) return;
    this.#read('actor', actor);
    if (this.#touched.has(actor)) return;
    this.#touched.add(actor);
    const local = this.#view!.localOf(actor);
    if (local !== ABSENT) this.localsOf(actor).load(local);
  }

  made(actor: ActorNumber): void {
    this.#touched.add(actor);
    this.localsOf(actor).load(ABSENT);
  }

  chooses(count: number): number {
    const at = this.#counts.push(count) - 1;
    if (at === this.#script.length) this.#script.push(0);
    return this.#script[at]!;
  }

  valueOf(history: number): unknown {
    this.#read('history', history);
    return this.#view!.historyOf(history);
  }

  #read(kind: ReadPart['kind'], number: number): void {
    const key = keyOf(kind, number);
    if (!this.#reads.has(key)) this.#reads.set(key, { kind, number });
  }
}

/** Tells a part from all others. */
function keyOf(kind: ReadPart['kind'], number: number): number {
  return 2 * number + Number(kind === 'history');
}
