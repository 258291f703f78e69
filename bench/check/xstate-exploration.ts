import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type ExecutableActionObject,
  type ExecutableActionsFrom,
  initialTransition,
  transition,
} from 'xstate';

/** An actor of what is explored, and what it is told before anything moves. */
export interface Explored {
  readonly machine: AnyStateMachine;
  readonly input?: unknown;
  readonly told?: AnyEventObject;
}

/** What an actor is known by to others: nothing is ever sent to it, for sending is taken down. */
export interface Stub {
  readonly number: number;
  send(event: AnyEventObject): void;
}

/** One actor, with the events of its timers. */
interface Local {
  readonly snapshot: AnyMachineSnapshot;
  readonly timers: ReadonlyMap<string, AnyEventObject>;
  readonly text: string;
}

interface Message {
  readonly to: number;
  readonly event: AnyEventObject;
}

interface Global {
  readonly locals: readonly Local[];
  /** All that were ever sent, by their text. */
  readonly sent: ReadonlyMap<string, Message>;
}

type Action = ExecutableActionsFrom<AnyStateMachine> | CancelAction;

interface CancelAction extends ExecutableActionObject {
  readonly type: 'xstate.cancel';
  readonly params: { readonly sendId: string };
}

/**
 * Explores, breadth first, all behaviours of some machines on a network whose messages may arrive
 * again and again, as one does with what XState has for it: `transition()` takes each step anew, and
 * snapshots as JSON tell whether a state is known.
 *
 * @returns how many states there are
 */
export function exploreByTransition(actors: readonly Explored[]): number {
  const initial = beginningOf(actors);
  const known = new Set([textOf(initial)]);
  for (let level = [initial]; level.length > 0; ) {
    const next: Global[] = [];
    for (const state of level) {
      for (const successor of successorsOf(actors, state)) {
        const text = textOf(successor);
        if (known.has(text)) continue;
        known.add(text);
        next.push(successor);
      }
    }
    level = next;
  }
  return known.size;
}

function beginningOf(actors: readonly Explored[]): Global {
  const locals = actors.map(({ machine, input }) => {
    const [snapshot, actions] = initialTransition(machine, input);
    return localOf(snapshot as AnyMachineSnapshot, timersAfter(new Map(), actions as Action[]));
  });
  return actors.reduce<Global>(
    (state, { told }, actor) =>
      told === undefined ? state : (stepOf(actors, state, actor, told) ?? state),
    { locals, sent: new Map() },
  );
}

function* successorsOf(actors: readonly Explored[], state: Global): Generator<Global> {
  for (const { to, event } of state.sent.values()) {
    const successor = stepOf(actors, state, to, event);
    if (successor !== undefined) yield successor;
  }
  for (const [actor, { timers }] of state.locals.entries()) {
    for (const event of timers.values()) {
      const successor = stepOf(actors, state, actor, event);
      if (successor !== undefined) yield successor;
    }
  }
}

/** What one actor makes of one event; undefined if it takes no notice. */
function stepOf(
  actors: readonly Explored[],
  { locals, sent }: Global,
  actor: number,
  event: AnyEventObject,
): Global | undefined {
  const { snapshot, timers } = locals[actor]!;
  const [next, actions] = transition(actors[actor]!.machine, snapshot, event) as [
    AnyMachineSnapshot,
    Action[],
  ];
  if (next === snapshot && actions.length === 0) return undefined;
  const fired = new Map(timers);
  fired.delete(event.type);
  const local = localOf(next, timersAfter(fired, actions));
  return { locals: locals.with(actor, local), sent: sentAfter(sent, actions, actor) };
}

function localOf(snapshot: AnyMachineSnapshot, timers: Local['timers']): Local {
  const text = JSON.stringify(
    [snapshot.value, snapshot.context, [...timers.keys()].sort()],
    plainly,
  );
  return { snapshot, timers, text };
}

function timersAfter(armed: Local['timers'], actions: readonly Action[]): Local['timers'] {
  const timers = new Map(armed);
  for (const { type, params } of actions) {
    if (type === 'xstate.cancel') timers.delete(params.sendId);
    else if (type === 'xstate.raise') timers.set(params.event.type, params.event);
  }
  return timers;
}

function sentAfter(sent: Global['sent'], actions: readonly Action[], from: number): Global['sent'] {
  const after = new Map(sent);
  for (const { type, params, info } of actions) {
    if (type !== 'xstate.sendTo') continue;
    // The `self` of a pure transition is an actor of its own; others know who it is by its stub.
    const signed = Object.entries<unknown>(params.event).map(([key, value]) => [
      key,
      value === info.self ? stubOf(from) : value,
    ]);
    const { number } = params.to as unknown as Stub;
    const message: Message = { to: number, event: Object.fromEntries(signed) };
    after.set(JSON.stringify(message, plainly), message);
  }
  return after;
}

function textOf({ locals, sent }: Global): string {
  return `${locals.map(({ text }) => text).join()};${[...sent.keys()].sort().join()}`;
}

function plainly(_key: string, value: unknown): unknown {
  if (value instanceof Set) return [...value].map((each) => JSON.stringify(each, plainly)).sort();
  return value;
}

const stubs: Stub[] = [];

/** The stub of the actor that comes at this place among those explored. */
export function stubOf(number: number): Stub {
  stubs[number] ??= { number, send: () => {} };
  return stubs[number];
}
