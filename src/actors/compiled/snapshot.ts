import type { AnyMachineSnapshot, AnyStateMachine, StateValue } from 'xstate';
import type { ActorState } from './actor-state.ts';
import { recordOf } from './children.ts';
import type { Configuration } from './configuration.ts';
import { type SnapshotMethods, snapshotMethodsOf } from './xstate-internals.ts';

const methodsByMachine = new WeakMap<AnyStateMachine, SnapshotMethods>();

/** Builds a snapshot that differs from XState's own in no property. */
export function buildSnapshot(
  machine: AnyStateMachine,
  configuration: Configuration,
  { context, extra }: Pick<ActorState, 'context' | 'extra'>,
): AnyMachineSnapshot {
  const { matches, hasTag, can, getMeta, toJSON } = methodsOf(machine);
  let children: ReturnType<typeof recordOf> | undefined;
  const snapshot = {
    status: extra?.status ?? 'active',
    output: extra?.output,
    error: extra?.error,
    machine,
    context,
    _nodes: configuration.nodes,
    value: copyOf(configuration.value),
    tags: new Set(configuration.tags),
    // Spelled out only for who looks: an actor may have many.
    get children() {
      children ??= recordOf(extra?.children);
      return children;
    },
    historyValue: configuration.history,
    matches,
    hasTag,
    can,
    getMeta,
    toJSON,
  };
  return snapshot as unknown as AnyMachineSnapshot;
}

function methodsOf(machine: AnyStateMachine): SnapshotMethods {
  let methods = methodsByMachine.get(machine);
  if (!methods) {
    methods = snapshotMethodsOf(machine);
    methodsByMachine.set(machine, methods);
  }
  return methods;
}

/** A snapshot's owner may write to it; the configuration is shared. */
function copyOf(value: StateValue): StateValue {
  if (typeof value === 'string') return value;
  const copy: Record<string, StateValue> = {};
  for (const key of Object.keys(value)) copy[key] = copyOf(value[key]!);
  return copy;
}
