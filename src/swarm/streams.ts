import { Subject } from 'rxjs';
import type { Envelope } from '../network/envelope.ts';
import type { DeadLetter, Emission, FaultEvent, Log, Loss, Transition } from './records.ts';

/** What a swarm tells its observers. */
export class Streams {
  readonly envelopes = new Subject<Envelope>();
  readonly transitions = new Subject<Transition>();
  readonly deadLetters = new Subject<DeadLetter>();
  readonly emissions = new Subject<Emission>();
  readonly logs = new Subject<Log>();
  readonly losses = new Subject<Loss>();
  readonly faults = new Subject<FaultEvent>();
  readonly #tell: (work: () => void) => void;

  /** @param tell - runs observers in the swarm's name, so that it gets the error of one that throws */
  constructor(tell: (work: () => void) => void) {
    this.#tell = tell;
  }

  /** Whether anybody listens to any of them. */
  get isObserved(): boolean {
    return this.#all.some(({ observed }) => observed);
  }

  publish<T>(stream: Subject<T>, value: T): void {
    if (stream.observed) this.#tell(() => stream.next(value));
  }

  complete(): void {
    for (const stream of this.#all) stream.complete();
  }

  get #all(): readonly Pick<Subject<unknown>, 'observed' | 'complete'>[] {
    const { envelopes, transitions, deadLetters, emissions, logs, losses, faults } = this;
    return [envelopes, transitions, deadLetters, emissions, logs, losses, faults];
  }
}
