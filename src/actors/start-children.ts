import type { AnyActorRef } from 'xstate';
import type { EngineSet } from './engine.ts';

/**
 * Starts the children that an actor has from the start: XState's `StateMachine.start` does so before
 * the actor's first state acts.
 */
export function startChildren(engines: EngineSet, children: Iterable<AnyActorRef> = []): void {
  for (const child of children) {
    const actor = engines.numberOf(child);
    const engine = engines.of(actor);
    if (engine.isActive(actor)) engine.start(actor);
  }
}
