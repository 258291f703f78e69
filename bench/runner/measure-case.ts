import type { Case } from '../suite.ts';
import type { Measuring } from './effort.ts';
import { HashGuard } from './hash-guard.ts';
import { memoryInUse } from './memory-in-use.ts';
import type { CaseResult, Figure } from './result.ts';
import { Spread } from './spread.ts';
import { Spreads } from './spreads.ts';
import { time } from './time.ts';
import { wallNowMs } from './wall-clock.ts';

/** The seed of all timed calls. */
const SEED = 1;

/** Measures a case: simulated time over several seeds, wall time of one seed, memory. */
export async function measureCase(subject: Case, measuring: Measuring): Promise<CaseResult> {
  const guard = new HashGuard(JSON.stringify(subject.params));
  // First, for it also warms up what is timed next.
  const simulated = await simulatedFigures(subject, measuring);
  const wall = await wallFigures(subject, measuring, guard);
  const memory = await memoryFigures(subject, measuring);
  return {
    params: subject.params,
    hash: guard.hash,
    figures: [...wall, ...simulated, ...memory],
  };
}

async function simulatedFigures(subject: Case, { seeds }: Measuring): Promise<Figure[]> {
  if (seeds === 0) return [];
  const guard = new HashGuard(`${JSON.stringify(subject.params)} in simulated time`);
  const spreads = new Spreads('ms');
  const simulate = (seed: number) =>
    subject.simulate === undefined ? subject.work(seed) : subject.simulate(seed);
  guard.check((await simulate(SEED)).hash);
  for (let seed = SEED; seed < SEED + seeds; seed += 1) {
    const { hash, simulatedMs = {} } = await simulate(seed);
    if (seed === SEED) guard.check(hash);
    spreads.record(simulatedMs);
  }
  return spreads.figures('simulated', subject.operations);
}

async function wallFigures(
  subject: Case,
  { timing }: Measuring,
  guard: HashGuard,
): Promise<Figure[]> {
  const { does = 'call', operations = 1, calls } = subject;
  if (calls !== undefined) return countedFigures(subject, calls, guard);
  await warmUp(subject, (timing.maxTime * 1_000) / 4, guard);
  const whole = new Spread('ms');
  const parts = new Spreads('ms');
  const { callsPerSecond, relativeMarginOfError } = await time(
    () => subject.work(SEED),
    ({ hash, wallMs = {} }, tookMs) => {
      guard.check(hash);
      whole.record(tookMs);
      parts.record(wallMs);
    },
    timing,
  );
  const opsPerSecond = callsPerSecond * (subject.isContest ? 1 : operations);
  const figure = whole.figure({ name: does, kind: 'wall' });
  return [{ ...figure, opsPerSecond, relativeMarginOfError }, ...parts.figures('wall', operations)];
}

async function countedFigures(
  { work, does = 'call', operations = 1 }: Case,
  calls: number,
  guard: HashGuard,
): Promise<Figure[]> {
  const whole = new Spread('ms');
  const [parts, amounts] = [new Spreads('ms'), new Spreads('bytes')];
  for (let call = 0; call < calls; call++) {
    const beganAtMs = wallNowMs();
    const { hash, wallMs = {}, bytes = {} } = await work(SEED);
    whole.record(wallNowMs() - beganAtMs);
    parts.record(wallMs);
    amounts.record(bytes);
    guard.check(hash);
  }
  return [
    whole.figure({ name: does, kind: 'wall', operations }),
    ...parts.figures('wall', operations),
    ...amounts.figures('memory'),
  ];
}

async function warmUp(subject: Case, forMs: number, guard: HashGuard): Promise<void> {
  const endsAtMs = wallNowMs() + forMs;
  do guard.check((await subject.work(SEED)).hash);
  while (wallNowMs() < endsAtMs);
}

async function memoryFigures(subject: Case, { weighings }: Measuring): Promise<Figure[]> {
  const { hold, operations = 1 } = subject;
  if (hold === undefined) return [];
  const guard = new HashGuard(`${JSON.stringify(subject.params)} in memory`);
  const [whole, each] = [new Spread('bytes'), new Spread('bytes')];
  // The first is not counted: it also loads and compiles code.
  await weigh(hold, guard);
  for (let weighing = 0; weighing < weighings; weighing += 1) {
    const bytes = await weigh(hold, guard);
    whole.record(bytes);
    each.record(bytes / operations);
  }
  return [
    whole.figure({ name: 'all', kind: 'memory' }),
    each.figure({ name: 'each', kind: 'memory' }),
  ];
}

/** A function of its own, so that nothing of one weighing is still held in the next. */
async function weigh(hold: NonNullable<Case['hold']>, guard: HashGuard): Promise<number> {
  const before = memoryInUse();
  const held = await hold(SEED);
  const bytes = memoryInUse() - before;
  guard.check(held.hash);
  held.release();
  return bytes;
}
