import { majorityOf } from '../group.ts';
import { hasEntry, termAt, withEntries } from './log.ts';
import type { AppendEntries, Appended } from './messages.ts';
import type { RaftServerContext } from './server-context.ts';

/** What a leader sends a follower: all entries that it is not known to have. */
export function appendEntriesFor(context: RaftServerContext, follower: number): AppendEntries {
  const { currentTerm: term, index: leader, log, nextIndex, commitIndex } = context;
  const prevLogIndex = nextIndex[follower]! - 1;
  return {
    type: 'APPEND_ENTRIES',
    term,
    leader,
    prevLogIndex,
    prevLogTerm: termAt(log, prevLogIndex),
    entries: log.slice(prevLogIndex),
    leaderCommit: commitIndex,
  };
}

/** What a leader of an earlier term is told. */
export function refusal({ currentTerm: term, index: follower }: RaftServerContext): Appended {
  return { type: 'APPENDED', term, follower, success: false, matchIndex: 0 };
}

/** What a follower has after entries of the current leader, and what it answers. */
export function appended(context: RaftServerContext, request: AppendEntries) {
  const { index: follower, currentTerm: term } = context;
  const { prevLogIndex, prevLogTerm, entries, leaderCommit } = request;
  const success = hasEntry(context.log, prevLogIndex, prevLogTerm);
  const matchIndex = success ? prevLogIndex + entries.length : 0;
  const log = success ? withEntries(context.log, prevLogIndex, entries) : context.log;
  const commitIndex = Math.max(context.commitIndex, Math.min(leaderCommit, matchIndex));
  const reply: Appended = { type: 'APPENDED', term, follower, success, matchIndex };
  return { log, commitIndex, reply };
}

/** What a leader knows of its followers after an answer. */
export function acknowledged(
  { nextIndex, matchIndex }: Pick<RaftServerContext, 'nextIndex' | 'matchIndex'>,
  { follower, success, matchIndex: matched }: Appended,
) {
  if (!success) {
    return {
      nextIndex: nextIndex.with(follower, Math.max(1, nextIndex[follower]! - 1)),
      matchIndex,
    };
  }
  const highest = Math.max(matchIndex[follower]!, matched);
  return {
    nextIndex: nextIndex.with(follower, highest + 1),
    matchIndex: matchIndex.with(follower, highest),
  };
}

/**
 * The highest index that a leader knows to be committed: a majority has it, and its term is the
 * current one. What is of earlier terms is committed with it, never alone (section 5.4.2).
 */
export function committedIndex(context: RaftServerContext): number {
  const { cluster, matchIndex, commitIndex, currentTerm, log } = context;
  const replicated = [...matchIndex].sort((one, other) => other - one)[majorityOf(cluster) - 1]!;
  return replicated > commitIndex && termAt(log, replicated) === currentTerm
    ? replicated
    : commitIndex;
}
