import type { ActorNumber } from '../actors/engine.ts';
import type { TimerNumber } from './timers.ts';

/**
 * The timers of some actors by their ids: of those that have so many that to look through them would take
 * longer. An id has more than one timer where another was armed under it before the first was due.
 */
export class TimersById {
  readonly #ofActors = new Map<ActorNumber, Map<string, TimerNumber[]>>();

  has(actor: ActorNumber): boolean {
    return this.#ofActors.size > 0 && this.#ofActors.has(actor);
  }

  /** Knows the timers of an actor from now on, beginning with those it has: the last armed last. */
  begin(actor: ActorNumber, timers: Iterable<readonly [string, TimerNumber]>): void {
    this.#ofActors.set(actor, new Map());
    for (const [id, timer] of timers) this.add(actor, id, timer);
  }

  /** The timer that was last armed under an id, of an actor whose timers it knows. */
  latest(actor: ActorNumber, id: string): TimerNumber | undefined {
    return this.#ofActors.get(actor)?.get(id)?.at(-1);
  }

  add(actor: ActorNumber, id: string, timer: TimerNumber): void {
    const ofActor = this.#ofActors.get(actor)!;
    const ofId = ofActor.get(id);
    if (ofId === undefined) ofActor.set(id, [timer]);
    else ofId.push(timer);
  }

  remove(actor: ActorNumber, id: string, timer: TimerNumber): void {
    const ofActor = this.#ofActors.get(actor)!;
    const ofId = ofActor.get(id)!;
    if (ofId.length > 1) ofId.splice(ofId.indexOf(timer), 1);
    else ofActor.delete(id);
    if (ofActor.size === 0) this.#ofActors.delete(actor);
  }
}
