import { host } from '../../actors/leaks.ts';
import type { Fault } from '../../faults/fault.ts';
import type { Faults } from '../../faults/nemesis.ts';
import type { Limits } from '../../simulation/limits.ts';
import type { PropertyKind, Verdict } from '../../simulation/properties.ts';
import type { RunResult } from '../../simulation/result.ts';
import { run } from '../../simulation/run.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { UsageError } from '../../simulation/usage-error.ts';
import type { EngineChoice } from '../../swarm/engines.ts';
import { type Breakage, breakageOf } from './breakage.ts';
import { Breath } from './breath.ts';

/** What runs of a search have in common. */
export interface SearchedRuns {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly faults?: Faults | undefined;
  readonly engine?: EngineChoice;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
}

export interface SearchOptions extends SearchedRuns {
  /** The first and the last seed, whole numbers. */
  readonly seeds: { readonly first: number; readonly last: number };
  /** Called after each run. */
  readonly onRun?: (progress: SearchProgress) => void;
}

/** How far a search is. */
export interface SearchProgress {
  readonly done: number;
  readonly total: number;
  /** How many runs broke something. */
  readonly broken: number;
  /** Wall ms since it began. */
  readonly wallMs: number;
}

/** A run that broke something, with all that makes it happen again. */
export interface Finding {
  readonly seed: number;
  readonly breakage: Breakage;
  /** Simulated ms, when it did. */
  readonly atMs: number;
  readonly events: number;
  readonly faults: readonly Fault[];
  readonly traceHash: string;
}

/** What all runs together say of a property. */
export interface Tally {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly verdicts: Partial<Record<Verdict, number>>;
}

export interface SearchResult {
  readonly simulation: string;
  /** All parameters, defaults filled in. */
  readonly params: unknown;
  /** How many runs there were; fewer than seeds when the search was aborted. */
  readonly runs: number;
  /** In the order of their seeds. */
  readonly findings: readonly Finding[];
  readonly properties: readonly Tally[];
  /** How many faults struck, in all runs together. */
  readonly faultsStruck: number;
  /** How many were to strike after the end of their run. */
  readonly faultsToCome: number;
  /** Wall ms. */
  readonly wallMs: number;
}

/**
 * Runs a simulation with one seed after the other, and keeps those that break a property.
 *
 * @throws UsageError when the last seed is before the first, or a parameter is wrong
 * @example
 * ```ts
 * const { findings } = await search(queue, { seeds: { first: 1, last: 100 }, faults: chaos() });
 * ```
 */
export async function search(
  simulation: Simulation,
  { seeds: { first, last }, onRun, ...runs }: SearchOptions,
): Promise<SearchResult> {
  if (!(last >= first)) throw new UsageError(`There are no seeds from ${first} to ${last}.`);
  const startedAt = host.nowMs();
  const findings: Finding[] = [];
  const tallies = new Map<string, Tally>();
  let params: unknown;
  let done = 0;
  let faultsStruck = 0;
  let faultsToCome = 0;
  const breath = new Breath();
  for (let seed = first; seed <= last && !runs.signal?.aborted; seed++) {
    const result = await run(simulation, { ...runs, faults: runs.faults, seed });
    if (result.outcome === 'aborted') break;
    done += 1;
    params = result.params;
    faultsStruck += result.faults.length;
    faultsToCome += result.faultsToCome;
    tally(tallies, result);
    findings.push(...findingOf(result));
    const wallMs = host.nowMs() - startedAt;
    onRun?.({ done, total: last - first + 1, broken: findings.length, wallMs });
    await breath.takeIfDue();
  }
  return {
    simulation: simulation.name,
    params,
    runs: done,
    findings,
    properties: [...tallies.values()],
    faultsStruck,
    faultsToCome,
    wallMs: host.nowMs() - startedAt,
  };
}

function tally(tallies: Map<string, Tally>, { properties }: RunResult): void {
  for (const { name, kind, verdict } of properties) {
    const verdicts: Tally['verdicts'] = tallies.get(`${kind} ${name}`)?.verdicts ?? {};
    const counted = { ...verdicts, [verdict]: (verdicts[verdict] ?? 0) + 1 };
    tallies.set(`${kind} ${name}`, { name, kind, verdicts: counted });
  }
}

/** What of a broken run is kept; nothing of one that is whole. */
export function findingOf(result: RunResult): readonly Finding[] {
  const breakage = breakageOf(result);
  if (breakage === undefined) return [];
  const { seed, simulatedMs, events, faults, traceHash } = result;
  const atMs = result.violations[0]?.atMs ?? simulatedMs;
  return [{ seed, breakage, atMs, events, faults, traceHash }];
}
