import type { Question } from '../roles/judgements.ts';
import { RESOLUTIONS } from '../strategies/resolution.ts';
import { type Decision, settle } from './decision.ts';
import type { QuorumRule, Vote } from './quorum.ts';

/** The votes of one agent on all questions of a poll, question by question. */
export interface Ballot {
  /** The agent's address. */
  readonly agent: string;
  /** For each question the index of the candidate voted for. */
  readonly choices: Uint8Array;
  /** For each question the confidence, in (0, 1]. */
  readonly confidences: Float64Array;
}

/** A vote of many agents on many questions, as far as it has come. */
export interface Poll {
  readonly questions: readonly Question[];
  readonly rule: QuorumRule;
  /** How many agents may vote; one that never does counts against every quorum. */
  readonly electorate: number;
  readonly ballots: readonly Ballot[];
  /** For each question and candidate, the votes so far; weights under `weighted`. */
  readonly shares: Float64Array;
}

/** No question has more candidates. */
const CANDIDATES_MAX = RESOLUTIONS.length;

/**
 * Weights are added up as they come, and rounding makes their sum depend on the order. A lead
 * smaller than this, for each agent, is not sure to last.
 */
const ROUNDING = 1e-12;

/** A poll before the first ballot. */
export function openPoll(poll: Pick<Poll, 'questions' | 'rule' | 'electorate'>): Poll {
  return { ...poll, ballots: [], shares: new Float64Array(poll.questions.length * CANDIDATES_MAX) };
}

/** Counts a ballot; a second one of the same agent is ignored. */
export function castBallot(poll: Poll, ballot: Ballot): Poll {
  if (poll.ballots.some(({ agent }) => agent === ballot.agent)) return poll;
  const shares = poll.shares.slice();
  ballot.choices.forEach((choice, question) => {
    const weight = poll.rule === 'weighted' ? ballot.confidences[question]! : 1;
    shares[question * CANDIDATES_MAX + choice]! += weight;
  });
  return { ...poll, shares, ballots: [...poll.ballots, ballot] };
}

/** True once each question has its quorum, or all have voted: what is missing changes nothing. */
export function isDecided(poll: Poll): boolean {
  if (poll.ballots.length === poll.electorate) return true;
  return poll.questions.every((_, question) => hasQuorum(poll, question));
}

/** Closes a poll: each question is decided by its quorum, or else by the strategy's default. */
export function closePoll({ questions, rule, electorate, ballots }: Poll): Decision[] {
  return questions.map(({ conflict, candidates }, question) => {
    const votes = ballots.map(
      (ballot): Vote => ({
        agent: ballot.agent,
        conflictKey: conflict.key,
        resolution: candidates[ballot.choices[question]!]!,
        confidence: ballot.confidences[question]!,
      }),
    );
    return settle(votes, { conflictKey: conflict.key, candidates, rule, electorate });
  });
}

function hasQuorum({ shares, rule, electorate, ballots }: Poll, question: number): boolean {
  const mine = shares.subarray(question * CANDIDATES_MAX, (question + 1) * CANDIDATES_MAX);
  const leading = Math.max(...mine);
  if (rule === 'unanimity') return leading === electorate;
  if (rule === 'supermajority') return leading * 3 >= electorate * 2;
  if (rule === 'majority') return leading * 2 > electorate;
  const cast = mine.reduce((sum, weight) => sum + weight, 0);
  const needed = cast + (electorate - ballots.length);
  return leading * 2 > needed + electorate * ROUNDING;
}
