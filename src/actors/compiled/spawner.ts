import type { AnyActorRef, AnyStateMachine } from 'xstate';
import type { Run } from './run.ts';
import { resolveLogic } from './xstate-internals.ts';

interface SpawnOptions {
  readonly id?: string;
  readonly syncSnapshot?: boolean;
  readonly systemId?: string;
  readonly input?: unknown;
}

/** The `spawn` that an `assign` or a computed initial context is given. */
export type Spawn = (src: unknown, options?: SpawnOptions) => AnyActorRef;

/** Children go into `run.spawned`, from which the assignment under way adopts them. */
export function createSpawner(run: Run, machine: AnyStateMachine): Spawn {
  const { context, event, effects } = run;
  run.spawned ??= new Map();
  const { spawned } = run;
  return (src, options) => {
    const logic = typeof src === 'string' ? resolveLogic(machine, src) : src;
    if (!logic) {
      throw new Error(`Actor logic '${src}' not implemented in machine '${machine.id}'`);
    }
    const given = options?.input;
    const isMapper = typeof src === 'string' && typeof given === 'function';
    const child = effects.createChild(logic, {
      id: options?.id,
      src,
      syncSnapshot: options?.syncSnapshot,
      systemId: options?.systemId,
      input: isMapper ? given({ context, event, self: effects.self }) : given,
    });
    spawned.set(child.id, child);
    effects.startChild(child);
    return child;
  };
}
