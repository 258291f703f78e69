import type { Address } from 'statehive';
import type { CommandReply, RequestVote } from './messages.ts';

/** A command in a log, with the term in which a leader took it. */
export interface Entry {
  readonly term: number;
  readonly command: string;
  /** Who is told when it is applied. */
  readonly client: Address<CommandReply>;
}

/** Entries by index, from 1: that of index 1 is the first. */
export type Log = readonly Entry[];

/** The term of the entry at an index; 0 where there is none. */
export function termAt(log: Log, index: number): number {
  return log[index - 1]?.term ?? 0;
}

/** The term of the last entry; 0 for none. */
export function lastTermOf(log: Log): number {
  return termAt(log, log.length);
}

/** Whether a candidate's log is at least as up-to-date as another (section 5.4.1). */
export function isUpToDate({ lastLogTerm, lastLogIndex }: RequestVote, log: Log): boolean {
  const lastTerm = lastTermOf(log);
  return lastLogTerm > lastTerm || (lastLogTerm === lastTerm && lastLogIndex >= log.length);
}

/** Whether a log has an entry with this term at this index, or the index is 0. */
export function hasEntry(log: Log, index: number, term: number): boolean {
  return index <= log.length && termAt(log, index) === term;
}

/** A log with the entries that follow an index: what conflicts with them, and all behind it, is gone. */
export function withEntries(log: Log, prevLogIndex: number, entries: readonly Entry[]): Log {
  const conflict = entries.findIndex(({ term }, at) => termAt(log, prevLogIndex + 1 + at) !== term);
  if (conflict < 0) return log;
  return [...log.slice(0, prevLogIndex + conflict), ...entries.slice(conflict)];
}
