import type { Fault } from '../../faults/fault.ts';
import { script } from '../../faults/script.ts';
import { run } from '../../simulation/run.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { breakageOf, isSameBreakage } from './breakage.ts';
import { Breath } from './breath.ts';
import { type Finding, findingOf, type SearchedRuns } from './search.ts';

export interface ShrinkOptions extends Omit<SearchedRuns, 'faults'> {
  /** After how many runs it takes the best that it has. @defaultValue 500 */
  readonly maxRuns?: number;
  /** Called after each run, with how many there were, and the best so far. */
  readonly onRun?: (runs: number, best: Finding) => void;
}

/** The smallest faults that still break the same. */
export interface Shrunk {
  readonly finding: Finding;
  /** How many runs it took to find them. */
  readonly runs: number;
}

/**
 * Looks for the fewest and shortest faults with which the same seed still breaks the same
 * property, as fast-check shrinks a list: it takes faults away while that can be done, then makes
 * their times shorter, earlier and rounder.
 *
 * What it finds cannot lose one more fault, but need not be the smallest there is.
 */
export async function shrink(
  simulation: Simulation,
  finding: Finding,
  { maxRuns = 500, onRun = () => {}, ...runs }: ShrinkOptions = {},
): Promise<Shrunk> {
  // Only now, for fast-check takes long to load.
  const { fewer, simpler } = await import('./smaller.ts');
  const descent = new Descent(simulation, finding, runs, { maxRuns, onRun });
  for (;;) {
    const before = descent.best;
    await descent.to(fewer);
    await descent.to(simpler);
    // A simpler fault may have made another one needless.
    if (descent.best === before || descent.isOver) break;
  }
  return { finding: descent.best, runs: descent.runs };
}

class Descent {
  best: Finding;
  runs = 0;
  readonly #simulation: Simulation;
  readonly #options: Omit<SearchedRuns, 'faults'>;
  readonly #maxRuns: number;
  readonly #breath = new Breath();
  readonly #onRun: (runs: number, best: Finding) => void;

  constructor(
    simulation: Simulation,
    finding: Finding,
    options: Omit<SearchedRuns, 'faults'>,
    { maxRuns, onRun }: Required<Pick<ShrinkOptions, 'maxRuns' | 'onRun'>>,
  ) {
    this.#simulation = simulation;
    this.best = finding;
    this.#options = options;
    this.#maxRuns = maxRuns;
    this.#onRun = onRun;
  }

  get isOver(): boolean {
    return this.runs >= this.#maxRuns || this.#options.signal?.aborted === true;
  }

  /** Takes the first smaller list that still breaks, as long as there is one. */
  async to(smaller: (faults: readonly Fault[]) => Iterable<readonly Fault[]>): Promise<void> {
    while (!this.isOver) {
      const before = this.best;
      for (const faults of smaller(before.faults)) {
        if (this.isOver || (await this.#isBroken(faults))) break;
      }
      if (this.best === before) return;
    }
  }

  async #isBroken(faults: readonly Fault[]): Promise<boolean> {
    this.runs += 1;
    const { seed, breakage } = this.best;
    const options = { ...this.#options, seed, faults: script(faults) };
    const result = await run(this.#simulation, options);
    const isBroken = isSameBreakage(breakageOf(result), breakage);
    // Faults that came after the run had broken are none of its faults.
    if (isBroken) this.best = findingOf(result)[0] ?? this.best;
    this.#onRun(this.runs, this.best);
    await this.#breath.takeIfDue();
    return isBroken;
  }
}
