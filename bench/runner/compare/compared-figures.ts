import type { Amounts, Durations } from '../../suite.ts';
import { medianOf } from '../middle.ts';
import { type FigureComparison, judged, judgedExactly, ratiosOf } from './comparison.ts';
import type { Contender, LeftOut } from './contenders.ts';
import { ownParts } from './own-ways.ts';

type Judged = Omit<FigureComparison, 'suite' | 'scenario' | 'params' | 'isSameWork'>;

/** How the figures of a case stand to what they were: its time, simulated time and memory. */
export function figuresOf(contender: Contender, allowance: number): FigureComparison[] {
  const { at, subject, launches, isSameWork } = contender;
  if (launches.length === 0) return [];
  const { suite, scenario } = at;
  const shared = { suite, scenario, params: subject.params, isSameWork };
  return [
    ...timesOf(contender, allowance),
    ...simulatedOf(contender, allowance),
    ...memoryOf(contender, allowance),
  ].map((figure) => ({ ...shared, ...figure }));
}

/** What of a case only one build has, or tells. */
export function leftOutOf({ at, subject, launches, simulated, ...of }: Contender): LeftOut[] {
  const { suite, scenario } = at;
  const out = (what: LeftOut['what'], reason: string): LeftOut[] => [
    { suite, scenario, params: subject.params, what, reason },
  ];
  if (of.onlyIn !== undefined) return out('all', `only ${of.onlyIn} has it`);
  const untold = 'the saved build does not tell it';
  const [first] = launches;
  const isMissing = (before: unknown, now: Durations | Amounts | undefined) =>
    before === undefined && now !== undefined && Object.keys(now).length > 0;
  const [pair] = first?.pairs ?? [];
  const isWeighed = subject.hold !== undefined && first !== undefined;
  const isUnweighed = isWeighed && first.weighed.before === undefined;
  const isTiny = isWeighed && !isUnweighed && weighedRatios(launches).length === 0;
  return [
    ...(isMissing(simulated.before, simulated.now) ? out('simulated', untold) : []),
    ...(isUnweighed || isMissing(pair?.before.bytes, pair?.now.bytes) ? out('memory', untold) : []),
    ...(isTiny ? out('memory', 'it is too small to be weighed') : []),
  ];
}

/** Of a case with several ways, the ways; else the whole. */
function timesOf({ subject, scenario, launches }: Contender, allowance: number): Judged[] {
  const { does = 'call', isContest } = subject;
  const pairs = launches.map((launch) => launch.pairs);
  const one = (part: string | undefined): Judged => ({
    figure: part ?? does,
    kind: part === undefined ? 'cpu' : 'wall',
    ...judged(ratiosOf(pairs, part), allowance),
  });
  if (!isContest) return [one(undefined)];
  const told = pairs[0]?.[0]?.now.parts ?? {};
  return ownParts(scenario, subject)
    .filter((part) => part in told)
    .map(one);
}

function simulatedOf({ simulated, ...of }: Contender, allowance: number): Judged[] {
  const { before = {}, now = {} } = simulated;
  const own = of.subject.isContest ? ownParts(of.scenario, of.subject) : Object.keys(now);
  return own
    .filter((name) => name in before && name in now)
    .map((figure) => ({
      ...{ figure, kind: 'simulated' },
      ...judgedExactly(before[figure]!, now[figure]!, allowance),
    }));
}

/** What the case keeps; and what its own ways take up. */
function memoryOf({ subject, scenario, launches }: Contender, allowance: number): Judged[] {
  const ratios = weighedRatios(launches);
  const kept: Judged[] =
    ratios.length === 0 ? [] : [{ figure: 'all', kind: 'memory', ...judged(ratios, allowance) }];
  const taken = ownParts(scenario, subject).flatMap((figure): Judged[] => {
    const ofWay = launches.flatMap(({ pairs }) => bytesRatio(pairs, figure));
    return ofWay.length === 0 ? [] : [{ figure, kind: 'memory', ...judged(ofWay, allowance) }];
  });
  return [...kept, ...taken];
}

function weighedRatios(launches: Contender['launches']): number[] {
  return launches.flatMap(({ weighed: { before = 0, now = 0 } }) =>
    before > 0 && now > 0 ? [now / before] : [],
  );
}

/** Of one launch, none where it does not tell. */
function bytesRatio(pairs: Contender['launches'][number]['pairs'], name: string): number[] {
  const ratios = pairs.flatMap(({ before, now }) => {
    const [old, young] = [before.bytes?.[name] ?? 0, now.bytes?.[name] ?? 0];
    return old > 0 && young > 0 ? [young / old] : [];
  });
  return ratios.length === 0 ? [] : [medianOf(ratios)];
}
