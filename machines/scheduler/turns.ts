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

/** The turns that are left for the next one to go: a new round if no lane that waits has any. */
export function turnsLeft(turns: number, waiting: number): number {
  return (turns & waiting) === 0 ? FULL_ROUND : turns;
}

/** The lane that goes next: the most urgent that waits and has turns; -1 when none waits. */
export function nextLane(turns: number, waiting: number): number {
  const open = turns & waiting;
  return (31 - Math.clz32(open & -open)) >> 2;
}

/** The turns that are left when a lane has had one. */
export function afterTurn(turns: number, lane: number): number {
  return turns - (1 << (lane << 2));
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
