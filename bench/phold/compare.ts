import b from 'benny';
import { draw } from './draws.ts';
import { startHandWritten } from './hand-written.ts';
import { startKernel } from './kernel.ts';
import type { Loop, StartLoop } from './loop.ts';

/** Events in one timed call. */
const EVENTS_PER_BLOCK = 250_000;
/** Blocks of draws; when they are used up, the first comes again. */
const BLOCKS = 4;
const ROUNDS = 7;

export interface Comparison {
  readonly processes: number;
  /** Medians over the rounds. */
  readonly kernelNsPerEvent: number;
  readonly handWrittenNsPerEvent: number;
  /** Median over the rounds of kernel events/s by hand-written events/s in the same round. */
  readonly ratio: number;
  /** Blocks after which both loops were found to have the same hash; all that both ran. */
  readonly blocksAgreed: number;
}

/**
 * Times both loops with benny in alternating rounds, so that both see the same state of the
 * machine. Each loop goes on where its last round ended: what is timed is the steady state.
 *
 * @throws Error if the loops disagree about the order of events
 */
export async function comparePhold(processes: number, seed: number): Promise<Comparison> {
  const population = draw({ processes, count: processes, seed });
  const blocks = Array.from({ length: BLOCKS }, (_, index) =>
    draw({ processes, count: EVENTS_PER_BLOCK, seed: seed + 1 + index }),
  );
  const start = (startLoop: StartLoop): Runner => new Runner(startLoop(population), blocks);
  const kernel = start(startKernel);
  const handWritten = start(startHandWritten);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const name = `PHOLD, ${processes} processes, round ${round + 1} of ${ROUNDS}`;
    rounds.push(await timeRound(name, { kernel, handWritten }, round % 2 === 0));
  }
  return {
    processes,
    kernelNsPerEvent: median(rounds.map((round) => round.kernel)),
    handWrittenNsPerEvent: median(rounds.map((round) => round.handWritten)),
    ratio: median(rounds.map((round) => round.handWritten / round.kernel)),
    blocksAgreed: agreed(kernel.hashes, handWritten.hashes),
  };
}

/** ns per event. */
type Round = Record<'kernel' | 'handWritten', number>;

class Runner {
  readonly hashes: number[] = [];
  private readonly loop: Loop;
  private readonly blocks: ReturnType<typeof draw>[];

  constructor(loop: Loop, blocks: ReturnType<typeof draw>[]) {
    this.loop = loop;
    this.blocks = blocks;
  }

  runBlock(): void {
    const block = this.blocks[this.hashes.length % this.blocks.length]!;
    this.hashes.push(this.loop.run(block));
  }
}

async function timeRound(
  name: string,
  runners: Record<keyof Round, Runner>,
  isKernelFirst: boolean,
): Promise<Round> {
  const options = { minSamples: 3, maxTime: 0.5 };
  const kernel = b.add('kernel', () => runners.kernel.runBlock(), options);
  const handWritten = b.add('handWritten', () => runners.handWritten.runBlock(), options);
  const cases = isKernelFirst ? [kernel, handWritten] : [handWritten, kernel];
  const { results } = await b.suite(
    name,
    ...cases,
    b.complete(() => undefined),
  );
  const nsPerEvent = (caseName: keyof Round): number => {
    const result = results.find((each) => each.name === caseName)!;
    return (result.details.median * 1e9) / EVENTS_PER_BLOCK;
  };
  return { kernel: nsPerEvent('kernel'), handWritten: nsPerEvent('handWritten') };
}

function agreed(kernel: number[], handWritten: number[]): number {
  // The faster loop ran more blocks: what both ran is compared.
  const common = Math.min(kernel.length, handWritten.length);
  for (let block = 0; block < common; block++) {
    if (kernel[block] === handWritten[block]) continue;
    throw new Error(`the loops order events differently, first in block ${block}`);
  }
  return common;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
