import type { AnyActorRef, AnyActorScope, AnyEventObject } from 'xstate';
import { type Kind, type Payloads, perform } from './deferred.ts';
import type { ChildOptions, Effects, RaiseParams, SendParams, SpawnParams } from './effects.ts';
import { LazyArgs, LazyAssignArgs, LazyEnqueueArgs } from './lazy-args.ts';
import type { Run } from './run.ts';
import { Sends } from './sends.ts';
import type { World } from './world.ts';
import { worldScope } from './world-scope.ts';
import type { UserFunction } from './xstate-internals.ts';

/** What XState does itself once an actor starts; it puts off once more what the others do. */
const performedFirst: ReadonlySet<Kind> = new Set(['custom', 'log', 'call', 'startSpawned']);

/**
 * Performs a step's effects on a `World` in the order in which XState would.
 *
 * While an actor runs, its custom actions run at once, and what it sends,
 * starts, stops, cancels and emits waits for `flush`. An actor's first step
 * puts off custom actions as well: it is computed when the actor is made, and
 * acts when the actor is started.
 *
 * A journal serves one step at a time; it is empty again after `flush` or `drop`.
 *
 * @example
 * compiled.step(state, event, journal);
 * journal.flush();
 * @public
 */
export class Journal<Address = unknown> implements Effects {
  readonly inspects = false;
  readonly #world: World<Address>;
  readonly #isFirstStep: boolean;
  /** Both keep their length from step to step, for setting an array's length is slow. */
  readonly #kinds: (Kind | 'toReference')[] = [];
  readonly #payloads: unknown[] = [];
  /** What is sent to references, which is most of all; its place among them is the payload. */
  #sends: Sends<Address> | undefined;
  #size = 0;
  /** Whether anything else was put off: as long as nothing was, the sends are all there is. */
  #isMixed = false;

  /** @param phase - `start` for a journal that an actor's `initialize` writes */
  constructor(world: World<Address>, phase: 'start' | 'step') {
    this.#world = world;
    this.#isFirstStep = phase === 'start';
  }

  get self(): AnyActorRef {
    return this.#world.refOf(this.#world.address);
  }

  isReference(something: unknown): boolean {
    return this.#world.isLatest(something);
  }

  get parent(): AnyActorRef | undefined {
    return this.#world.parentOf(this.#world.address);
  }

  get scope(): AnyActorScope {
    return worldScope(
      this.#world,
      (work) => this.#putOff('call', work),
      (exec, args, params) => this.#custom(exec, args, params),
    );
  }

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /**
   * Performs what was put off.
   *
   * @throws what an initial action or the world throws; the rest is dropped, and the actor is in error
   */
  flush(): void {
    if (this.#size === 0) return;
    try {
      if (this.#isFirstStep) this.#flushFirstStep();
      if (this.#isMixed) for (let at = 0; at < this.#size; at++) this.#perform(at);
      else this.#sends!.performAll();
    } finally {
      this.drop();
    }
  }

  /** Forgets what was put off: a step that throws has no effects. */
  drop(): void {
    if (this.#isMixed) this.#dropMixed();
    this.#size = 0;
    this.#sends?.drop();
  }

  #dropMixed(): void {
    for (let at = 0; at < this.#size; at++) this.#payloads[at] = undefined;
    this.#isMixed = false;
  }

  #perform(at: number): void {
    const kind = this.#kinds[at]!;
    const payload = this.#payloads[at];
    if (kind === 'toReference') this.#sends!.perform(payload as number);
    else perform(this.#world, kind, payload);
  }

  /** XState runs custom actions first, and puts the others off once more. */
  #flushFirstStep(): void {
    const kinds = this.#kinds.splice(0, this.#size) as Kind[];
    const payloads = this.#payloads.splice(0, this.#size);
    this.#size = 0;
    for (let at = 0; at < kinds.length; at++) {
      const kind = kinds[at]!;
      const payload = payloads[at];
      if (performedFirst.has(kind)) perform(this.#world, kind, payload);
      else if (kind === 'stop') this.#stop(payload as AnyActorRef);
      else this.#putOff(kind, payload as never);
    }
  }

  #putOff<K extends Kind>(kind: K, payload: Payloads[K]): void {
    if (!this.#isMixed) this.#mix();
    this.#kinds[this.#size] = kind;
    this.#payloads[this.#size] = payload;
    this.#size += 1;
  }

  /** Takes note of the order of the sends, for what is not one comes in between. */
  #mix(): void {
    for (let at = 0; at < this.#size; at++) this.#noteSend(at, at);
    this.#isMixed = true;
  }

  #noteSend(at: number, place: number): void {
    this.#kinds[at] = 'toReference';
    this.#payloads[at] = place;
  }

  /** System ids are free at once, and a child that does not run yet never will. */
  #stop(child: AnyActorRef): void {
    this.#world.release(child);
    if (this.#world.isRunning(child)) this.#putOff('stop', child);
    else this.#world.stopChild(child);
  }

  args(run: Run): object {
    return new LazyArgs(run, this.#world);
  }

  assignArgs(run: Run): object {
    return new LazyAssignArgs(run, this.#world);
  }

  enqueueArgs(run: Run, enqueue: unknown, checkOf: (run: Run) => unknown): object {
    return new LazyEnqueueArgs(run, this.#world, enqueue, checkOf);
  }

  custom(run: Run, _type: string, exec: UserFunction | undefined, params: unknown): void {
    if (exec) this.#custom(exec, this.args(run), params);
  }

  #custom(exec: UserFunction, args: object, params: unknown): void {
    if (this.#isFirstStep) this.#putOff('custom', { exec, args, params });
    else exec(args, params);
  }

  log(_run: Run, { value, label }: { value: unknown; label: string | undefined }): void {
    const values = label ? [label, value] : [value];
    if (this.#isFirstStep) this.#putOff('log', values);
    else this.#world.log(...values);
  }

  raise(_run: Run, params: RaiseParams): void {
    if (typeof params.delay === 'number') this.#putOff('raise', params);
  }

  send(_run: Run, to: AnyActorRef, event: AnyEventObject, id?: string, delay?: number): void {
    if (this.#isFirstStep) {
      this.#putOff('send', { to, targetId: undefined, event, id, delay });
      return;
    }
    this.#sends ??= new Sends(this.#world);
    const place = this.#sends.put(to, event, delay, id);
    if (this.#isMixed) this.#noteSend(this.#size, place);
    this.#size += 1;
  }

  sendTo(_run: Run, params: SendParams): void {
    this.#putOff('send', params);
  }

  cancel(_run: Run, { sendId }: { sendId: string }): void {
    this.#putOff('cancel', sendId);
  }

  emit(_run: Run, { event }: { event: AnyEventObject }): void {
    this.#putOff('emit', event);
  }

  createChild(logic: unknown, options: ChildOptions): AnyActorRef {
    return this.#world.createChild(logic, options);
  }

  startChild(child: AnyActorRef): void {
    this.#putOff('startSpawned', child);
  }

  spawnChild(_run: Run, { actorRef }: SpawnParams): void {
    if (actorRef) this.#putOff('start', actorRef);
  }

  stopChild(_run: Run, child: AnyActorRef | undefined): void {
    if (!child) return;
    if (this.#isFirstStep) this.#putOff('stop', child);
    else this.#stop(child);
  }

  microstep(): void {}
}
