import type { AnyActorScope } from 'xstate';
import type { World } from './world.ts';
import type { UserFunction } from './xstate-internals.ts';

/**
 * The actor that a kernel is stepping, as XState shows it to the actions of its own kinds.
 *
 * @param defer - has something done when the step is over
 * @param execute - has a function of the user's called as a custom action is
 */
export function worldScope<Address>(
  world: World<Address>,
  defer: (work: () => void) => void,
  execute: (exec: UserFunction, args: object, params: unknown) => void,
): AnyActorScope {
  const self = world.refOf(world.address);
  const scope: AnyActorScope = {
    self,
    id: self.id,
    sessionId: self.sessionId,
    system: world.system,
    logger: (...values) => world.log(...values),
    emit: (event) => world.emit(event),
    stopChild: (child) => world.stopChild(child),
    defer,
    actionExecutor: ({ exec, info, params }) => {
      if (exec) execute(exec as UserFunction, info, params);
    },
  };
  return scope;
}
