import type { Case, Durations, Outcome } from '../suite.ts';
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
  /** CPU time of this process a call, ms. */
  readonly cpuMs: number;
  /** CPU time of the reference loop, right before and after: how fast the host was. */
  readonly referenceMs: number;
  /** By part, the median of its durations. */
  readonly parts: Durations;
}

/** Makes a number of calls in a row; the same number in each block, so that garbage is the same. */
export async function callsBlock(
  subject: Case,
  calls: number,
  guard: HashGuard,
): Promise<CallsBlock> {
  const parts = new Map<string, number[]>();
  collectYoungGarbage();
  const before = referenceMs();
  const beganAtMs = cpuNowMs();
  for (let call = 0; call < calls; call++) {
    const called = subject.work(SEED);
    const { hash, wallMs } = called instanceof Promise ? await called : (called as Outcome);
    guard.check(hash);
    for (const [name, tookMs] of Object.entries(wallMs ?? {})) note(parts, name, tookMs);
  }
  const cpuMs = (cpuNowMs() - beganAtMs) / calls;
  return {
    cpuMs,
    referenceMs: (before + referenceMs()) / 2,
    parts: Object.fromEntries([...parts].map(([name, each]) => [name, medianOf(each)])),
  };
}

/** Warms a case up, and tells how many calls take so much CPU time; at least one. */
export async function callsWithin(
  subject: Case,
  { cpuMs, warmUpMs }: { readonly cpuMs: number; readonly warmUpMs: number },
  guard: HashGuard,
): Promise<number> {
  await callFor(subject, warmUpMs / 2, guard);
  const perCallMs = await callFor(subject, warmUpMs / 2, guard);
  return Math.max(1, Math.round(cpuMs / Math.max(perCallMs, 1e-6)));
}

/** Calls for some wall time, and tells the CPU time of a call. */
async function callFor(subject: Case, forMs: number, guard: HashGuard): Promise<number> {
  const [endsAtMs, beganAtMs] = [wallNowMs() + forMs, cpuNowMs()];
  let calls = 0;
  do {
    guard.check((await subject.work(SEED)).hash);
    calls += 1;
  } while (wallNowMs() < endsAtMs);
  return (cpuNowMs() - beganAtMs) / calls;
}

function note(values: Map<string, number[]>, name: string, value: number): void {
  const known = values.get(name);
  if (known === undefined) values.set(name, [value]);
  else known.push(value);
}
