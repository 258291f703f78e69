import { wallNowMs } from '../runner/wall-clock.ts';
import type { Case, Outcome, Scenario } from '../suite.ts';
import { type Draws, draw } from './draws.ts';
import { startHandWritten } from './hand-written.ts';
import { startKernel } from './kernel.ts';
import type { Loop } from './loop.ts';

const FULL = { processes: [10_000, 1_000_000], events: 250_000 };
const QUICK = { processes: [100, 1_000], events: 10_000 };
/** Blocks of draws; when they are used up, the first comes again. */
const BLOCKS = 4;

/** Each call lets both loops handle the same events, in turns, so that noise falls on both. */
export const besideHandWritten: Scenario = {
  name: 'beside_hand_written',
  shows: 'what the clock needs for the same events as a loop written for PHOLD alone',
  seeds: 0,
  comparisons: [{ figure: 'kernel', beside: 'hand-written', goal: 0.6 }],
  cases(effort) {
    const { processes, events } = effort === 'quick' ? QUICK : FULL;
    return processes.map((count) => pholdOf(count, events));
  },
};

function pholdOf(processes: number, events: number): Case {
  let contest: Contest | undefined;
  return {
    params: { processes, 'events a call': events },
    does: 'both',
    operations: events,
    isContest: true,
    work(seed) {
      contest ??= new Contest(processes, events, seed);
      return contest.runBlock();
    },
  };
}

/**
 * Both loops under way. They go on where they were, for what is to be timed is the steady state
 * and not a queue that was just filled; so it is here that each block's hashes are compared.
 */
class Contest {
  readonly #kernel: Loop;
  readonly #handWritten: Loop;
  readonly #blocks: readonly Draws[];
  #blocksRun = 0;
  #firstHash: string | undefined;

  constructor(processes: number, events: number, seed: number) {
    const population = draw({ processes, count: processes, seed });
    this.#kernel = startKernel(population);
    this.#handWritten = startHandWritten(population);
    this.#blocks = Array.from({ length: BLOCKS }, (_, block) =>
      draw({ processes, count: events, seed: seed + 1 + block }),
    );
  }

  /** @throws Error if the loops disagree about the order of events */
  runBlock(): Outcome {
    const nth = this.#blocksRun++;
    const block = this.#blocks[nth % BLOCKS]!;
    const isKernelFirst = nth % 2 === 0;
    const early = timed(isKernelFirst ? this.#kernel : this.#handWritten, block);
    const late = timed(isKernelFirst ? this.#handWritten : this.#kernel, block);
    if (early.hash !== late.hash) {
      throw new Error(`The loops order events differently, first in block ${nth}.`);
    }
    this.#firstHash ??= (early.hash >>> 0).toString(16);
    const [kernel, handWritten] = isKernelFirst ? [early, late] : [late, early];
    return {
      hash: this.#firstHash,
      wallMs: { kernel: kernel.tookMs, 'hand-written': handWritten.tookMs },
    };
  }
}

function timed(loop: Loop, block: Draws): { hash: number; tookMs: number } {
  const beganAtMs = wallNowMs();
  const hash = loop.run(block);
  return { hash, tookMs: wallNowMs() - beganAtMs };
}
