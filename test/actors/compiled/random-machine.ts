import { type AnyStateMachine, createMachine } from 'xstate';
import type { Observer } from './observer.ts';
import { delays, EVENTS, namedActions, type Recipe, randomActions } from './random-action.ts';
import { childLogics } from './random-children.ts';
import { guards, randomGuard } from './random-guard.ts';
import { Tape } from './tape.ts';

const DESCRIPTORS = [
  ...EVENTS,
  ...EVENTS,
  '*',
  'a.*',
  'a.b.*',
  'R0',
  'R1',
  'xstate.error.actor.kid0',
  'xstate.done.actor.*',
  'xstate.snapshot.kid1',
];

interface Shape {
  readonly id: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  readonly children: readonly Shape[];
}

/** Builds the machine that a row of numbers describes; it tells the observer all that it does. */
export function randomMachine(numbers: readonly number[], observer: Observer): AnyStateMachine {
  const tape = new Tape(numbers);
  const ids: string[] = [];
  const shape = randomShape({ tape, ids, countMax: 4 + tape.below(10) }, 0);
  const recipe: Recipe = { tape, observer, stateIds: ids };
  const root = stateConfig(shape, recipe) as Record<string, unknown>;
  const config = {
    ...root,
    context: randomContext(tape),
    output: tape.oneOf([undefined, 'fixed', ({ context, event }: never) => ({ context, event })]),
    // XState would loop for ever; with a limit, both sides give up alike.
    options: { maxIterations: 30 },
  };
  const implementations = {
    actions: namedActions(observer),
    guards,
    delays,
    actors: childLogics(observer),
  };
  const machine = createMachine(config as never, implementations as never);
  if (!tape.onceIn(4)) return machine as AnyStateMachine;
  const pulse = () => observer.note('provided pulse');
  return machine.provide({ actions: { pulse } } as never) as AnyStateMachine;
}

function randomContext(tape: Tape): unknown {
  return tape.oneOf<unknown>([
    { n: 0 },
    ({ input }: { input: { n: number } }) => ({ n: input.n }),
    ({
      spawn,
      input,
    }: {
      spawn: (src: string, options: object) => unknown;
      input: { n: number };
    }) => ({
      n: input.n,
      kid: spawn('counter', { id: 'kid0' }),
    }),
    { n: 3, other: [1] },
  ]);
}

interface Sketch {
  readonly tape: Tape;
  /** The states so far. */
  readonly ids: string[];
  readonly countMax: number;
}

function randomShape(sketch: Sketch, depth: number): Shape {
  const { tape, ids } = sketch;
  const isRoot = depth === 0;
  const id = isRoot ? 'root' : `s${ids.length}`;
  ids.push(id);
  const isLeaf = depth >= 4 || ids.length >= sketch.countMax;
  const type = isLeaf
    ? 'atomic'
    : tape.oneOf(['compound', 'parallel', 'atomic', 'compound'] as const);
  const inner = isRoot && type === 'atomic' ? 'compound' : type;
  if (inner === 'atomic') return { id, type: inner, children: [] };
  const count = 2 + tape.below(inner === 'parallel' ? 2 : 3);
  const children = Array.from({ length: count }, () => randomShape(sketch, depth + 1));
  if (tape.onceIn(2)) children.push(leaf(ids, 'history'));
  if (inner === 'compound' && tape.onceIn(2)) children.push(leaf(ids, 'final'));
  return { id, type: inner, children };
}

function leaf(ids: string[], type: 'history' | 'final'): Shape {
  const id = `s${ids.length}`;
  ids.push(id);
  return { id, type, children: [] };
}

function stateConfig(shape: Shape, recipe: Recipe, siblings: readonly Shape[] = []): object {
  const { tape } = recipe;
  const { id, type, children } = shape;
  if (type === 'history') return historyConfig(id, siblings, recipe);
  const transitions = type === 'final' ? {} : randomTransitions(shape, recipe);
  const config: Record<string, unknown> = {
    id,
    entry: randomActions(recipe, 2),
    exit: randomActions(recipe, 1),
    tags: tape.some(2, () => tape.oneOf(['red', 'blue'])),
    meta: tape.onceIn(3) ? { about: id } : undefined,
  };
  if (type === 'parallel') config.type = 'parallel';
  if (type === 'final') {
    config.type = 'final';
    config.output = tape.oneOf([undefined, id, ({ context }: never) => context]);
    return config;
  }
  if (children.length > 0) {
    config.states = Object.fromEntries(
      children.map((child) => [child.id, stateConfig(child, recipe, children)]),
    );
  }
  if (type === 'compound') config.initial = randomInitial(shape, recipe);
  return Object.assign(config, transitions);
}

function historyConfig(id: string, siblings: readonly Shape[], { tape }: Recipe): object {
  const defaults = siblings.filter(({ type }) => type !== 'history').map(({ id }) => id);
  const target = tape.oneOf([undefined, tape.oneOf(defaults)]);
  return { id, type: 'history', history: tape.oneOf(['shallow', 'deep']), target };
}

function randomInitial({ children }: Shape, recipe: Recipe): unknown {
  const candidates = children.filter(({ type }) => type !== 'history' && type !== 'final');
  const target = recipe.tape.oneOf(candidates).id;
  if (!recipe.tape.onceIn(3)) return target;
  return { target, actions: randomActions(recipe, 2) };
}

function randomTransitions(shape: Shape, recipe: Recipe): object {
  const { tape } = recipe;
  const many = (max: number): object[] => tape.some(max, () => randomTransition(shape, recipe));
  const on = tape.some(
    4,
    () => [tape.oneOf(DESCRIPTORS), [randomTransition(shape, recipe), ...many(1)]] as const,
  );
  const config: Record<string, unknown> = { on: Object.fromEntries(on) };
  if (tape.onceIn(4)) config.always = many(2);
  if (tape.onceIn(4)) config.after = { [tape.oneOf(['5', '10', '0', 'short', 'long'])]: many(2) };
  if (tape.onceIn(3)) config.onDone = many(2);
  if (tape.onceIn(4)) config.invoke = tape.some(2, () => randomInvoke(shape, recipe));
  return config;
}

function randomInvoke(shape: Shape, recipe: Recipe): object {
  const { tape, observer } = recipe;
  const logics = childLogics(observer);
  const name = tape.oneOf(Object.keys(logics));
  const one = (): object | undefined =>
    tape.onceIn(2) ? randomTransition(shape, recipe) : undefined;
  return {
    id: tape.oneOf(['kid0', 'kid1', undefined]),
    src: tape.onceIn(3) ? logics[name] : name,
    input: ({ context }: { context: { n: number } }) => {
      observer.burn();
      return context.n;
    },
    systemId: tape.onceIn(6) ? 'known' : undefined,
    onDone: one(),
    onError: one(),
    onSnapshot: one(),
  };
}

function randomTransition(shape: Shape, recipe: Recipe): object {
  const { tape, stateIds } = recipe;
  const target = tape.oneOf<() => unknown>([
    () => undefined,
    () => `#${tape.oneOf(stateIds)}`,
    () => `#${tape.oneOf(stateIds)}`,
    () => (shape.children.length > 0 ? `.${tape.oneOf(shape.children).id}` : undefined),
    () => `#${shape.id}`,
  ])();
  const transition: Record<string, unknown> = {
    target,
    guard: randomGuard(tape, stateIds),
    actions: randomActions(recipe, 2),
  };
  if (tape.onceIn(3)) transition.reenter = true;
  return transition;
}
