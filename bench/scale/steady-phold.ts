import { type Draws, draw } from '../phold/draws.ts';
import { startHandWritten } from '../phold/hand-written.ts';
import type { Loop } from '../phold/loop.ts';
import type { Reached, Way } from '../suite.ts';
import { SwarmLoop } from './swarm-loop.ts';

export interface Steady {
  readonly actors: number;
  /** In each block. */
  readonly events: number;
}

const SEED = 1;
/** Blocks of draws; when they are used up, the first comes again. */
const BLOCKS = 4;

/** The loop that is written by hand, a block a time. */
export function handWritten(steady: Steady): Way {
  let loop: SteadyLoop | undefined;
  return {
    name: 'hand-written',
    times: 3,
    ready() {
      loop ??= new SteadyLoop(steady);
    },
    run: () => loop!.next(),
  };
}

/** The swarm, which handles what the loop has handled: that finds out when the last event is due. */
export function swarm(steady: Steady): Way {
  let both: { readonly loop: SteadyLoop; readonly swarm: SwarmLoop } | undefined;
  return {
    name: 'swarm',
    ready() {
      both ??= { loop: new SteadyLoop(steady), swarm: new SwarmLoop(populationOf(steady)) };
      both.loop.next();
    },
    async run() {
      const { loop, swarm } = both!;
      const hash = await swarm.run(loop.block, loop.nowMs);
      if (hash === loop.hash) return loop.reached;
      throw new Error('The swarm takes events in another order than the loop.');
    },
  };
}

/** Goes on where it was, for the steady state is what is to be timed. */
class SteadyLoop {
  readonly #loop: Loop;
  readonly #blocks: readonly Draws[];
  #nth = -1;
  #first: Reached | undefined;
  hash = 0;

  constructor(steady: Steady) {
    this.#loop = startHandWritten(populationOf(steady));
    this.#blocks = Array.from({ length: BLOCKS }, (_, block) =>
      draw({ processes: steady.actors, count: steady.events, seed: SEED + 1 + block }),
    );
  }

  next(): Reached {
    this.#nth += 1;
    this.hash = this.#loop.run(this.block);
    this.#first ??= { checksum: (this.hash >>> 0).toString(16) };
    return this.reached;
  }

  /** That of the last time. */
  get block(): Draws {
    return this.#blocks[this.#nth % BLOCKS]!;
  }

  get nowMs(): number {
    return this.#loop.nowMs;
  }

  /** What the first block came to, whichever it was: later ones come to something else each time. */
  get reached(): Reached {
    return this.#first!;
  }
}

function populationOf({ actors }: Steady): Draws {
  return draw({ processes: actors, count: actors, seed: SEED });
}
