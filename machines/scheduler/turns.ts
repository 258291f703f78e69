/**
 * Who goes next: weighted round robin between four lanes, all of whose state is one small number.
 *
 * In each round a lane has as many turns as its weight: 8 for critical, 4 for high, 2 for normal
 * and 1 for low. The most urgent lane that waits and has turns left goes next; when none that
 * waits has any, a new round begins. So urgent tasks overtake within a round, and none is passed
 * over for ever: see {@link waitMax}.
 *
 * @see M. Katevenis, S. Sidiropoulos, C. Courcoubetis, Weighted round-robin cell multiplexing in a
 * general-purpose ATM switch chip, IEEE JSAC 9, 1991
 */

/** The turns of a whole round, four bits a lane: the most urgent lane has the lowest. */
export const FULL_ROUND = 0x1248;

/** The turns that each lane has in a round, the most urgent first. */
export const WEIGHTS = [8, 4, 2, 1] as const;

const ALL_TURNS = 15;

/** The bits of a lane, 0 to 3: set among those that wait while the lane is not empty. */
export function bitsOf(lane: number): number {
  return 0xf << (lane << 2);
}

/** Which lane goes next, and the turns that are left after it. */
export interface Turn {
  readonly lane: number;
  readonly turns: number;
}

/**
 * The turn of the most urgent lane that waits and has turns left, in a new round if none has.
 *
 * @param waiting - the bits of the lanes that wait, of one at least
 */
export function nextTurn(turns: number, waiting: number): Turn {
  const left = (turns & waiting) === 0 ? FULL_ROUND : turns;
  const open = left & waiting;
  const lane = (31 - Math.clz32(open & -open)) >> 2;
  return { lane, turns: left - (1 << (lane << 2)) };
}

/**
 * How many tasks leave the scheduler at most until one does that came as the nth of its lane,
 * itself included, whatever comes after it: 29 for the first of the low lane.
 *
 * Proof: other lanes have at most 15 - w turns left in the round under way, and as many in each
 * new one, of which the lane, while it waits, needs ceil(n / w) to let n tasks go.
 *
 * @param nth - from 1
 */
export function waitMax(lane: number, nth: number): number {
  const weight = WEIGHTS[lane]!;
  return nth + (ALL_TURNS - weight) * (1 + Math.ceil(nth / weight));
}
