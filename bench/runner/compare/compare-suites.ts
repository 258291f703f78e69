import type { Case, Comparison, Effort, Scenario, Suite } from '../../suite.ts';
import { fits } from '../fits.ts';
import { type FigureComparison, judged, type Pair, ratiosOf } from './comparison.ts';
import type { CaseAddress, Pace, Side } from './side.ts';

export interface ComparingSuites {
  readonly effort: Effort;
  /** Each opens one for every scenario and launch, so that no luck of a process stays. */
  readonly before: () => Side;
  readonly now: () => Side;
  /** How much slower is still the same: 0.1 for 10%. */
  readonly allowance: number;
  /** Told before each pair of blocks what is measured. */
  readonly progress?: (next: string) => void;
  /** Ends it after the scenario's blocks under way; scenarios that are finished are the result. */
  readonly signal?: AbortSignal;
}

interface Comparing extends Pace {
  /** In each launch. */
  readonly blocks: number;
  readonly launches: number;
  /** For cases that are unclear after those. */
  readonly launchesMax: number;
}

const COMPARING: Readonly<Record<Effort, Comparing>> = {
  full: { blocks: 8, launches: 3, launchesMax: 6, warmUpMs: 400, cpuMs: 30 },
  quick: { blocks: 20, launches: 1, launchesMax: 5, warmUpMs: 20, cpuMs: 5 },
};

/** A case of both builds, and what was measured of it. */
interface Contender {
  readonly at: CaseAddress;
  readonly subject: Case;
  readonly pairs: Pair[];
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
  for (const { name: suite, scenarios } of suites) {
    for (const scenario of scenarios) {
      const contenders = contendersOf(suite, scenario, comparing.effort);
      await measureUntilClear(contenders, scenario, comparing);
      if (comparing.signal?.aborted) return found;
      found.push(...contenders.flatMap((each) => compared(each, scenario, comparing.allowance)));
    }
  }
  return found;
}

async function measureUntilClear(
  contenders: readonly Contender[],
  scenario: Scenario,
  comparing: ComparingSuites,
): Promise<void> {
  const { launches, launchesMax } = COMPARING[comparing.effort];
  const isUnclear = (each: Contender) =>
    compared(each, scenario, comparing.allowance).some(({ verdict }) => verdict === 'unclear');
  for (let launch = 0; launch < launchesMax; launch++) {
    await measure(launch < launches ? contenders : contenders.filter(isUnclear), comparing);
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
    .map((subject) => {
      const params = JSON.stringify(subject.params);
      const at = { suite, scenario: scenario.name, params };
      return { at, subject, pairs: [], isSameWork: true };
    });
}

async function measure(contenders: readonly Contender[], comparing: ComparingSuites) {
  if (contenders.length === 0 || comparing.signal?.aborted) return;
  const sides = { before: comparing.before(), now: comparing.now() };
  const pace = COMPARING[comparing.effort];
  const tell = ({ at }: Contender) => comparing.progress?.(`${at.suite} ${at.scenario}`);
  try {
    const calls = new Map<Contender, number>();
    for (const contender of contenders) {
      tell(contender);
      const before = await sides.before.prepare(contender.at, pace);
      const now = await sides.now.prepare(contender.at, pace);
      if (before === null || now === null) continue;
      calls.set(contender, Math.min(before.calls, now.calls));
      contender.isSameWork &&= before.hash === now.hash;
    }
    for (let block = 0; block < pace.blocks && !comparing.signal?.aborted; block++) {
      for (const [contender, count] of calls) {
        tell(contender);
        contender.pairs.push(await pairOf(sides, contender.at, count, block % 2 === 0));
      }
    }
  } finally {
    sides.before.close();
    sides.now.close();
  }
}

async function pairOf(
  { before, now }: { readonly before: Side; readonly now: Side },
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
function compared({ at, subject, pairs, isSameWork }: Contender, of: Scenario, allowance: number) {
  const [first] = pairs;
  if (first === undefined) return [];
  const { params, does = 'call', isContest } = subject;
  const parts = isContest ? ownParts(of, subject).filter((part) => part in first.now.parts) : [];
  const shared = { suite: at.suite, scenario: at.scenario, params, isSameWork };
  const one = (part: string | undefined): FigureComparison => ({
    ...shared,
    figure: part ?? does,
    kind: part === undefined ? 'cpu' : 'wall',
    ...judged(ratiosOf(pairs, part), allowance),
  });
  return isContest ? parts.map(one) : [one(undefined)];
}

/** The ways that are the project's own: those that others are set beside. */
function ownParts({ comparisons = [] }: Scenario, { params }: Case): string[] {
  const own = comparisons
    .filter((comparison: Comparison) => fits(params, comparison.params ?? {}))
    .map(({ figure }) => figure);
  return [...new Set(own)];
}
