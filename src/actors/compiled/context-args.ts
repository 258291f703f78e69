import type { AnyActorRef } from 'xstate';
import type { Spawn } from './spawner.ts';

/** What a function that computes the initial context is given; `self` and `spawn` are made when read. */
export class InitialContextArgs {
  readonly input: unknown;
  readonly #args: { readonly spawn: Spawn; readonly self: AnyActorRef };

  constructor(input: unknown, args: { readonly spawn: Spawn; readonly self: AnyActorRef }) {
    this.input = input;
    this.#args = args;
  }

  get spawn(): Spawn {
    return this.#args.spawn;
  }

  get self(): AnyActorRef {
    return this.#args.self;
  }
}
