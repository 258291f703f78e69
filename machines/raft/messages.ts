import type { Address } from 'statehive';
import type { Entry } from './log.ts';

/** A candidate asks for a vote. */
export interface RequestVote {
  readonly type: 'REQUEST_VOTE';
  readonly term: number;
  readonly candidate: number;
  readonly lastLogIndex: number;
  readonly lastLogTerm: number;
}

/** The answer to {@link RequestVote}. */
export interface Vote {
  readonly type: 'VOTE';
  readonly term: number;
  readonly voter: number;
  readonly granted: boolean;
}

/** A leader replicates entries, or, without any, says that it is there. */
export interface AppendEntries {
  readonly type: 'APPEND_ENTRIES';
  readonly term: number;
  readonly leader: number;
  /** The index of the entry before the new ones, and its term; 0 for none. */
  readonly prevLogIndex: number;
  readonly prevLogTerm: number;
  readonly entries: readonly Entry[];
  readonly leaderCommit: number;
}

/** The answer to {@link AppendEntries}; it tells how far the logs match, as in the TLA+ of Raft. */
export interface Appended {
  readonly type: 'APPENDED';
  readonly term: number;
  readonly follower: number;
  readonly success: boolean;
  readonly matchIndex: number;
}

/** A client wants a command to be applied. */
export interface Command {
  readonly type: 'COMMAND';
  readonly command: string;
  readonly client: Address<CommandReply>;
}

/** A command is committed, and the leader has applied it. */
export interface CommandApplied {
  readonly type: 'COMMAND_APPLIED';
  readonly command: string;
}

/** Whoever was asked does not lead; it tells who does, if it knows. */
export interface NotLeader {
  readonly type: 'NOT_LEADER';
  readonly command: string;
  readonly leader: number | undefined;
}

export type CommandReply = CommandApplied | NotLeader;

/** What a server takes. */
export type RaftMessage = RequestVote | Vote | AppendEntries | Appended | Command;
