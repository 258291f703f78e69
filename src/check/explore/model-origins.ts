import type { AnyActorLogic } from 'xstate';
import type { ActorNumber } from '../../actors/engine.ts';
import { within } from '../../actors/scope.ts';
import { type Origin, Origins } from '../../swarm/origins.ts';
import type { ModelKernel } from './model-kernel.ts';

/** An actor's origin with its logic, to start it anew in every behaviour. */
interface ModelOrigin {
  readonly logic: AnyActorLogic;
  readonly origin: Origin;
}

/** Actors that were made as one population. */
export interface ModelPopulation {
  readonly prefix: string;
  readonly first: ActorNumber;
  readonly size: number;
}

/** Brings actors into a swarm that is explored: they are made, and start when exploring begins. */
export class ModelOrigins extends Origins {
  readonly all = new Map<ActorNumber, ModelOrigin>();
  readonly populations: ModelPopulation[] = [];
  readonly #kernel: ModelKernel;

  constructor(kernel: ModelKernel) {
    super(kernel);
    this.#kernel = kernel;
  }

  override of(actor: ActorNumber): Origin | undefined {
    return this.all.get(actor)?.origin;
  }

  override spawn(address: string, logic: AnyActorLogic, origin: Origin): ActorNumber {
    this.#kernel.engines.for(logic);
    const actor = this.#kernel.directory.add(address);
    this.#make(actor, logic, origin);
    return actor;
  }

  override spawnAll(
    prefix: string,
    size: number,
    logic: AnyActorLogic,
    originOf: (index: number) => Origin,
  ): ActorNumber {
    this.#kernel.engines.for(logic);
    const first = this.#kernel.directory.addRange(prefix, size);
    this.populations.push({ prefix, first, size });
    for (let index = 0; index < size; index++) {
      const origin = originOf(index);
      if (origin.id !== undefined) this.#kernel.directory.rename(first + index, origin.id);
      this.#make(first + index, logic, origin);
    }
    return first;
  }

  #make(actor: ActorNumber, logic: AnyActorLogic, origin: Origin): void {
    const { engines, setup } = this.#kernel;
    this.all.set(actor, { logic, origin });
    setup.push({ kind: 'start', actor });
    // Made once for whoever composes to have a reference; what it does is explored later.
    within(this.#kernel, actor, () => engines.machines.create(actor, logic, origin));
  }
}
