import type { Case, Durations, Effort, Suite } from '../../suite.ts';
import { type CallsBlock, callsBlock, callsWithin, mediansOf, noteAll, SEED } from '../calls.ts';
import { HashGuard } from '../hash-guard.ts';
import { scenarioOf } from '../scenario-of.ts';
import { memoryFigures } from '../weighing.ts';
import { ownOnly } from './own-ways.ts';

/** Which case of which suite, by names that two builds share. */
export interface CaseAddress {
  readonly suite: string;
  readonly scenario: string;
  /** Its params, as JSON. */
  readonly params: string;
}

/** How much CPU time a case is warmed up for, and how much its blocks are to take. */
export interface Pace {
  readonly warmUpMs: number;
  readonly cpuMs: number;
  /** How many seeds its simulated time is taken over. @defaultValue 0 */
  readonly seeds?: number;
  /** How often what it keeps is weighed. @defaultValue 0 */
  readonly weighings?: number;
}

/** A build of the benchmarks that can be asked for blocks of its cases. */
export interface Side {
  /** Warms a case up. How many calls make a block, and what they come to; null if it has none. */
  prepare(at: CaseAddress, pace: Pace): Promise<Prepared | null>;
  block(at: CaseAddress, calls: number): Promise<CallsBlock>;
  close(): void;
}

export interface Prepared {
  readonly calls: number;
  readonly hash: string;
  /** The medians of its simulated times, where they were asked for; builds saved earlier do not tell. */
  readonly simulatedMs?: Durations;
  /** What it keeps, where that was asked for and can be weighed; builds saved earlier do not tell. */
  readonly bytes?: number;
}

/** The build that this process runs. It keeps the cases of one scenario at a time. */
export class LocalSide implements Side {
  readonly #suites: readonly Suite[];
  readonly #effort: Effort;
  #of = '';
  #cases = new Map<string, { readonly subject: Case; readonly guard: HashGuard }>();

  constructor(suites: readonly Suite[], effort: Effort) {
    this.#suites = suites;
    this.#effort = effort;
  }

  async prepare(at: CaseAddress, pace: Pace): Promise<Prepared | null> {
    const found = this.#find(at);
    if (found === undefined) return null;
    const { subject, guard } = found;
    const { seeds = 0, weighings = 0 } = pace;
    const simulatedMs = seeds > 0 ? { simulatedMs: await simulatedMedians(subject, seeds) } : {};
    const calls = await callsWithin(subject, pace, guard);
    const [all] = weighings > 0 ? await memoryFigures(subject, { weighings }) : [];
    return { calls, hash: guard.hash, ...simulatedMs, ...(all && { bytes: all.p50 }) };
  }

  async block(at: CaseAddress, calls: number): Promise<CallsBlock> {
    const found = this.#find(at);
    if (found === undefined) throw new Error(`There is no case ${at.params} of ${at.scenario}.`);
    return callsBlock(found.subject, calls, found.guard);
  }

  close(): void {
    this.#cases.clear();
  }

  #find({ suite, scenario, params }: CaseAddress) {
    const of = `${suite}/${scenario}`;
    if (this.#of !== of) {
      const found = scenarioOf(this.#suites, suite, scenario);
      const cases = found?.cases(this.#effort).map((each) => ownOnly(found, each)) ?? [];
      this.#cases = new Map(
        cases.map((subject) => [
          JSON.stringify(subject.params),
          { subject, guard: new HashGuard(`${of} ${params}`) },
        ]),
      );
      this.#of = of;
    }
    return this.#cases.get(params);
  }
}

async function simulatedMedians(subject: Case, seeds: number): Promise<Durations> {
  const values = new Map<string, number[]>();
  for (let seed = SEED; seed < SEED + seeds; seed++) {
    const { simulatedMs = {} } =
      subject.simulate === undefined ? await subject.work(seed) : await subject.simulate(seed);
    noteAll(values, simulatedMs);
    // What has none with one seed has none with another.
    if (values.size === 0) break;
  }
  return mediansOf(values);
}
