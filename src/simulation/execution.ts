import type { EventEmitter } from 'eventemitter3';
import type { z } from 'zod';
import { guardAgainstLeaks, host } from '../actors/leaks.ts';
import { asHost } from '../actors/scope.ts';
import { type Faults, Nemesis } from '../faults/nemesis.ts';
import type { Collectors, MetricsOf } from '../record/collectors.ts';
import { drive, type Rest } from '../swarm/drive.ts';
import type { EngineChoice } from '../swarm/engines.ts';
import { Kernel } from '../swarm/kernel.ts';
import { Swarm } from '../swarm/swarm.ts';
import { type Finding, Judge } from './judge.ts';
import type { Limits } from './limits.ts';
import type { RunResult, Violation } from './result.ts';
import type { Progress, RunEvents } from './run.ts';
import type { Observing, Simulation } from './simulation.ts';

export interface ExecutionOptions<TParams> {
  readonly params: TParams;
  readonly seed: number;
  readonly engine: EngineChoice;
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
  readonly faults: Faults | undefined;
  readonly memory: ReadonlyMap<string, unknown> | undefined;
}

const noMemory: ReadonlyMap<string, unknown> = new Map();

type Ended = Pick<RunResult, 'outcome' | 'reason'>;

/** One run of one simulation, from composing its swarm to its result. */
export class Execution<
  TSchema extends z.ZodObject,
  TActors,
  TCollectors extends Collectors,
  TReport,
> {
  readonly #simulation: Simulation<TSchema, TActors, TCollectors, TReport>;
  readonly #options: ExecutionOptions<z.output<TSchema>>;
  readonly #kernel: Kernel;
  readonly #swarm: Swarm;
  readonly #startedAt = host.nowMs();
  readonly #violations: Violation[] = [];
  readonly #nemesis: Nemesis | undefined;
  readonly #judge: Judge<z.output<TSchema>, TActors>;
  /** Whether the simulation wants to be asked after each step. */
  readonly #asks: boolean;
  #stop: Ended | undefined;

  constructor(
    simulation: Simulation<TSchema, TActors, TCollectors, TReport>,
    options: ExecutionOptions<z.output<TSchema>>,
  ) {
    const { params, seed, engine } = options;
    this.#simulation = simulation;
    this.#judge = new Judge(simulation.properties);
    this.#asks = this.#judge.isAsking || simulation.until !== undefined;
    this.#options = options;
    this.#kernel = new Kernel({
      name: simulation.name,
      seed,
      engine,
      network: simulation.network?.(params) ?? [],
    });
    this.#swarm = new Swarm(this.#kernel, seed);
    const { rewriters = {} } = simulation;
    const { faults } = options;
    if (faults) this.#nemesis = new Nemesis(this.#kernel, faults, { seed, rewriters });
  }

  async run(
    handle: EventEmitter<RunEvents<never>>,
  ): Promise<RunResult<z.output<TSchema>, MetricsOf<TCollectors>, TReport>> {
    const lift = guardAgainstLeaks();
    try {
      return await this.#run(handle);
    } finally {
      this.#swarm.close();
      lift();
    }
  }

  async #run(handle: EventEmitter<RunEvents<never>>) {
    const { params, seed, limits, memory = noMemory } = this.#options;
    const simulation = this.#simulation;
    const swarm = this.#swarm;
    swarm.logs$.subscribe((log) => asHost(() => handle.emit('log', log)));
    const actors = this.#kernel.inside(() => simulation.compose({ swarm, params, memory }));
    const observing = { swarm, params, memory, actors };
    const collectors = this.#kernel.inside(() => this.#measure(observing));
    this.#nemesis?.begin();
    handle.emit('started', { simulation: simulation.name, seed, params });
    const rest = await this.#drive(observing, handle);
    // What is measured over time is measured to the end, not to the last event before it.
    if (rest === 'time') this.#kernel.clock.advanceTo(limits.simulatedMs);
    this.#judgeEnd(rest, observing, handle);
    return this.#result(rest, observing, this.#finish(collectors));
  }

  async #drive(
    observing: Observing<z.output<TSchema>, TActors>,
    handle: EventEmitter<RunEvents<never>>,
  ): Promise<Rest> {
    if (this.#isCutShort()) return 'stopped';
    return drive(this.#kernel, {
      untilMs: this.#options.limits.simulatedMs,
      afterStep: this.#isOver(observing, handle),
      breathe: () => {
        handle.emit('progress', this.#progress());
        return this.#isCutShort();
      },
    });
  }

  /** What a function of the simulation returns; undefined when it throws, which fails the run. */
  #attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#kernel.fail(error);
      return undefined;
    }
  }

  #measure(observing: Observing<z.output<TSchema>, TActors>): TCollectors {
    // Without `measure`, TCollectors is the empty record.
    const collectors = this.#simulation.measure?.(observing) ?? ({} as TCollectors);
    for (const collector of Object.values(collectors)) collector.begin?.(this.#kernel.clock);
    return collectors;
  }

  #finish(collectors: TCollectors): MetricsOf<TCollectors> {
    const metrics: Record<string, unknown> = {};
    for (const [name, collector] of Object.entries(collectors)) {
      try {
        metrics[name] = collector.finish();
      } catch (error) {
        this.#kernel.fail(new Error(`Metric '${name}' failed: ${error}`, { cause: error }));
      }
    }
    return metrics as MetricsOf<TCollectors>;
  }

  /** What tells after each step whether it was the last; what is asked then is made only once. */
  #isOver(
    observing: Observing<z.output<TSchema>, TActors>,
    handle: EventEmitter<RunEvents<never>>,
  ): () => boolean {
    const kernel = this.#kernel;
    const { events } = this.#options.limits;
    const { until } = this.#simulation;
    const judge = () => this.#judge.afterStep(observing, this.#healedAtMs);
    const isThere = () => until?.(observing) ?? false;
    const ask = () => {
      if (this.#judge.isAsking && this.#violates(kernel.inside(judge), handle)) return true;
      if (!kernel.inside(isThere)) return false;
      this.#stop = { outcome: 'completed', reason: 'the simulation was over' };
      return true;
    };
    return () => {
      // What the simulation does not ask for costs nothing.
      if (this.#asks && (this.#attempt(ask) ?? true)) return true;
      if (kernel.steps < events) return false;
      this.#stop = { outcome: 'limit', reason: this.#tooManyEvents() };
      return true;
    };
  }

  #violates(findings: readonly Finding[], handle: EventEmitter<RunEvents<never>>): boolean {
    for (const finding of findings) this.#violated(finding, handle);
    return findings.length > 0;
  }

  get #healedAtMs(): number {
    return this.#nemesis?.healedAtMs ?? 0;
  }

  #violated(finding: Finding, handle: EventEmitter<RunEvents<never>>): void {
    const violation = this.#violation(finding);
    this.#violations.push(violation);
    this.#stop = { outcome: 'violated', reason: `property '${finding.property}' did not hold` };
    handle.emit('violation', violation);
  }

  #violation({ property, kind, explanation, atMs = this.#kernel.nowMs }: Finding): Violation {
    const { steps: step, lastEnvelope } = this.#kernel;
    const violation = { property, kind, step, atMs, envelope: undefined, explanation };
    if (kind === 'eventually' || lastEnvelope === undefined) return violation;
    const { from, to, event, sentAtMs, dueAtMs } = lastEnvelope;
    return { ...violation, envelope: { from, to, event, sentAtMs, dueAtMs } };
  }

  /** Judges what only the end of the run can tell. */
  #judgeEnd(
    rest: Rest,
    observing: Observing<z.output<TSchema>, TActors>,
    handle: EventEmitter<RunEvents<never>>,
  ): void {
    const unsettled = rest === 'quiet' ? this.#kernel.continuations.unsettled() : undefined;
    if (unsettled !== undefined) this.#kernel.fail(unsettled);
    if (this.#kernel.failure !== undefined) return;
    const byItself = rest === 'quiet' || this.#stop?.outcome === 'completed';
    const end = { byItself, healedAtMs: this.#healedAtMs };
    const judge = () => this.#kernel.inside(() => this.#judge.atEnd(observing, end));
    const findings = this.#attempt(judge) ?? [];
    for (const finding of findings) this.#violated(finding, handle);
  }

  #tooManyEvents(): string {
    const events = this.#options.limits.events.toLocaleString('en');
    return `stopped after ${events} events at ${this.#kernel.nowMs} simulated ms: raise the limit, or look for a loop`;
  }

  #isCutShort(): boolean {
    const { limits, signal } = this.#options;
    if (signal?.aborted) {
      this.#stop = { outcome: 'aborted', reason: 'the run was aborted' };
    } else if (host.nowMs() - this.#startedAt > limits.wallMs) {
      this.#stop = { outcome: 'limit', reason: `stopped after ${limits.wallMs} wall ms` };
    }
    return this.#stop !== undefined;
  }

  #progress(): Progress {
    const { steps: events, nowMs: simulatedMs } = this.#kernel;
    const limitMs = this.#options.limits.simulatedMs;
    const fraction = Number.isFinite(limitMs) ? Math.min(1, simulatedMs / limitMs) : undefined;
    return { events, simulatedMs, wallMs: host.nowMs() - this.#startedAt, fraction };
  }

  #endOf(rest: Rest): Ended {
    const { failure } = this.#kernel;
    if (failure !== undefined) return { outcome: 'failed', reason: failure.message };
    if (this.#stop !== undefined) return this.#stop;
    if (rest === 'time') {
      return {
        outcome: 'limit',
        reason: `stopped at ${this.#options.limits.simulatedMs} simulated ms`,
      };
    }
    return { outcome: 'completed', reason: 'nothing was left to happen' };
  }

  #result(
    rest: Rest,
    observing: Observing<z.output<TSchema>, TActors>,
    metrics: MetricsOf<TCollectors>,
  ): RunResult<z.output<TSchema>, MetricsOf<TCollectors>, TReport> {
    const kernel = this.#kernel;
    const simulation = this.#simulation;
    const tell = <T>(work: () => T) =>
      kernel.failure === undefined ? this.#attempt(() => kernel.inside(work)) : undefined;
    const report = tell(() => simulation.report?.(observing));
    const product = tell(() => simulation.product?.(observing));
    const remembered = tell(() => simulation.remember?.(observing));
    return {
      simulation: simulation.name,
      seed: this.#options.seed,
      params: this.#options.params,
      engine: kernel.engines.name,
      fallbacks: kernel.engines.fallbacks,
      ...this.#endOf(rest),
      simulatedMs: kernel.nowMs,
      wallMs: host.nowMs() - this.#startedAt,
      events: kernel.steps,
      deadLetters: kernel.outbox.deadLetterCount,
      lost: kernel.lostCount,
      traceHash: kernel.trace.digest(),
      metrics,
      properties: this.#judge.results(),
      violations: this.#violations,
      faults: this.#nemesis?.faults ?? [],
      faultsToCome: this.#nemesis?.toCome ?? 0,
      report,
      product,
      memory: this.#options.memory,
      remembered,
      failure: kernel.failure,
    };
  }
}
