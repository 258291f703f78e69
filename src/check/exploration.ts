import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { host } from '../actors/leaks.ts';
import type { Collectors } from '../record/collectors.ts';
import type { Fairness } from '../simulation/checking.ts';
import type { Observing, Simulation } from '../simulation/simulation.ts';
import { Swarm } from '../swarm/swarm.ts';
import type {
  CheckOptions,
  CheckOutcome,
  CheckProgress,
  CheckResult,
  PartialOrder,
} from './check.ts';
import { type Counterexample, plain, type Shown, stepOf } from './counterexample.ts';
import { AmpleSets } from './explore/ample-sets.ts';
import { bitStatesOf } from './explore/bit-states.ts';
import { Claim, checkedProperties } from './explore/claims.ts';
import { ConcretePaths } from './explore/concrete-paths.ts';
import { Expansion } from './explore/expansion.ts';
import { initialStates } from './explore/initial-states.ts';
import { type Lasso, Liveness } from './explore/liveness.ts';
import { Model } from './explore/model.ts';
import { ModelKernel } from './explore/model-kernel.ts';
import type { Label } from './explore/move.ts';
import { frontierOf, modelOptionsOf, notAllOf, WALK_STEPS, wholeBecause } from './explore/plan.ts';
import { retrace } from './explore/retrace.ts';
import { type Decided, type Question, Search } from './explore/search.ts';
import { Symmetry } from './explore/symmetry/symmetry.ts';
import type { Replayed } from './replay.ts';

const statesBetweenLooks = 1_024;
const breathEveryMs = 50;

/** One check of one simulation, from composing its swarm to its result. */
export class Exploration<TSchema extends z.ZodObject, TActors> {
  readonly #name: string;
  readonly #params: z.output<TSchema>;
  readonly #options: CheckOptions<TSchema>;
  readonly #model: Model;
  #expansion: Expansion;
  readonly #question: Question;
  #search: Search;
  /** How many initial states there are. */
  readonly #initial: number;
  #paths: ConcretePaths | undefined;
  readonly #fairness: Fairness;
  readonly #startedAtMs = host.nowMs();
  #stop: { outcome: CheckOutcome; reason: string } | undefined;

  constructor(
    simulation: Simulation<TSchema, TActors, Collectors, unknown>,
    params: z.output<TSchema>,
    options: CheckOptions<TSchema>,
  ) {
    this.#name = simulation.name;
    this.#params = params;
    this.#options = options;
    this.#fairness = options.fair ?? simulation.checking?.fair ?? false;
    const kernel = new ModelKernel(simulation.name);
    const swarm = new Swarm(kernel, 0);
    const memory = new Map<string, unknown>();
    const actors = kernel.inside(() => simulation.compose({ swarm, params, memory }));
    kernel.requireComposed();
    const observing = { swarm, params, memory, actors };
    this.#model = new Model(kernel, modelOptionsOf(simulation.checking, options));
    if (options.symmetry) {
      this.#model.symmetry = new Symmetry(this.#model, initialStates(this.#model));
    }
    this.#expansion = this.#beginning();
    this.#initial = this.#expansion.store.size;
    this.#question = this.#questionOf(simulation, observing);
    this.#search = this.#searchFor(this.#question);
  }

  async explore(tell: (progress: CheckProgress) => void): Promise<CheckResult<z.output<TSchema>>> {
    let breathedAtMs = host.nowMs();
    let states = 1;
    while (this.#search.advance(states) || this.#search.isStale) {
      // Where a state takes long, the host is heard all the same.
      states = host.nowMs() - breathedAtMs < breathEveryMs ? 2 * states : 1;
      states = Math.min(states, statesBetweenLooks);
      if (this.#search.isStale) this.#beginAnew();
      if (this.#isCutShort()) break;
      if (host.nowMs() - breathedAtMs < breathEveryMs) continue;
      tell(this.#progress());
      await new Promise((resolve) => host.setImmediate(resolve));
      breathedAtMs = host.nowMs();
    }
    return this.#result();
  }

  /** The initial states, and nothing that follows. */
  #beginning(): Expansion {
    const { symmetry } = this.#model;
    const { bitState: bitStateBytes } = this.#options;
    const expansion = new Expansion(this.#model, { symmetry, bitStateBytes });
    expansion.addInitial(initialStates(this.#model));
    return expansion;
  }

  #beginAnew(): void {
    this.#expansion = this.#beginning();
    this.#search = this.#searchFor(this.#question);
  }

  /** Goes through a behaviour once more; the states are those of a search that has not begun. */
  replay({ steps, property, kind, initial, loopsFrom }: Counterexample): Replayed {
    const likes = steps.map((step) => {
      const wanted = asJson(step);
      return (label: Label) => isDeepStrictEqual(asJson(stepOf(this.#model, label)), wanted);
    });
    if (initial >= this.#initial) return { isViolated: false, steps: 0 };
    const states = retrace(this.#expansion, initial, likes);
    const isThrough = states.length === steps.length + 1;
    const last = states.at(-1)!;
    const isShown =
      loopsFrom === undefined
        ? () => this.#search.isShown(property, kind, last)
        : () => last === states[loopsFrom];
    const isViolated = isThrough && isShown();
    return { isViolated, steps: states.length - 1 };
  }

  #questionOf(
    simulation: Simulation<TSchema, TActors, Collectors, unknown>,
    observing: Observing<z.output<TSchema>, TActors>,
  ): Question {
    const { until, exploreWhile, checking, properties } = simulation;
    type Asked = ((asked: typeof observing) => boolean) | undefined;
    const claimOf = (name: string, holds: Asked) =>
      holds && new Claim(this.#model, name, () => holds.call(simulation, observing));
    const { deadlock = checking?.deadlock ?? false } = this.#options;
    return {
      properties: checkedProperties(this.#model, properties, observing),
      until: claimOf("'until'", until),
      boundary: claimOf("'exploreWhile'", exploreWhile),
      isEnd: deadlock ? (values) => this.#model.isEnd(values) : undefined,
    };
  }

  #searchFor(question: Question): Search {
    const limits = { depth: Infinity, states: Infinity, bytes: Infinity, ...this.#options.limits };
    const { strategy } = this.#options;
    const isWalk = strategy === 'random' && limits.depth === Infinity;
    const bounds = { ...limits, depth: isWalk ? WALK_STEPS : limits.depth };
    const isPartial = this.#options.partialOrder && this.#wholeBecause() === undefined;
    const ample = isPartial ? new AmpleSets(this.#expansion) : undefined;
    // What cuts a behaviour short would do so before the moves of who sleeps.
    const isCut = question.until !== undefined || question.boundary !== undefined;
    const mayWake = isCut || this.#model.symmetry !== undefined || ample !== undefined;
    const sleepSets = (this.#options.sleepSets ?? true) && !mayWake;
    const frontier = frontierOf(this.#expansion, this.#initial, {
      ...this.#options,
      sleepSets,
      isBounded: limits.depth < Infinity,
    });
    return new Search(this.#expansion, frontier, question, { ...bounds, ample });
  }

  #wholeBecause(): string | undefined {
    const options = { ...this.#options, fair: this.#fairness };
    return wholeBecause(this.#question, this.#model.options, options);
  }

  #isCutShort(): boolean {
    const { signal, limits = {}, stopAtViolation = false } = this.#options;
    const { wallMs = Number.POSITIVE_INFINITY } = limits;
    if (signal?.aborted) this.#stop = { outcome: 'aborted', reason: 'the check was aborted' };
    else if (host.nowMs() - this.#startedAtMs > wallMs) {
      this.#stop = { outcome: 'limit', reason: `stopped after ${wallMs} wall ms` };
    } else if (stopAtViolation && this.#violations().length > 0) {
      this.#stop = { outcome: 'violated', reason: 'stopped at the first violation' };
    }
    return this.#stop !== undefined;
  }

  #violations(): readonly Decided[] {
    return this.#search.decided.filter(({ kind }) => kind !== 'sometimes');
  }

  #progress(): CheckProgress {
    const { generated, depth, waiting } = this.#search;
    const unique = this.#expansion.store.reached;
    const wallMs = host.nowMs() - this.#startedAtMs;
    return { unique, generated, depth, waiting, wallMs, statesPerSecond: rate(unique, wallMs) };
  }

  #result(): CheckResult<z.output<TSchema>> {
    const { generated, depth } = this.#search;
    const omission = bitStatesOf(this.#expansion)?.omission;
    const wallMs = host.nowMs() - this.#startedAtMs;
    const unique = this.#expansion.store.reached;
    const bytesPerState = this.#expansion.bytes / unique;
    const { bound, isExhaustive } = this.#search;
    const isComplete = this.#stop === undefined && bound === undefined && isExhaustive;
    const shown = [
      ...this.#search.decided.map((decided) => this.#shown(decided)),
      ...this.#endless(),
    ];
    const properties = this.#search.verdicts(isComplete);
    const counterexamples = shown.filter(({ kind }) => kind !== 'sometimes');
    const examples = shown.filter(({ kind }) => kind === 'sometimes');
    const isViolated =
      counterexamples.length > 0 || properties.some(({ verdict }) => verdict === 'not reached');
    return {
      simulation: this.#name,
      params: this.#params,
      checking: { ...this.#model.options, fair: this.#fairness },
      ...this.#end(isViolated),
      isComplete,
      unique,
      generated,
      depth,
      wallMs,
      statesPerSecond: rate(unique, wallMs),
      bytesPerState,
      properties,
      counterexamples,
      examples,
      ...(omission && { omission }),
      ...(this.#options.partialOrder && { partialOrder: this.#partialOrder() }),
      ...(this.#model.symmetry && { symmetry: this.#model.symmetry.populations }),
    };
  }

  /** The behaviours in which what should eventually come to hold never does. */
  #endless(): Counterexample[] {
    if (this.#stop?.outcome === 'aborted' || bitStatesOf(this.#expansion)) return [];
    const { properties, until } = this.#question;
    const liveness = new Liveness(this.#expansion, {
      initial: this.#initial,
      until,
      fairness: this.#fairness,
    });
    return properties
      .filter(({ kind }) => kind === 'eventually')
      .flatMap((property) => {
        const lasso = liveness.violation(property);
        if (lasso === undefined) return [];
        const { name, kind } = property;
        const path = lasso.states.map((state) => Int32Array.from(this.#expansion.valuesOf(state)));
        this.#search.decided.push({ name, kind, state: lasso.states.at(-1)!, path });
        return [this.#told(name, kind, { path, loopsFrom: lasso.loopsFrom })];
      });
  }

  #end(isViolated: boolean): { outcome: CheckOutcome; reason: string } {
    const { bound } = this.#search;
    if (isViolated) return { outcome: 'violated', reason: 'a property does not hold' };
    if (this.#stop !== undefined) return this.#stop;
    const isWalkCut = bound === 'depth' && this.#options.strategy === 'random';
    if (bound !== undefined && !isWalkCut)
      return { outcome: 'limit', reason: `the bound of ${bound} was met` };
    if (!this.#search.isExhaustive)
      return { outcome: 'limit', reason: notAllOf(bitStatesOf(this.#expansion), this.#options) };
    const within = this.#question.boundary === undefined ? '' : ' within exploreWhile';
    return { outcome: 'complete', reason: `every behaviour${within} was explored` };
  }

  #partialOrder(): PartialOrder {
    const { reduced } = this.#search;
    return { reducedStates: reduced, wholeBecause: this.#wholeBecause() };
  }

  #shown({ name, kind, path }: Decided): Counterexample {
    return this.#told(name, kind, { path, loopsFrom: undefined });
  }

  /** Up to symmetry the last state may call actors by each other's names. */
  #why(property: string, path: Decided['path']): readonly string[] {
    const decided = this.#question.properties.find(({ name }) => name === property);
    if (decided === undefined || this.#model.symmetry !== undefined) return [];
    return decided.claim.explain(path.at(-1)!);
  }

  #told(
    property: string,
    kind: Shown,
    { path, loopsFrom }: Pick<Decided, 'path'> & Pick<Lasso, 'loopsFrom'>,
  ): Counterexample {
    this.#paths ??= new ConcretePaths(this.#model);
    const concrete = this.#paths.along(path, loopsFrom);
    const steps = concrete.labels.map((label) => stepOf(this.#model, label));
    const explanation = kind === 'always' || kind === 'never' ? this.#why(property, path) : [];
    const { initial } = concrete;
    return { property, kind, steps, initial, loopsFrom: concrete.loopsFrom, explanation };
  }
}

function asJson(value: object): unknown {
  return JSON.parse(JSON.stringify(value, plain));
}

function rate(count: number, wallMs: number): number {
  return wallMs > 0 ? Math.round((count / wallMs) * 1_000) : 0;
}
