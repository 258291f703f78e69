import type { Op, Run } from '../run.ts';
import type { UserFunction } from '../xstate-internals.ts';
import type { ActionCompiler, Params } from './action-compiler.ts';
import {
  type Assign,
  canGenerate,
  type Fallback,
  generateAssign,
  generateMerge,
  isPlain,
  type Merge,
} from './generated-code.ts';

/** Shapes that an assignment learns before it gives up learning. */
const SHAPES_MAX = 8;

/**
 * `assign`: a new context object each time, as in XState.
 *
 * Copying the context by `Object.assign` or a spread would cost more than all
 * else in a step. An assignment has code made for the shape of context that it
 * last saw, which is an object literal, and copies all others the slow way.
 */
export const compileAssign: ActionCompiler = ({ assignment }, params) =>
  assignBy(
    typeof assignment === 'function' ? new Merger(assignment) : new Assigner(assignment ?? {}),
    params,
  );

/** `enqueue.assign`, of which there is another each time: what is learned is learned by the copier. */
export function enqueuedAssign(assignment: unknown, copier: ContextCopier): Op {
  if (typeof assignment === 'function') {
    const evaluate = assignment as UserFunction;
    return assignBy(
      { assign: (context, args, given) => copier.copy(context, evaluate(args, given)) },
      undefined,
    );
  }
  const values = (assignment ?? {}) as Readonly<Record<string, unknown>>;
  if (!isComputed(values)) return assignGiven(values, copier);
  const evaluate = evaluateEach(values);
  return assignBy(
    { assign: (context, args, given) => copier.copy(context, evaluate(args, given)) },
    undefined,
  );
}

/** Its function is replaced as it learns. */
interface Learner {
  readonly assign: Assign;
}

function assignBy(learner: Learner, params: Params): Op {
  return (run) => {
    const { context, effects } = run;
    const given = params === undefined ? undefined : params(run);
    if (!context) throw lackOfContext();
    run.context = learner.assign(context, effects.assignArgs(run), given);
    run.version++;
    if (run.spawned !== undefined) adoptSpawned(run);
  };
}

/** Assigns values that are there already. */
function assignGiven(values: object, copier: ContextCopier): Op {
  return (run) => {
    if (!run.context) throw lackOfContext();
    run.context = copier.copy(run.context, values);
    run.version++;
  };
}

function isComputed(assignment: Readonly<Record<string, unknown>>): boolean {
  for (const key in assignment) if (typeof assignment[key] === 'function') return true;
  return false;
}

const copy = (context: object, partial: unknown): object => Object.assign({}, context, partial);

/** Makes the next context of a context and what replaces a part of it. */
export class ContextCopier {
  #merge: Merge = () => undefined;
  #learned = 0;

  copy(context: object, partial: unknown): object {
    const merge = this.#merge;
    return merge(context, partial as object) ?? this.#learn(context, partial);
  }

  #learn(context: object, partial: unknown): object {
    if (canGenerate && this.#learned < SHAPES_MAX && isPlain(context) && isPlain(partial)) {
      this.#learned++;
      this.#merge = generateMerge(Object.keys(context), Object.keys(partial));
    }
    return copy(context, partial);
  }
}

/** The assignments of a function that returns them. */
class Merger implements Learner {
  readonly #evaluate: UserFunction;
  readonly #copier = new ContextCopier();

  constructor(evaluate: UserFunction) {
    this.#evaluate = evaluate;
  }

  assign(context: object, args: object, given: unknown): object {
    const evaluate = this.#evaluate;
    return this.#copier.copy(context, evaluate(args, given));
  }
}

/** The assignments of an object of functions and values. */
class Assigner implements Learner {
  assign: Assign;
  readonly #assignment: Readonly<Record<string, unknown>>;
  #learned = 0;

  constructor(assignment: Readonly<Record<string, unknown>>) {
    this.#assignment = assignment;
    const evaluate = evaluateEach(assignment);
    const learn: Assign = (context, args, given) => this.#learn(context, evaluate(args, given));
    this.assign = learn;
  }

  #learn(context: object, partial: object): object {
    const mayLearn = canGenerate && this.#learned < SHAPES_MAX;
    if (mayLearn && isPlain(context) && isPlain(this.#assignment)) {
      this.#learned++;
      const fallback: Fallback = (other, values) => this.#learn(other, values);
      this.assign = generateAssign(Object.keys(context), this.#assignment, fallback);
    }
    return copy(context, partial);
  }
}

type Evaluate = (args: object, params: unknown) => object;

function evaluateEach(assignment: Readonly<Record<string, unknown>>): Evaluate {
  const properties = Object.entries(assignment);
  return (args, params) => {
    const partial: Record<string, unknown> = {};
    for (const [key, value] of properties) {
      partial[key] = typeof value === 'function' ? value(args, params) : value;
    }
    return partial;
  };
}

function lackOfContext(): Error {
  return new Error(
    'Cannot assign to undefined `context`. Ensure that `context` is defined in the machine config.',
  );
}

/** Makes children of the actors that `spawn` made while the new context was computed. */
export function adoptSpawned(run: Run): void {
  const { spawned } = run;
  run.spawned = undefined;
  if (spawned === undefined) return;
  for (const [id, child] of spawned) run.addChild(id, child);
}
