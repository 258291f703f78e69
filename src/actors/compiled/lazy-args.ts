import type { AnyActorRef, AnyEventObject } from 'xstate';
import type { Run } from './run.ts';
import { createSpawner, type Spawn } from './spawner.ts';
import type { AnyActorSystem, World } from './world.ts';

/** `{ context, event, self, system }`; the reference to the actor is made only if `self` is read. */
export class LazyArgs<Address> {
  readonly context: unknown;
  readonly event: AnyEventObject;
  readonly #world: World<Address>;
  readonly #address: Address;

  constructor(run: Run, world: World<Address>) {
    this.context = run.context;
    this.event = run.event;
    this.#world = world;
    this.#address = world.address;
  }

  get self(): AnyActorRef {
    return this.#world.refOf(this.#address);
  }

  get system(): AnyActorSystem {
    return this.#world.system;
  }
}

/** `{ context, event, spawn, self, system }`. Not a subclass: this one is made with each `assign`. */
export class LazyAssignArgs<Address> {
  readonly context: unknown;
  readonly event: AnyEventObject;
  readonly #run: Run;
  readonly #world: World<Address>;
  readonly #address: Address;

  constructor(run: Run, world: World<Address>) {
    this.context = run.context;
    this.event = run.event;
    this.#run = run;
    this.#world = world;
    this.#address = world.address;
  }

  /** To be read while the assignment runs. */
  get spawn(): Spawn {
    return createSpawner(this.#run, this.#run.machine);
  }

  get self(): AnyActorRef {
    return this.#world.refOf(this.#address);
  }

  get system(): AnyActorSystem {
    return this.#world.system;
  }
}

/** `{ context, event, enqueue, check, self, system }`. */
export class LazyEnqueueArgs<Address> extends LazyArgs<Address> {
  readonly enqueue: unknown;
  readonly #run: Run;
  readonly #checkOf: (run: Run) => unknown;

  constructor(run: Run, world: World<Address>, enqueue: unknown, checkOf: (run: Run) => unknown) {
    super(run, world);
    this.enqueue = enqueue;
    this.#run = run;
    this.#checkOf = checkOf;
  }

  /** To be read while the function runs that enqueues: few need it, and it costs more than all else here. */
  get check(): unknown {
    return this.#checkOf(this.#run);
  }
}
