import type { AnyActorRef, AnyEventObject } from 'xstate';
import type { ActorState } from '../../../actors/compiled/actor-state.ts';
import { Children } from '../../../actors/compiled/children.ts';
import type { LocalState } from '../local-states.ts';
import type { Message } from '../messages.ts';
import type { ModelKernel, Posted } from '../model-kernel.ts';
import type { Members, Permutation } from './members.ts';

/**
 * Puts actors into each other's places in whatever holds their references or their addresses: a string
 * that is an actor's address is taken for it. What holds none is returned as it is.
 */
export class Renaming {
  readonly #kernel: ModelKernel;
  readonly #members: Members;

  constructor(kernel: ModelKernel, members: Members) {
    this.#kernel = kernel;
    this.#members = members;
  }

  /** The address of who takes the place of the actor that has an address; undefined if nobody has. */
  addressOf(text: string, permutation: Permutation): string | undefined {
    const actor = this.#kernel.directory.find(text);
    if (actor === undefined || this.#members.placeOf(actor) === undefined) return undefined;
    return this.#kernel.addressOf(this.#members.imageOf(actor, permutation));
  }

  value<T>(value: T, permutation: Permutation): T {
    return this.#of(value, permutation) as T;
  }

  local(local: LocalState, permutation: Permutation): Pick<LocalState, 'saved' | 'timers'> {
    const { saved, timers } = local;
    const { configuration, context, extra } = saved.state;
    const state: ActorState = {
      configuration,
      context: this.value(context, permutation),
      extra: extra && {
        status: extra.status,
        output: this.value(extra.output, permutation),
        error: this.value(extra.error, permutation),
        // Their keys are ids, not addresses.
        children: extra.children && this.#children(extra.children, permutation),
      },
    };
    const renamed = timers.map((timer) => ({
      ...timer,
      to: this.#members.imageOf(timer.to, permutation),
      event: this.value(timer.event, permutation),
    }));
    return { saved: { ...saved, state }, timers: renamed };
  }

  message({ from, to, event, isLocal }: Message, permutation: Permutation): Posted {
    return {
      from: this.#members.imageOf(from, permutation),
      to: this.#members.imageOf(to, permutation),
      event: this.value<AnyEventObject>(event, permutation),
      isLocal,
    };
  }

  #children({ record }: Children, permutation: Permutation): Children | undefined {
    const renamed = Object.entries(record).map(([id, child]): [string, AnyActorRef] => [
      id,
      this.value(child, permutation),
    ]);
    return Children.of(Object.fromEntries(renamed));
  }

  #of(value: unknown, permutation: Permutation): unknown {
    if (typeof value === 'string') return this.addressOf(value, permutation) ?? value;
    if (typeof value !== 'object' || value === null) return value;
    const actor = this.#kernel.engines.findNumber(value as AnyActorRef);
    if (actor === undefined) return this.#within(value, permutation);
    const image = this.#members.imageOf(actor, permutation);
    return image === actor ? value : this.#kernel.engines.refOf(image);
  }

  #within(value: object, permutation: Permutation): object {
    const each = (one: unknown) => this.#of(one, permutation);
    if (Array.isArray(value)) return value.map(each);
    if (value instanceof Set) return new Set([...value].map(each));
    if (value instanceof Map)
      return new Map([...value].map(([key, one]) => [each(key), each(one)]));
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) return value;
    const entries = Object.entries(value).map(([key, one]) => [each(key), each(one)] as const);
    return Object.assign(Object.create(prototype), Object.fromEntries(entries));
  }
}
