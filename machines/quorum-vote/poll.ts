import { type Decision, settle } from './decision.ts';
import type { Question } from './messages.ts';
import type { QuorumRule, Vote } from './quorum.ts';

/** The votes of one voter on all questions of a poll, question by question. */
export interface Ballot {
  /** The voter's address. */
  readonly voter: string;
  /** For each question the index of the candidate voted for. */
  readonly choices: Uint8Array;
  /** For each question the confidence, in (0, 1]. */
  readonly confidences: Float64Array;
}

/** A vote of many on many questions, as far as it has come. */
export interface Poll<TQuestion extends Question = Question> {
  readonly questions: readonly TQuestion[];
  readonly rule: QuorumRule;
  /** How many may vote; one that never does counts against every quorum. */
  readonly electorate: number;
  readonly ballots: readonly Ballot[];
  /** For each question and candidate, the votes so far; weights under `weighted`. */
  readonly shares: Float64Array;
  /** How many candidates a question has at most. */
  readonly candidatesMax: number;
}

/** What a question may come to. */
export type OptionOf<TQuestion extends Question> = TQuestion['candidates'][number];

/**
 * Weights are added up as they come, and rounding makes their sum depend on the order. A lead
 * smaller than this, for each voter, is not sure to last.
 */
const ROUNDING = 1e-12;

/** A poll before the first ballot. */
export function openPoll<TQuestion extends Question>(
  poll: Pick<Poll<TQuestion>, 'questions' | 'rule' | 'electorate'>,
): Poll<TQuestion> {
  const { questions } = poll;
  const candidatesMax = questions.reduce(
    (most, { candidates }) => Math.max(most, candidates.length),
    0,
  );
  const shares = new Float64Array(questions.length * candidatesMax);
  return { ...poll, ballots: [], shares, candidatesMax };
}

/** Counts a ballot; a second one of the same voter is ignored. */
export function castBallot<TQuestion extends Question>(
  poll: Poll<TQuestion>,
  ballot: Ballot,
): Poll<TQuestion> {
  if (poll.ballots.some(({ voter }) => voter === ballot.voter)) return poll;
  const shares = poll.shares.slice();
  ballot.choices.forEach((choice, question) => {
    const weight = poll.rule === 'weighted' ? ballot.confidences[question]! : 1;
    shares[question * poll.candidatesMax + choice]! += weight;
  });
  return { ...poll, shares, ballots: [...poll.ballots, ballot] };
}

/** True once each question has its quorum, or all have voted: what is missing changes nothing. */
export function isDecided(poll: Poll): boolean {
  if (poll.ballots.length === poll.electorate) return true;
  return poll.questions.every((_, question) => hasQuorum(poll, question));
}

/** Closes a poll: each question is decided by its quorum, or else by its first candidate. */
export function closePoll<TQuestion extends Question>({
  questions,
  ballots,
  ...terms
}: Poll<TQuestion>): Decision<OptionOf<TQuestion>>[] {
  return questions.map((question: Question<OptionOf<TQuestion>>, nth) => {
    const votes = ballots.map(
      ({ voter, choices, confidences }): Vote<OptionOf<TQuestion>> => ({
        voter,
        option: question.candidates[choices[nth]!]!,
        confidence: confidences[nth]!,
      }),
    );
    return settle(question, votes, terms);
  });
}

function hasQuorum(poll: Poll, question: number): boolean {
  const { shares, candidatesMax, rule, electorate, ballots } = poll;
  const mine = shares.subarray(question * candidatesMax, (question + 1) * candidatesMax);
  const leading = Math.max(...mine);
  if (rule === 'unanimity') return leading === electorate;
  if (rule === 'supermajority') return leading * 3 >= electorate * 2;
  if (rule === 'majority') return leading * 2 > electorate;
  const cast = mine.reduce((sum, weight) => sum + weight, 0);
  const needed = cast + (electorate - ballots.length);
  return leading * 2 > needed + electorate * ROUNDING;
}
