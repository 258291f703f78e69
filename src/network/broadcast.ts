import { Observable, type Subscriber } from 'rxjs';

/**
 * A stream that is told what it brings, to whoever has subscribed by then.
 *
 * As RxJS's `Subject`, but that its CommonJS build, which Node takes, makes an iterator and an object
 * for each observer of each value; all that a swarm does comes through here.
 */
export class Broadcast<T> {
  readonly stream$: Observable<T>;
  /** Another array whenever it changes, for that may be while they are told. */
  #observers: readonly Subscriber<T>[] = [];
  #isOver = false;
  /** Bound, so that it can be handed on for each value without another function. */
  readonly next = (value: T): void => {
    const observers = this.#observers;
    for (let nth = 0; nth < observers.length; nth++) observers[nth]!.next(value);
  };

  constructor() {
    this.stream$ = new Observable((subscriber) => {
      if (this.#isOver) subscriber.complete();
      else this.#observers = [...this.#observers, subscriber];
      return () => {
        this.#observers = this.#observers.filter((each) => each !== subscriber);
      };
    });
  }

  get isObserved(): boolean {
    return this.#observers.length > 0;
  }

  complete(): void {
    const observers = this.#observers;
    this.#isOver = true;
    this.#observers = [];
    for (const each of observers) each.complete();
  }
}
