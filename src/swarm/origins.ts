import type { AnyActorLogic } from 'xstate';
import type { ActorNumber, CreateOptions } from '../actors/engine.ts';
import { within } from '../actors/scope.ts';
import type { Kernel } from './kernel.ts';

/** How an actor without a parent is made, and made again after a crash. */
export interface Origin extends CreateOptions {
  /** The input with which it starts anew, from its last context. */
  recover?(context: never): unknown;
}

interface Range {
  readonly first: ActorNumber;
  readonly size: number;
  readonly originOf: (index: number) => Origin;
}

/** Brings actors into the swarm, and remembers how. */
export class Origins {
  readonly #kernel: Kernel;
  readonly #singles = new Map<ActorNumber, Origin>();
  readonly #ranges: Range[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** How an actor was made; undefined of a child, which its engine made. */
  of(actor: ActorNumber): Origin | undefined {
    const single = this.#singles.get(actor);
    if (single !== undefined) return single;
    const range = this.#ranges.find(({ first, size }) => actor >= first && actor < first + size);
    return range?.originOf(actor - range.first);
  }

  /** Makes an actor, to be started at the present simulated time, after what is due before it. */
  spawn(address: string, logic: AnyActorLogic, origin: Origin): ActorNumber {
    const kernel = this.#kernel;
    // First of all: a machine that is refused leaves no trace.
    const engine = kernel.engines.for(logic);
    const actor = kernel.directory.add(address);
    this.#singles.set(actor, origin);
    const { input } = origin;
    within(kernel, actor, () => engine.create(actor, logic, { id: address, input }));
    kernel.clock.schedule(0, { run: () => kernel.start(actor) });
    return actor;
  }

  /** Makes many actors, which start as one: see {@link spawn}. */
  spawnAll(
    prefix: string,
    size: number,
    logic: AnyActorLogic,
    originOf: (index: number) => Origin,
  ): ActorNumber {
    const kernel = this.#kernel;
    const engine = kernel.engines.for(logic);
    const first = kernel.directory.addRange(prefix, size);
    this.#ranges.push({ first, size, originOf });
    let actor = first;
    let origin: Origin = {};
    // One for all: a closure for each of a million actors would show.
    const create = () => engine.create(actor, logic, origin);
    for (let index = 0; index < size; index++) {
      actor = first + index;
      origin = originOf(index);
      if (origin.id !== undefined) kernel.directory.rename(actor, origin.id);
      within(kernel, actor, create);
    }
    const startAll = () => {
      for (let actor = first; actor < first + size; actor++) kernel.start(actor);
    };
    if (size > 0) kernel.clock.schedule(0, { run: startAll });
    return first;
  }
}
