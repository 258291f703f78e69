import { isUpToDate, lastTermOf } from './log.ts';
import type { RequestVote, Vote } from './messages.ts';
import type { RaftServerContext } from './server-context.ts';

/** What a candidate asks of all others. */
export function requestVote({ currentTerm: term, index, log }: RaftServerContext): RequestVote {
  const lastLogTerm = lastTermOf(log);
  return { type: 'REQUEST_VOTE', term, candidate: index, lastLogIndex: log.length, lastLogTerm };
}

/** Whether a server can vote as asked: once a term, and for no log that lacks what its own has. */
export function canVoteFor(request: RequestVote, context: RaftServerContext): boolean {
  const { currentTerm, votedFor = request.candidate, log } = context;
  const isFree =
    request.term > currentTerm || (request.term === currentTerm && votedFor === request.candidate);
  return isFree && isUpToDate(request, log);
}

export function voteOf({ currentTerm: term, index: voter }: RaftServerContext, granted: boolean) {
  return { type: 'VOTE', term, voter, granted } satisfies Vote;
}
