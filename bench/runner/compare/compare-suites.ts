import type { Effort, Suite } from '../../suite.ts';
import { measuringOf } from '../effort.ts';
import { figuresOf, leftOutOf } from './compared-figures.ts';
import type { FigureComparison, Pair } from './comparison.ts';
import {
  type Both,
  type Contender,
  contendersOf,
  type Launch,
  type LeftOut,
  neverCompared,
} from './contenders.ts';
import type { CaseAddress, Pace, Prepared, Side } from './side.ts';

export interface ComparingSuites {
  readonly effort: Effort;
  /** Each opens one for every launch, so that no luck of a process stays. */
  readonly before: () => Side;
  readonly now: () => Side;
  /** How much slower is still the same: 0.1 for 10%. */
  readonly allowance: number;
  /** Told before each pair of blocks what is measured. */
  readonly progress?: (next: string) => void;
  /** Ends it after the blocks under way; what is finished is the result. */
  readonly signal?: AbortSignal;
}

interface Comparing extends Pace {
  /** In each launch. */
  readonly blocks: number;
  /** Fewer than eight have no 99% interval. */
  readonly launches: number;
  /** For cases that are unclear after those. */
  readonly launchesMax: number;
  /** Whether a launch serves all scenarios of a suite: to start processes takes most of the time. */
  readonly isShared: boolean;
}

/** In each launch, of what a case keeps. */
const WEIGHINGS = 3;
const LAUNCHES = { blocks: 4, launches: 8, launchesMax: 16 };
const COMPARING: Readonly<Record<Effort, Comparing>> = {
  full: { ...LAUNCHES, warmUpMs: 400, cpuMs: 30, isShared: false },
  // Shorter blocks are noisier, and sooner measured again.
  quick: { ...LAUNCHES, launchesMax: 64, warmUpMs: 40, cpuMs: 15, isShared: true },
};

/** What comparing has come to. */
export interface Compared {
  readonly figures: readonly FigureComparison[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Measures two builds in turns: in each block every case of a scenario once under each, whichever
 * was second before goes first. What noise leaves unclear is measured longer. Cases whose calls are
 * counted take too long for it and are left out, as are those that only one build has.
 */
export async function compareSuites(
  suites: readonly Suite[],
  comparing: ComparingSuites,
): Promise<Compared> {
  const figures: FigureComparison[] = [];
  const leftOut = neverCompared(suites, comparing.effort);
  for (const group of suites.flatMap((suite) => groupsOf(suite, comparing.effort))) {
    const contenders = group.flat();
    await measureUntilClear(group, comparing);
    if (comparing.signal?.aborted) break;
    figures.push(...contenders.flatMap((each) => figuresOf(each, comparing.allowance)));
    leftOut.push(...contenders.flatMap(leftOutOf));
  }
  return { figures, leftOut };
}

/** The cases that share processes, by scenario. */
function groupsOf({ name, scenarios }: Suite, effort: Effort): Contender[][][] {
  const all = scenarios.map((scenario) => contendersOf(name, scenario, effort));
  return COMPARING[effort].isShared ? [all] : all.map((one) => [one]);
}

async function measureUntilClear(
  group: readonly Contender[][],
  comparing: ComparingSuites,
): Promise<void> {
  const { launches, launchesMax } = COMPARING[comparing.effort];
  const isUnclear = (each: Contender) =>
    figuresOf(each, comparing.allowance).some(({ verdict }) => verdict === 'unclear');
  for (let launch = 0; launch < launchesMax && !comparing.signal?.aborted; launch++) {
    const left = group.map((one) => (launch < launches ? one : one.filter(isUnclear)));
    await measureLaunch(
      left.filter(({ length }) => length > 0),
      comparing,
    );
  }
}

/** How many times `progress` is called at least. */
export function pairsIn(suites: readonly Suite[], effort: Effort): number {
  const { launches, blocks } = COMPARING[effort];
  const contenders = suites.flatMap(({ name, scenarios }) =>
    scenarios.flatMap((scenario) => contendersOf(name, scenario, effort)),
  );
  return contenders.length * launches * (blocks + 1);
}

type Sides = Both<Side>;

async function measureLaunch(group: readonly Contender[][], comparing: ComparingSuites) {
  if (group.length === 0) return;
  const sides = { before: comparing.before(), now: comparing.now() };
  try {
    for (const contenders of group) await measure(contenders, sides, comparing);
  } finally {
    sides.before.close();
    sides.now.close();
  }
}

async function measure(contenders: Contender[], sides: Sides, comparing: ComparingSuites) {
  const pace = COMPARING[comparing.effort];
  const tell = ({ at }: Contender) => comparing.progress?.(`${at.suite} ${at.scenario}`);
  const calls = new Map<Contender, number>();
  for (const contender of contenders) {
    if (comparing.signal?.aborted) return;
    tell(contender);
    const ready = await prepared(contender, sides, comparing);
    if (ready === undefined) continue;
    const { before, now } = ready;
    calls.set(contender, Math.min(before.calls, now.calls));
    contender.launches.push({ pairs: [], weighed: { before: undefined, now: undefined } });
    contender.isSameWork &&= before.hash === now.hash;
  }
  for (let block = 0; block < pace.blocks; block++) {
    for (const [contender, count] of calls) {
      if (comparing.signal?.aborted) return;
      tell(contender);
      const pair = await pairOf(sides, contender.at, count, block % 2 === 0);
      contender.launches.at(-1)!.pairs.push(pair);
    }
  }
  // After all blocks, for what weighing leaves behind would slow them down.
  for (const { at, subject, launches } of calls.keys()) {
    if (subject.hold !== undefined) launches.at(-1)!.weighed = await weighedBy(sides, at);
  }
}

/** A build of before may not tell; then this one is not asked either, so that both have the same to do. */
async function weighedBy({ before, now }: Sides, at: CaseAddress): Promise<Launch['weighed']> {
  const pace = { warmUpMs: 0, cpuMs: 0, weighings: WEIGHINGS };
  const first = await before.prepare(at, pace);
  if (first?.bytes === undefined) return { before: undefined, now: undefined };
  return { before: first.bytes, now: (await now.prepare(at, pace))?.bytes };
}

/** Undefined of a case that only one build has. Simulated time is the same in all launches. */
async function prepared(
  contender: Contender,
  sides: Sides,
  { effort }: ComparingSuites,
): Promise<Both<Prepared> | undefined> {
  const { at, scenario, launches } = contender;
  const isFirst = launches.length === 0;
  const pace = {
    ...COMPARING[effort],
    seeds: isFirst ? measuringOf(effort, scenario.seeds).seeds : 0,
  };
  const before = await sides.before.prepare(at, pace);
  const now = await sides.now.prepare(at, pace);
  if (before === null || now === null) {
    contender.onlyIn = before === null ? 'this build' : 'the saved build';
    return undefined;
  }
  if (isFirst) contender.simulated = { before: before.simulatedMs, now: now.simulatedMs };
  return { before, now };
}

async function pairOf(
  { before, now }: Sides,
  at: CaseAddress,
  calls: number,
  isNowFirst: boolean,
): Promise<Pair> {
  if (isNowFirst) {
    const first = await now.block(at, calls);
    return { before: await before.block(at, calls), now: first };
  }
  const first = await before.block(at, calls);
  return { before: first, now: await now.block(at, calls) };
}
