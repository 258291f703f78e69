import { type ActorNumber, OUTSIDE } from '../actors/engine.ts';
import { type Surroundings, within } from '../actors/scope.ts';
import { Broadcast } from '../network/broadcast.ts';
import type { Envelope } from '../network/envelope.ts';
import type { DeadLetter, Emission, FaultEvent, Log, Loss, Transition } from './records.ts';

/** Who is told which actors have changed. */
export interface Follower {
  note(actor: ActorNumber): void;
}

/** What a swarm tells its observers. */
export class Streams {
  readonly followers: Follower[] = [];
  readonly envelopes = new Broadcast<Envelope>();
  readonly transitions = new Broadcast<Transition>();
  readonly deadLetters = new Broadcast<DeadLetter>();
  readonly emissions = new Broadcast<Emission>();
  readonly logs = new Broadcast<Log>();
  readonly losses = new Broadcast<Loss>();
  readonly faults = new Broadcast<FaultEvent>();
  readonly #surroundings: Surroundings;

  /** @param surroundings - in whose name observers run, so that it gets the error of one that throws */
  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Whether anybody listens to any of them. */
  get isObserved(): boolean {
    return this.#all.some(({ isObserved }) => isObserved);
  }

  /** Whether anybody is told of each step. */
  get followsSteps(): boolean {
    return this.followers.length > 0 || this.transitions.isObserved;
  }

  /** Tells those who follow that an actor has taken an event, or has ended. */
  changed(actor: ActorNumber): void {
    for (const follower of this.followers) follower.note(actor);
  }

  publish<T>(stream: Broadcast<T>, value: T): void {
    if (stream.isObserved) within(this.#surroundings, OUTSIDE, stream.next, value);
  }

  complete(): void {
    for (const stream of this.#all) stream.complete();
  }

  get #all(): readonly Pick<Broadcast<unknown>, 'isObserved' | 'complete'>[] {
    const { envelopes, transitions, deadLetters, emissions, logs, losses, faults } = this;
    return [envelopes, transitions, deadLetters, emissions, logs, losses, faults];
  }
}
