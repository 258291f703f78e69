import type { Amounts, Case, Durations } from '../suite.ts';
import { cpuNowMs } from './cpu-clock.ts';
import type { HashGuard } from './hash-guard.ts';
import { collectYoungGarbage } from './memory-in-use.ts';
import { medianOf } from './middle.ts';
import { referenceMs } from './reference-loop.ts';
import { wallNowMs } from './wall-clock.ts';

/** The seed of all timed calls. */
export const SEED = 1;

/** What the calls of one block took. */
export interface CallsBlock {
  /** CPU time of this process a call, ms: the median of some batches of calls. */
  readonly cpuMs: number;
  /** CPU time of the reference loop, right before or after, the less disturbed. */
  readonly referenceMs: number;
  /** By part, the median of its durations. */
  readonly parts: Durations;
  /** What calls took up, by name, where they tell; builds saved earlier do not. */
  readonly bytes?: Amounts;
}

/** What each call of a block has told, by name. */
interface Noted {
  readonly parts: Map<string, number[]>;
  readonly bytes: Map<string, number[]>;
}

/** A block is so many batches, of which the median counts: what disturbs the host comes in bursts. */
const BATCHES = 5;

/** Work that mostly waits is called no longer than so many times as long by the wall clock. */
const WALL_BY_CPU_MAX = 5;

/** Makes a number of calls in a row; the same number in each block, so that garbage is the same. */
export async function callsBlock(
  subject: Case,
  calls: number,
  guard: HashGuard,
): Promise<CallsBlock> {
  const noted: Noted = { parts: new Map(), bytes: new Map() };
  const batches: number[] = [];
  collectYoungGarbage();
  const before = referenceMs();
  for (let left = calls, batch = BATCHES; left > 0; batch--) {
    const count = Math.ceil(left / batch);
    batches.push(await callsBatch(subject, count, guard, noted));
    left -= count;
  }
  return {
    cpuMs: medianOf(batches),
    referenceMs: Math.min(before, referenceMs()),
    parts: mediansOf(noted.parts),
    bytes: mediansOf(noted.bytes),
  };
}

/** The CPU time of a call, ms. */
async function callsBatch(
  subject: Case,
  calls: number,
  guard: HashGuard,
  { parts, bytes }: Noted,
): Promise<number> {
  const beganAtMs = cpuNowMs();
  for (let call = 0; call < calls; call++) {
    const called = subject.work(SEED);
    const outcome = called instanceof Promise ? await called : called;
    guard.check(outcome.hash);
    // Most calls tell of neither, and are not to pay for a look at nothing.
    if (outcome.wallMs !== undefined) noteAll(parts, outcome.wallMs);
    if (outcome.bytes !== undefined) noteAll(bytes, outcome.bytes);
  }
  return (cpuNowMs() - beganAtMs) / calls;
}

/** Warms a case up, CPU time too, and tells how many calls take so much CPU time; at least one. */
export async function callsWithin(
  subject: Case,
  { cpuMs, warmUpMs }: { readonly cpuMs: number; readonly warmUpMs: number },
  guard: HashGuard,
): Promise<number> {
  await callFor(subject, warmUpMs / 2, guard);
  const perCallMs = await callFor(subject, warmUpMs / 2, guard);
  return Math.max(1, Math.round(cpuMs / Math.max(perCallMs, 1e-6)));
}

/**
 * Calls until some CPU time has passed, and tells that of a call. A busy host would leave little of
 * it in as much wall time, and so nothing compiled.
 */
async function callFor(subject: Case, forMs: number, guard: HashGuard): Promise<number> {
  const [endsAtMs, beganAtMs] = [wallNowMs() + WALL_BY_CPU_MAX * forMs, cpuNowMs()];
  let calls = 0;
  let tookMs: number;
  do {
    guard.check((await subject.work(SEED)).hash);
    calls += 1;
    tookMs = cpuNowMs() - beganAtMs;
  } while (tookMs < forMs && wallNowMs() < endsAtMs);
  return tookMs / calls;
}

/** By name, the median of its values. */
export function mediansOf(values: ReadonlyMap<string, number[]>): Record<string, number> {
  return Object.fromEntries([...values].map(([name, each]) => [name, medianOf(each)]));
}

/** Adds values to those that are known by their names. */
export function noteAll(
  values: Map<string, number[]>,
  told: Readonly<Record<string, number>>,
): void {
  for (const [name, value] of Object.entries(told)) {
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
}
