import type { AnyEventObject, AnyMachineSnapshot, Snapshot } from 'xstate';
import {
  type BuiltinAction,
  implementationsOf,
  isBuiltinAction,
  nodesOf,
  type UserFunction,
} from './compiled/xstate-internals.ts';
import type { ActorNumber, EngineHost } from './engine.ts';

/** Arms the `after` timers of the states that an actor is in, as entering them would. */
export function rearm(actor: ActorNumber, snapshot: Snapshot<unknown>, host: EngineHost): void {
  if (snapshot.status !== 'active' || !isOfMachine(snapshot)) return;
  const { delays } = implementationsOf(snapshot.machine);
  const self = host.engines.refOf(actor);
  const args = { context: snapshot.context, event: { type: 'xstate.init' }, self };
  const nodes = [...nodesOf(snapshot)].sort((one, other) => one.order - other.order);
  for (const { event, delay, id } of nodes.flatMap(({ entry }) => entry.filter(isAfter))) {
    const named = typeof delay === 'string' ? delays[delay] : delay;
    const delayMs =
      typeof named === 'function'
        ? (named as UserFunction)({ ...args, system: self.system })
        : named;
    if (typeof delayMs !== 'number') continue;
    host.timers.arm(actor, actor, event as AnyEventObject, delayMs, id as string);
  }
}

function isOfMachine(snapshot: Snapshot<unknown>): snapshot is AnyMachineSnapshot {
  return '_nodes' in snapshot;
}

/** Whether an entry action is what XState made of an `after`. */
function isAfter(action: unknown): action is BuiltinAction {
  if (!isBuiltinAction(action) || action.type !== 'xstate.raise') return false;
  const { type = '' } = (action.event ?? {}) as { type?: string };
  return type.startsWith('xstate.after.');
}
