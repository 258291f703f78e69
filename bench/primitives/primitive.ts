import { Contest } from '../runner/contest/contest.ts';
import type { Case, CaseParams, Comparison, Effort, Floor, Scenario } from '../suite.ts';

/** One way to do a primitive's work. */
export interface PrimitiveWay {
  readonly name: string;
  /** Does the work once, and returns a checksum over what it came to, the same for all ways. */
  once(): number;
}

/** A primitive at one size. */
export interface PrimitiveCase {
  readonly params: CaseParams;
  /** How many operations the work is when it is done once. @defaultValue 1 */
  readonly operations?: number;
  /** How often a turn does the work, so that it is long enough for the clock. */
  readonly repeats: number;
  /** The first is the project's own. */
  readonly ways: readonly PrimitiveWay[];
  /** What Rust needs for one operation, ns. */
  readonly rustNs?: number | undefined;
}

/** A primitive at several sizes. */
export interface Primitive {
  readonly name: string;
  readonly shows: string;
  readonly sizes: readonly number[];
  /** What operations are asked to stay below, beside the references. */
  readonly floors?: readonly Floor[];
  caseOf(size: number): PrimitiveCase;
}

/** The scenario of a primitive: all ways in turns, the first beside each other one. */
export function scenarioOf({ sizes, caseOf, floors = [], ...named }: Primitive): Scenario {
  const all = sizes.map(caseOf);
  const [own, ...others] = all[0]!.ways.map(({ name }) => name);
  return {
    ...named,
    seeds: 0,
    floors: [...floors, ...all.flatMap(referenceFloors)],
    comparisons: others.map((beside): Comparison => ({ figure: own!, beside })),
    cases: (effort: Effort) =>
      (effort === 'quick' ? sizes.slice(0, 2) : sizes).map((size) => timed(caseOf(size))),
  };
}

function timed({ params, operations = 1, repeats, ways, rustNs }: PrimitiveCase): Case {
  const contest = new Contest(
    ways.map(({ name, once }) => ({ name, run: () => ({ checksum: repeated(once, repeats) }) })),
  );
  return {
    params: { ...params, 'operations a turn': operations * repeats },
    does: 'all ways',
    operations: operations * repeats,
    isContest: true,
    work: () => contest.round(),
    ...(rustNs !== undefined && {
      reference: { name: 'Rust', figure: ways[0]!.name, ns: rustNs },
    }),
  };
}

/** The sum depends on each result, so that none can be left out. */
function repeated(once: () => number, repeats: number): string {
  let sum = 0;
  for (let time = 0; time < repeats; time++) sum = (sum * 31 + once()) | 0;
  return (sum >>> 0).toString(16);
}

function referenceFloors({ params, operations = 1, repeats, ways, rustNs }: PrimitiveCase) {
  if (rustNs === undefined) return [];
  const below = (rustNs * operations * repeats) / 1e6;
  return [{ params, figure: ways[0]!.name, percentile: 'p50', below } satisfies Floor];
}
