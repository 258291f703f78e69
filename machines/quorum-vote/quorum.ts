/**
 * When votes decide.
 *
 * - `majority`: more than 1/2 of the electorate is for one option
 * - `supermajority`: at least 2/3 of the electorate
 * - `unanimity`: all of the electorate
 * - `weighted`: more than 1/2 of the weight. A vote weighs its confidence, a missing or
 *   invalid vote weighs 1 for no option
 */
export const QUORUM_RULES = ['majority', 'supermajority', 'unanimity', 'weighted'] as const;

/** One of them. */
export type QuorumRule = (typeof QUORUM_RULES)[number];

/** What one voter thinks a question should come to. */
export interface Vote<TOption extends string = string> {
  /** The voter's address. */
  readonly voter: string;
  readonly option: TOption;
  /** In (0, 1]. */
  readonly confidence: number;
}

/** How votes are counted. */
export interface QuorumOptions<TOption extends string = string> {
  readonly rule: QuorumRule;
  /** How many are entitled to vote, integer >= 1. Missing votes count in it. */
  readonly electorate: number;
  /** What may be voted for, the earlier winning ties. */
  readonly candidates: readonly TOption[];
}

/** Votes and their summed confidence for each option that has any. */
export type Tally<TOption extends string = string> = {
  readonly [option in TOption]?: { readonly votes: number; readonly weight: number };
};

/** What counting the votes came to. */
export interface QuorumResult<TOption extends string = string> {
  readonly reached: boolean;
  /** The leading option, also when the quorum is not reached; `null` without valid votes. */
  readonly option: TOption | null;
  /**
   * The leader's share in [0, 1]: of the electorate, or under `weighted` of the weight. Not
   * reached and close to 1/2 is a split; close to 0, silence.
   */
  readonly agreement: number;
  readonly tally: Tally<TOption>;
  /** Valid votes, at most one a voter. */
  readonly votes: number;
}

/**
 * Counts the votes on one question. The order of the votes makes no difference.
 *
 * Once a quorum is reached, votes still missing cannot overturn it, so it may be asked after
 * each vote. Of several votes by one voter the most confident counts, then the earlier
 * candidate. A vote for no candidate is invalid and counts as missing. Leaders tie-break by
 * votes (by weight under `weighted`), then weight, then order of the candidates.
 *
 * @throws RangeError if the electorate is no integer >= 1 or smaller than the number of
 * voters, or a confidence is not in (0, 1]
 * @example
 * decide(votes, { rule: 'majority', electorate: 6, candidates }); // { reached: true, option: 'go', … }
 */
export function decide<TOption extends string>(
  votes: readonly Vote<TOption>[],
  { rule, electorate, candidates }: QuorumOptions<TOption>,
): QuorumResult<TOption> {
  check(votes, electorate);
  const valid = onePerVoter(votes, candidates);
  const lines = linesOf(valid, candidates);
  const tally = Object.fromEntries(lines) as Tally<TOption>;
  const leader = leaderOf(lines, rule);
  if (leader === null) {
    return { reached: false, option: null, agreement: 0, tally, votes: 0 };
  }
  const [option, { votes: count, weight }] = leader;
  const isWeighted = rule === 'weighted';
  const total = isWeighted ? totalWeight(lines, electorate - valid.length) : electorate;
  const share = isWeighted ? weight : count;
  const reached = reaches(rule, share, total);
  return { reached, option, agreement: share / total, tally, votes: valid.length };
}

/** An option with the votes for it. */
type Line<TOption> = readonly [TOption, { readonly votes: number; readonly weight: number }];

function check(votes: readonly Vote[], electorate: number): void {
  if (!Number.isInteger(electorate) || electorate < 1) {
    throw new RangeError(`electorate ${electorate}: give an integer of at least 1`);
  }
  const voters = new Set(votes.map(({ voter }) => voter)).size;
  if (voters > electorate) {
    throw new RangeError(`${voters} voted in an electorate of ${electorate}`);
  }
  for (const { voter, confidence } of votes) {
    if (!(confidence > 0 && confidence <= 1)) {
      throw new RangeError(`confidence ${confidence} of '${voter}' is not in (0, 1]`);
    }
  }
}

function onePerVoter<TOption extends string>(
  votes: readonly Vote<TOption>[],
  candidates: readonly TOption[],
): Vote<TOption>[] {
  const chosen = new Map<string, Vote<TOption>>();
  for (const vote of votes) {
    const rank = candidates.indexOf(vote.option);
    if (rank < 0) continue;
    const other = chosen.get(vote.voter);
    const firmer =
      other === undefined ||
      vote.confidence > other.confidence ||
      (vote.confidence === other.confidence && rank < candidates.indexOf(other.option));
    if (firmer) chosen.set(vote.voter, vote);
  }
  // Sums of floats depend on their order, so the order must not be that of arrival.
  return [...chosen.values()].sort((left, right) => left.confidence - right.confidence);
}

/** In the order of the candidates, without those that nobody voted for. */
function linesOf<TOption extends string>(
  votes: readonly Vote<TOption>[],
  candidates: readonly TOption[],
): Line<TOption>[] {
  return candidates.flatMap((option): Line<TOption>[] => {
    const mine = votes.filter((vote) => vote.option === option);
    const weight = mine.reduce((sum, { confidence }) => sum + confidence, 0);
    return mine.length === 0 ? [] : [[option, { votes: mine.length, weight }]];
  });
}

function leaderOf<TOption>(
  lines: readonly Line<TOption>[],
  rule: QuorumRule,
): Line<TOption> | null {
  let leader: Line<TOption> | null = null;
  for (const line of lines) if (leader === null || leads(line, leader, rule)) leader = line;
  return leader;
}

function leads([, mine]: Line<unknown>, [, best]: Line<unknown>, rule: QuorumRule): boolean {
  if (rule !== 'weighted' && mine.votes !== best.votes) return mine.votes > best.votes;
  return mine.weight > best.weight;
}

function totalWeight(lines: readonly Line<unknown>[], missing: number): number {
  return lines.reduce((sum, [, { weight }]) => sum + weight, missing);
}

function reaches(rule: QuorumRule, share: number, total: number): boolean {
  if (rule === 'unanimity') return share === total;
  return rule === 'supermajority' ? share * 3 >= total * 2 : share * 2 > total;
}
