import { RESOLUTIONS, type Resolution } from '../strategies/resolution.ts';

/**
 * When votes decide.
 *
 * - `majority`: more than 1/2 of the electorate is for one resolution
 * - `supermajority`: at least 2/3 of the electorate
 * - `unanimity`: all of the electorate
 * - `weighted`: more than 1/2 of the weight. A vote weighs its confidence, a missing or
 *   invalid vote weighs 1 for no resolution
 */
export const QUORUM_RULES = ['majority', 'supermajority', 'unanimity', 'weighted'] as const;

/** One of them. */
export type QuorumRule = (typeof QUORUM_RULES)[number];

/** What one agent thinks one conflict should come to. */
export interface Vote {
  /** Address of the agent. */
  readonly agent: string;
  readonly conflictKey: string;
  readonly resolution: Resolution;
  /** In (0, 1]. */
  readonly confidence: number;
}

/** How votes are counted. */
export interface QuorumOptions {
  readonly rule: QuorumRule;
  /** How many agents are entitled to vote, integer >= 1. Missing votes count in it. */
  readonly electorate: number;
  /** What may be voted for, the earlier winning ties. @defaultValue all, in canonical order */
  readonly candidates?: readonly Resolution[];
}

/** Votes and their summed confidence for each resolution that has any. */
export type Tally = {
  readonly [resolution in Resolution]?: { readonly votes: number; readonly weight: number };
};

/** What counting the votes came to. */
export interface QuorumResult {
  readonly reached: boolean;
  /** The leading resolution, also when the quorum is not reached; `null` without valid votes. */
  readonly resolution: Resolution | null;
  /**
   * The leader's share in [0, 1]: of the electorate, or under `weighted` of the weight. Not
   * reached and close to 1/2 is a split; close to 0, silence.
   */
  readonly agreement: number;
  readonly tally: Tally;
  /** Valid votes, at most one an agent. */
  readonly votes: number;
}

/**
 * Counts the votes on one conflict. The order of the votes makes no difference.
 *
 * Once a quorum is reached, votes still missing cannot overturn it, so it may be asked after
 * each vote. Of several votes by one agent the most confident counts, then the earlier
 * candidate. A vote for no candidate is invalid and counts as missing. Leaders tie-break by
 * votes (by weight under `weighted`), then weight, then order of the candidates.
 *
 * @throws RangeError if the electorate is no integer >= 1 or smaller than the number of
 * voters, a confidence is not in (0, 1], or votes are about different conflicts
 * @example
 * decide(votes, { rule: 'majority', electorate: 6 }); // { reached: true, resolution: 'merge', … }
 */
export function decide(votes: readonly Vote[], options: QuorumOptions): QuorumResult {
  const { rule, electorate, candidates = RESOLUTIONS } = options;
  check(votes, electorate);
  const valid = onePerAgent(votes, candidates);
  const tally = tallyOf(valid);
  const weighted = rule === 'weighted';
  let leader: Resolution | null = null;
  for (const resolution of candidates) {
    if (leads(tally, resolution, leader, weighted)) leader = resolution;
  }
  const result = { resolution: leader, tally, votes: valid.length };
  if (leader === null) return { reached: false, agreement: 0, ...result };
  const { votes: count, weight } = tally[leader]!;
  const total = weighted ? totalWeight(tally, electorate - valid.length) : electorate;
  const share = weighted ? weight : count;
  return { reached: reaches(rule, share, total), agreement: share / total, ...result };
}

function check(votes: readonly Vote[], electorate: number): void {
  if (!Number.isInteger(electorate) || electorate < 1) {
    throw new RangeError(`electorate ${electorate}: give an integer of at least 1`);
  }
  const voters = new Set(votes.map(({ agent }) => agent)).size;
  if (voters > electorate) {
    throw new RangeError(`${voters} agents voted in an electorate of ${electorate}`);
  }
  for (const { agent, confidence, conflictKey } of votes) {
    if (!(confidence > 0 && confidence <= 1)) {
      throw new RangeError(`confidence ${confidence} of '${agent}' is not in (0, 1]`);
    }
    if (conflictKey !== votes[0]!.conflictKey) {
      throw new RangeError(`votes on '${votes[0]!.conflictKey}' and '${conflictKey}' are mixed`);
    }
  }
}

function onePerAgent(votes: readonly Vote[], candidates: readonly Resolution[]): Vote[] {
  const chosen = new Map<string, Vote>();
  for (const vote of votes) {
    const rank = candidates.indexOf(vote.resolution);
    if (rank < 0) continue;
    const other = chosen.get(vote.agent);
    const firmer =
      other === undefined ||
      vote.confidence > other.confidence ||
      (vote.confidence === other.confidence && rank < candidates.indexOf(other.resolution));
    if (firmer) chosen.set(vote.agent, vote);
  }
  // Sums of floats depend on their order, so the order must not be that of arrival.
  return [...chosen.values()].sort((left, right) => left.confidence - right.confidence);
}

function tallyOf(votes: readonly Vote[]): Tally {
  const tally: { [resolution in Resolution]?: { votes: number; weight: number } } = {};
  for (const { resolution, confidence } of votes) {
    const line = tally[resolution] ?? { votes: 0, weight: 0 };
    tally[resolution] = line;
    line.votes += 1;
    line.weight += confidence;
  }
  return Object.fromEntries(
    RESOLUTIONS.flatMap((resolution) => {
      const line = tally[resolution];
      return line === undefined ? [] : [[resolution, line]];
    }),
  );
}

function leads(
  tally: Tally,
  one: Resolution,
  leader: Resolution | null,
  weighted: boolean,
): boolean {
  const mine = tally[one];
  if (mine === undefined) return false;
  const best = leader === null ? { votes: 0, weight: 0 } : tally[leader]!;
  if (!weighted && mine.votes !== best.votes) return mine.votes > best.votes;
  return mine.weight > best.weight;
}

function totalWeight(tally: Tally, missing: number): number {
  return Object.values(tally).reduce((sum, { weight }) => sum + weight, missing);
}

function reaches(rule: QuorumRule, share: number, total: number): boolean {
  if (rule === 'unanimity') return share === total;
  return rule === 'supermajority' ? share * 3 >= total * 2 : share * 2 > total;
}
