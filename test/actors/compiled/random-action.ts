import {
  type AnyActorRef,
  assign,
  cancel,
  emit,
  enqueueActions,
  forwardTo,
  log,
  raise,
  sendParent,
  sendTo,
  spawnChild,
  stopChild,
} from 'xstate';
import type { Observer } from './observer.ts';
import { randomGuard } from './random-guard.ts';
import type { Tape } from './tape.ts';

export const EVENTS = ['E0', 'E1', 'E2', 'a.b', 'a.b.c', 'a.c', 'NONE'] as const;
const CHILD_EVENTS = ['K0', 'K1'] as const;
const CHILD_IDS = ['kid0', 'kid1'] as const;
const SOURCES = ['counter', 'finisher', 'echo', 'sum', 'failing', 'thrower'] as const;
const DELAYS = [5, 10, 'short', 'long', 'nowhere', () => 7] as const;

interface Args {
  readonly context: { n: number };
  readonly event: { readonly type: string };
  readonly self: { send(event: object): void };
  readonly spawn: (src: string, options: object) => unknown;
}
type Collect = (args: never, params: never) => void;

/** What a random definition is made from. */
export interface Recipe {
  readonly tape: Tape;
  readonly observer: Observer;
  readonly stateIds: readonly string[];
}

/** The named actions of every random machine. */
export function namedActions(observer: Observer): Record<string, unknown> {
  return {
    shout: ({ context, event }: Args, params: unknown) =>
      observer.note('shout', context, event.type, params),
    increase: assign({ n: ({ context }: Args) => context.n + 1 }),
    add: assign(({ context }: Args, params: { by: number }) => ({ n: context.n + params.by })),
    pulse: emit({ type: 'PULSE' }),
    provoke: raise({ type: 'E1' }),
  };
}

export const delays = { short: 3, long: ({ context }: Args) => 20 + context.n };

export function randomActions(recipe: Recipe, max: number, depth = 0): unknown[] {
  return recipe.tape.some(max, () => randomAction(recipe, depth));
}

function randomAction(recipe: Recipe, depth: number): unknown {
  const kinds = [
    plainAction,
    stateAction,
    sendingAction,
    childAction,
    depth < 2 ? queueAction : plainAction,
  ];
  return recipe.tape.oneOf(kinds)(recipe, depth);
}

function plainAction({ tape, observer }: Recipe): unknown {
  const mark = tape.below(100);
  return tape.oneOf<() => unknown>([
    () => (args: Args) => observer.note(`action ${mark}`, args.context, args.event),
    () => 'shout',
    () => ({ type: 'shout', params: { mark } }),
    () => ({ type: 'shout', params: ({ context }: Args) => context.n + mark }),
    () => log(({ context }) => `log ${context.n}`, tape.oneOf([undefined, 'label'])),
    () => 'missing',
    () => ({ type: 'pulse' }),
    () => emit(({ context }) => ({ type: 'EMITTED', n: context.n })),
    () => (args: Args) => {
      if (args.context.n % 7 === 6) throw new Error(`action fails at ${mark}`);
    },
    () =>
      ({ self, event }: Args) => {
        observer.burn();
        self.send({ type: 'E2', by: event.type });
      },
  ])();
}

function stateAction({ tape }: Recipe): unknown {
  const by = 1 + tape.below(3);
  return tape.oneOf<() => unknown>([
    () => assign({ n: ({ context }) => context.n + by }),
    () => 'increase',
    () => ({ type: 'add', params: { by } }),
    () => ({ type: 'add', params: ({ context }: Args) => ({ by: context.n % 3 }) }),
    () => assign({ m: by, last: ({ event }) => event.type }),
    () => assign(({ context, event }) => ({ n: context.n * 2, last: event.type })),
    () => assign({}),
    () => assign((() => undefined) as never),
    () =>
      assign({
        n: ({ context }) => {
          if (context.n % 7 === 6) throw new Error('assign fails');
          return context.n + 1;
        },
      }),
  ])();
}

function sendingAction({ tape, observer }: Recipe): unknown {
  const type = tape.oneOf(EVENTS);
  const id = tape.oneOf(['t0', 't1', undefined]);
  const delay = tape.oneOf(DELAYS) as number;
  const sent = observer.event(type, 'send');
  return tape.oneOf<() => unknown>([
    () => raise({ type, by: 'raise' } as never),
    () => raise(({ context }) => ({ type, n: context.n }) as never, { id, delay }),
    () => sendTo(({ self }) => self, sent),
    () => sendTo(({ self }) => self, sent, { id, delay }),
    () => cancel(tape.oneOf(['t0', 't1'])),
    () => cancel((() => 't0') as never),
    () => 'provoke',
    () => (tape.onceIn(12) ? sendParent(sent) : sendTo('#_internal', sent)),
    () => sendTo((() => undefined) as never, sent as never),
    () => (tape.onceIn(20) ? raise('E0' as never) : raise({ type: '*' } as never)),
  ])();
}

function childAction({ tape, observer }: Recipe): unknown {
  const id = tape.oneOf(CHILD_IDS);
  const src = tape.oneOf(SOURCES);
  const sent = observer.event(tape.oneOf(CHILD_EVENTS), 'parent');
  const syncSnapshot = tape.onceIn(3);
  const systemId = tape.onceIn(6) ? 'known' : undefined;
  const hasNone = tape.onceIn(10);
  // Spawning burns fuel: a child that starts may tell its parent, which may start it again.
  const input = ({ context }: Args): number => {
    observer.burn();
    return context.n;
  };
  const spawnKid = ({ spawn }: Args): unknown => {
    observer.burn();
    return spawn(src, { id, syncSnapshot, systemId });
  };
  return tape.oneOf<() => unknown>([
    () => spawnChild(src, { id, input, syncSnapshot, systemId } as never),
    () => spawnChild(src, { id: hasNone ? undefined : id, input } as never),
    () => stopChild(id),
    () =>
      sendTo(
        tape.onceIn(5) ? id : ((({ self }: never) => childOf(self, id)) as never),
        sent as never,
      ),
    () => sendTo((({ self }: never) => childOf(self, id)) as never, sent as never),
    () => assign({ kid: spawnKid } as never),
    () => stopChild(((args: Args & { context: { kid?: unknown } }) => args.context.kid) as never),
    () => (tape.onceIn(5) ? forwardTo(id as never) : stopChild(id)),
    () => sendTo((({ self }: never) => childOf(self, id)) as never, sent as never, { delay: 4 }),
    () => (tape.onceIn(4) ? spawnChild('unknown logic', { id } as never) : stopChild('kid0')),
  ])();
}

function queueAction(recipe: Recipe, depth: number): unknown {
  const { observer, tape } = recipe;
  const guard = randomGuard(tape, recipe.stateIds, 1);
  const first = randomActions(recipe, 3, depth + 1);
  const second = randomActions(recipe, 2, depth + 1);
  const type = tape.oneOf(EVENTS);
  const collect = ({ context, enqueue, check }: Record<string, never>): void => {
    observer.note('collect', context);
    const add = enqueue as unknown as ((action: unknown) => void) &
      Record<string, (...args: unknown[]) => void>;
    for (const action of first) add(action);
    add.assign!({ n: (args: Args) => args.context.n + 1 });
    if ((check as unknown as (guard: unknown) => boolean)(guard)) {
      for (const action of second) add(action);
    } else {
      add.raise!({ type, by: 'queue' });
      add.emit!({ type: 'QUEUED' });
      add.spawnChild!('counter', { id: 'kid1' });
      add.stopChild!('kid1');
      add.cancel!('t0');
      add.sendTo!((args: Args) => args.self, observer.event(type, 'queue'), {
        delay: 2,
        id: 't1',
      });
    }
  };
  return enqueueActions(collect as Collect as never);
}

function childOf(self: AnyActorRef, id: string): AnyActorRef {
  return self.getSnapshot()?.children?.[id] ?? self;
}
