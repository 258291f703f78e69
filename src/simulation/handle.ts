import { EventEmitter } from 'eventemitter3';

/** Something under way: await it for its result, listen to it meanwhile. */
export class Handle<TEvents extends EventEmitter.ValidEventTypes, TResult>
  extends EventEmitter<TEvents>
  implements PromiseLike<TResult>
{
  readonly #result: Promise<TResult>;

  constructor(execute: (handle: Handle<TEvents, TResult>) => Promise<TResult>) {
    super();
    // A turn later, so that who made the handle can listen from its first event on.
    this.#result = Promise.resolve().then(() => execute(this));
  }

  then<TDone = TResult, TFailed = never>(
    onDone?: ((result: TResult) => TDone | PromiseLike<TDone>) | null,
    onFailed?: ((error: unknown) => TFailed | PromiseLike<TFailed>) | null,
  ): Promise<TDone | TFailed> {
    return this.#result.then(onDone, onFailed);
  }
}
