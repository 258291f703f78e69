import type { AnyMachineSnapshot, AnyStateMachine, StateValue } from 'xstate';
import type { ActorState } from './actor-state.ts';
import { type Children, recordOf } from './children.ts';
import type { Configuration } from './configuration.ts';
import { type SnapshotMethods, snapshotMethodsOf } from './xstate-internals.ts';

/** Of so many children the record is made at once; of more, for who looks. */
const SPELLED_OUT_MAX = 64;

const methodsByMachine = new WeakMap<AnyStateMachine, SnapshotMethods>();

/** Builds a snapshot that differs from XState's own in no property. */
export function buildSnapshot(
  machine: AnyStateMachine,
  configuration: Configuration,
  { context, extra }: Pick<ActorState, 'context' | 'extra'>,
): AnyMachineSnapshot {
  const { matches, hasTag, can, getMeta, toJSON } = methodsOf(machine);
  const children = extra?.children;
  const isLazy = children !== undefined && children.size > SPELLED_OUT_MAX;
  const snapshot = {
    status: extra?.status ?? 'active',
    output: extra?.output,
    error: extra?.error,
    machine,
    context,
    _nodes: configuration.nodes,
    value: copyOf(configuration.value),
    tags: new Set(configuration.tags),
    children: isLazy ? undefined : recordOf(children),
    historyValue: configuration.history,
    matches,
    hasTag,
    can,
    getMeta,
    toJSON,
  };
  if (isLazy) spellOutWhenRead(snapshot, children);
  return snapshot as unknown as AnyMachineSnapshot;
}

/** An object with an accessor of its own has a hidden class of its own, which lives long in V8. */
function spellOutWhenRead(snapshot: object, children: Children): void {
  const get = () => recordOf(children);
  Object.defineProperty(snapshot, 'children', { get, enumerable: true, configurable: true });
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
