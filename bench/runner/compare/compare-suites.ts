import type { Case, Effort, Scenario, Suite } from '../../suite.ts';
import { type FigureComparison, judged, type Pair, ratiosOf } from './comparison.ts';
import { ownParts } from './own-ways.ts';
import type { CaseAddress, Pace, Side } from './side.ts';

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

const COMPARING: Readonly<Record<Effort, Comparing>> = {
  full: { blocks: 4, launches: 8, launchesMax: 16, warmUpMs: 400, cpuMs: 30, isShared: false },
  quick: { blocks: 4, launches: 8, launchesMax: 16, warmUpMs: 40, cpuMs: 5, isShared: true },
};

/** A case of both builds, and what was measured of it. */
interface Contender {
  readonly at: CaseAddress;
  readonly subject: Case;
  readonly scenario: Scenario;
  /** The blocks of each launch. */
  readonly launches: Pair[][];
  isSameWork: boolean;
}

/**
 * Measures two builds in turns: in each block every case of a scenario once under each, whichever
 * was second before goes first. What noise leaves unclear is measured longer. Cases whose calls are
 * counted take too long for it and are left out, as are those that only one build has.
 */
export async function compareSuites(
  suites: readonly Suite[],
  comparing: ComparingSuites,
): Promise<FigureComparison[]> {
  const found: FigureComparison[] = [];
  for (const group of suites.flatMap((suite) => groupsOf(suite, comparing.effort))) {
    const contenders = group.flat();
    await measureUntilClear(group, comparing);
    if (comparing.signal?.aborted) return found;
    found.push(...contenders.flatMap((each) => compared(each, comparing.allowance)));
  }
  return found;
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
    compared(each, comparing.allowance).some(({ verdict }) => verdict === 'unclear');
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

function contendersOf(suite: string, scenario: Scenario, effort: Effort): Contender[] {
  return scenario
    .cases(effort)
    .filter(({ calls }) => calls === undefined)
    .filter((each) => !each.isContest || ownParts(scenario, each).length > 0)
    .map((subject) => {
      const params = JSON.stringify(subject.params);
      const at = { suite, scenario: scenario.name, params };
      return { at, subject, scenario, launches: [], isSameWork: true };
    });
}

interface Sides {
  readonly before: Side;
  readonly now: Side;
}

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
    const before = await sides.before.prepare(contender.at, pace);
    const now = await sides.now.prepare(contender.at, pace);
    if (before === null || now === null) continue;
    calls.set(contender, Math.min(before.calls, now.calls));
    contender.launches.push([]);
    contender.isSameWork &&= before.hash === now.hash;
  }
  for (let block = 0; block < pace.blocks; block++) {
    for (const [contender, count] of calls) {
      if (comparing.signal?.aborted) return;
      tell(contender);
      const pair = await pairOf(sides, contender.at, count, block % 2 === 0);
      contender.launches.at(-1)!.push(pair);
    }
  }
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

/** Of a case with several ways, the ways; else the whole. */
function compared(
  { at, subject, scenario, launches, isSameWork }: Contender,
  allowance: number,
): FigureComparison[] {
  const [[first] = []] = launches;
  if (first === undefined) return [];
  const { params, does = 'call', isContest } = subject;
  const parts = isContest
    ? ownParts(scenario, subject).filter((part) => part in first.now.parts)
    : [];
  const shared = { suite: at.suite, scenario: at.scenario, params, isSameWork };
  const one = (part: string | undefined): FigureComparison => ({
    ...shared,
    figure: part ?? does,
    kind: part === undefined ? 'cpu' : 'wall',
    ...judged(ratiosOf(launches, part), allowance),
  });
  return isContest ? parts.map(one) : [one(undefined)];
}
