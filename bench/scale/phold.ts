import { type Draws, draw } from '../phold/draws.ts';
import { startHandWritten } from '../phold/hand-written.ts';
import type { Loop } from '../phold/loop.ts';
import { wallNowMs } from '../runner/wall-clock.ts';
import type { Case, Outcome, Scenario } from '../suite.ts';
import { SwarmLoop } from './swarm-loop.ts';

const SIZES = {
  full: { actors: [10_000, 100_000, 1_000_000], events: 200_000 },
  quick: { actors: [100, 1_000], events: 2_000 },
};
/** Blocks of draws; when they are used up, the first comes again. */
const BLOCKS = 4;

/**
 * Each call lets both handle the same events, the loop first: it finds out when the last of them
 * is due. The order of events must be the same. Building the swarm is not in the figures.
 */
export const phold: Scenario = {
  name: 'phold',
  shows: 'what a swarm of machines needs for the events of PHOLD, beside a loop that does no more',
  seeds: 0,
  comparisons: [
    { params: { actors: 10_000 }, figure: 'swarm', beside: 'hand-written', goal: 1 / 2.5 },
    { params: { actors: 100_000 }, figure: 'swarm', beside: 'hand-written' },
    { params: { actors: 1_000_000 }, figure: 'swarm', beside: 'hand-written', goal: 1 / 3 },
  ],
  cases(effort) {
    const { actors, events } = SIZES[effort];
    return actors.map((count) => pholdOf(count, events));
  },
};

function pholdOf(actors: number, events: number): Case {
  let under: Pair | undefined;
  return {
    params: { actors, 'events a call': events },
    does: 'both',
    operations: events,
    isContest: true,
    work(seed) {
      under ??= new Pair(actors, events, seed);
      return under.runBlock();
    },
  };
}

/** Both under way; they go on where they were, for the steady state is what is to be timed. */
class Pair {
  readonly #swarm: SwarmLoop;
  readonly #handWritten: Loop;
  readonly #blocks: readonly Draws[];
  #blocksRun = 0;
  #firstHash: string | undefined;

  constructor(actors: number, events: number, seed: number) {
    const population = draw({ processes: actors, count: actors, seed });
    this.#swarm = new SwarmLoop(population);
    this.#handWritten = startHandWritten(population);
    this.#blocks = Array.from({ length: BLOCKS }, (_, block) =>
      draw({ processes: actors, count: events, seed: seed + 1 + block }),
    );
  }

  /** @throws Error if the two disagree about the order of events */
  async runBlock(): Promise<Outcome> {
    const nth = this.#blocksRun++;
    const block = this.#blocks[nth % BLOCKS]!;
    const beganAtMs = wallNowMs();
    const hash = this.#handWritten.run(block);
    const changedAtMs = wallNowMs();
    const swarms = await this.#swarm.run(block, this.#handWritten.nowMs);
    const endedAtMs = wallNowMs();
    if (swarms !== hash) throw new Error(`Events are in another order, first in block ${nth}.`);
    this.#firstHash ??= (hash >>> 0).toString(16);
    return {
      hash: this.#firstHash,
      wallMs: { swarm: endedAtMs - changedAtMs, 'hand-written': changedAtMs - beganAtMs },
    };
  }
}
