import type { AnyActorRef } from 'xstate';
import { type ActorNumber, OUTSIDE } from './engine.ts';
import { currentScope, type Surroundings } from './scope.ts';

/**
 * Who called `send` on a reference: the actor that is acting, or the host.
 *
 * @throws Error when an actor of another swarm did
 */
export function senderOfNoName(swarm: Surroundings, target: AnyActorRef): ActorNumber {
  const scope = currentScope();
  if (scope === undefined) return OUTSIDE;
  if (scope.surroundings === swarm) return scope.actor;
  throw new Error(
    `${scope.surroundings.describe(scope.actor)} wrote to '${target.id}', which is an actor of another swarm.`,
  );
}
