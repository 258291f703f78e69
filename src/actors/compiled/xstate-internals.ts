import {
  type AnyActorRef,
  type AnyActorScope,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  and,
  not,
  or,
  stateIn,
} from 'xstate';

/**
 * The shapes of XState 5 that its types do not publish. All that the compiler
 * knows of XState's inside is in this file and in `scope-effects.ts`.
 */

/** A function of the user's that receives an arguments object and static or computed params. */
export type UserFunction = (args: object, params?: unknown) => unknown;

/** An XState transition, its targets resolved. */
export interface Transition {
  readonly target?: readonly Node[];
  readonly actions: readonly unknown[];
  readonly guard?: unknown;
  readonly source: Node;
  readonly reenter: boolean;
}

/** An `invoke` of a state, its id resolved. */
export interface Invocation {
  readonly id: string;
  readonly src: string;
  readonly systemId?: string;
  readonly input?: unknown;
  readonly onSnapshot?: unknown;
}

/** An XState state node. */
export interface Node {
  readonly id: string;
  readonly key: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  readonly parent?: Node;
  readonly states: Readonly<Record<string, Node>>;
  readonly entry: readonly unknown[];
  readonly exit: readonly unknown[];
  readonly invoke: readonly Invocation[];
  readonly initial: Transition;
  readonly transitions: ReadonlyMap<string, readonly Transition[]>;
  readonly always?: readonly Transition[];
  readonly history: false | 'shallow' | 'deep';
  readonly order: number;
  readonly output?: unknown;
  readonly tags: readonly string[];
  readonly machine: AnyStateMachine;
  readonly config: { readonly target?: string | readonly (string | Node)[] };
}

/** The nodes that each history state of a machine would restore, by the history state's id. */
export type HistoryValue = Readonly<Record<string, readonly Node[]>>;

/** What `machine.implementations` holds. */
export interface Implementations {
  readonly actions: Readonly<Record<string, unknown>>;
  readonly guards: Readonly<Record<string, unknown>>;
  readonly actors: Readonly<Record<string, unknown>>;
  readonly delays: Readonly<Record<string, unknown>>;
}

/** What an action made by one of XState's action creators carries; which fields depends on `type`. */
export interface BuiltinAction {
  readonly type: string;
  readonly execute?: (scope: unknown, params: unknown) => void;
  /** The next snapshot, the params to execute the action with, and actions to take next. */
  readonly resolve?: (
    scope: AnyActorScope,
    snapshot: AnyMachineSnapshot,
    args: object,
    params: unknown,
    action: unknown,
    extra: { readonly internalQueue: AnyEventObject[]; readonly deferredActorIds: unknown },
  ) => readonly [AnyMachineSnapshot, unknown, (readonly unknown[])?];
  readonly retryResolve?: (
    scope: AnyActorScope,
    snapshot: AnyMachineSnapshot,
    params: unknown,
  ) => void;
  readonly assignment?: UserFunction | Readonly<Record<string, unknown>>;
  readonly event?: unknown;
  readonly id?: unknown;
  readonly delay?: unknown;
  readonly to?: unknown;
  readonly sendId?: unknown;
  readonly src?: unknown;
  readonly systemId?: string;
  readonly input?: unknown;
  readonly syncSnapshot?: boolean;
  readonly actorRef?: unknown;
  readonly value?: unknown;
  readonly label?: string;
  readonly collect?: UserFunction;
}

/** A guard made by `and`, `or`, `not`, `stateIn`, or by any other creator of XState's. */
export interface BuiltinGuard {
  readonly name: string;
  readonly check: (snapshot: AnyMachineSnapshot, args: object, guard: unknown) => unknown;
  readonly guards?: readonly unknown[];
  readonly stateValue?: unknown;
}

export const STOP_EVENT = 'xstate.stop';
export const INIT_EVENT = 'xstate.init';
export const WILDCARD = '*';

export function rootOf(machine: AnyStateMachine): Node {
  return machine.root as unknown as Node;
}

export function implementationsOf(machine: AnyStateMachine): Implementations {
  return machine.implementations as unknown as Implementations;
}

export function nodesOf(snapshot: AnyMachineSnapshot): readonly Node[] {
  return snapshot._nodes as unknown as readonly Node[];
}

export function isBuiltinAction(action: unknown): action is BuiltinAction {
  return typeof action === 'function' && 'resolve' in action;
}

export function isBuiltinGuard(guard: unknown): guard is BuiltinGuard {
  return typeof guard === 'function' && 'check' in guard;
}

const checkOf = (guard: unknown): unknown => (guard as BuiltinGuard).check;
const guardKinds = new Map<unknown, string>([
  [checkOf(and([])), 'and'],
  [checkOf(or([])), 'or'],
  [checkOf(not(() => true)), 'not'],
  [checkOf(stateIn('')), 'stateIn'],
]);

/**
 * Which of XState's guard creators made a guard.
 *
 * Told by its code, since bundlers rename functions; by its name if it comes
 * from another copy of XState.
 */
export function guardKindOf(guard: BuiltinGuard): string {
  return guardKinds.get(guard.check) ?? guard.name;
}

export function isErrorEventType(type: string): boolean {
  return type.startsWith('xstate.error.actor');
}

export function doneStateEvent(nodeId: string, output?: unknown): AnyEventObject {
  return { type: `xstate.done.state.${nodeId}`, output };
}

export function errorActorEvent(actorId: string, error: unknown): AnyEventObject {
  return { type: `xstate.error.actor.${actorId}`, error, actorId };
}

export function doneActorEvent(actorId: string, output: unknown): AnyEventObject {
  return { type: `xstate.done.actor.${actorId}`, output, actorId };
}

export function parentOf(actor: AnyActorRef): AnyActorRef | undefined {
  return actor._parent;
}

/** The logic that a `src` names: one provided to the machine, or one written inline in an `invoke`. */
export function resolveLogic(machine: AnyStateMachine, src: string): unknown {
  const inline = src.match(/^xstate\.invoke\.(\d+)\.(.*)/);
  if (!inline) return implementationsOf(machine).actors[src];
  const node = machine.getStateNodeById(inline[2]!);
  const invoke: unknown = node.config.invoke;
  const config = Array.isArray(invoke) ? invoke[Number(inline[1])] : invoke;
  return (config as { src: unknown }).src;
}

/** XState's functions that every machine snapshot carries as properties. */
export type SnapshotMethods = Pick<
  AnyMachineSnapshot,
  'matches' | 'hasTag' | 'can' | 'getMeta' | 'toJSON'
>;

/** Takes the methods from a snapshot that XState built, so that ours answer as its own do. */
export function snapshotMethodsOf(machine: AnyStateMachine): SnapshotMethods {
  const { matches, hasTag, can, getMeta, toJSON } = machine.resolveState({
    value: {},
    context: {},
  });
  return { matches, hasTag, can, getMeta, toJSON };
}
