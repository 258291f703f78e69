import type { AnyActorRef } from 'xstate';
import type { EngineSet } from './engine.ts';

/**
 * Starts the children that an actor has from the start: XState's `StateMachine.start` does so before
 * the actor's first state acts.
 */
export function startChildren(engines: EngineSet, children: Iterable<AnyActorRef> = []): void {
  for (const child of children) {
    if ((child.getSnapshot() as { status: string }).status !== 'active') continue;
    const actor = engines.numberOf(child);
    engines.of(actor).start(actor);
  }
}
