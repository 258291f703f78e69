import type { Distribution } from 'statehive';
import type { Group } from '../group.ts';
import type { Log } from './log.ts';
import type { RaftMessage } from './messages.ts';

/** What a server has written to stable storage before it answers (the paper's figure 2). */
export interface PersistentState {
  /** The latest term that it has seen. */
  readonly currentTerm: number;
  /** Whom it has voted for in that term. */
  readonly votedFor: number | undefined;
  readonly log: Log;
}

/** What a server is given. */
export interface RaftServerInput {
  /** Its number in the cluster. */
  readonly index: number;
  readonly cluster: Group<RaftMessage>;
  /** How long it waits for a leader before it becomes a candidate, simulated ms; drawn each time. */
  readonly electionTimeout: Distribution;
  /** How often it sends heartbeats when it leads, simulated ms. */
  readonly heartbeatMs: number;
  /** What it finds on stable storage. @defaultValue nothing: term 0 and an empty log */
  readonly persistent?: PersistentState;
}

export interface RaftServerContext extends Omit<RaftServerInput, 'persistent'>, PersistentState {
  /** Who leads in the current term, as far as it knows. */
  readonly leader: number | undefined;
  /** The highest index known to be committed; all up to it are applied. */
  readonly commitIndex: number;
  /** As a candidate: whose votes it has. */
  readonly votes: ReadonlySet<number>;
  /** As a leader: by server, the index of the next entry to send. */
  readonly nextIndex: readonly number[];
  /** As a leader: by server, the highest index known to be replicated. */
  readonly matchIndex: readonly number[];
}

/** A server as it starts, for the first time or after a crash. */
export function startingContext({ persistent, ...input }: RaftServerInput): RaftServerContext {
  const { currentTerm, votedFor, log } = persistent ?? {
    currentTerm: 0,
    votedFor: undefined,
    log: [],
  };
  const volatile = { leader: undefined, commitIndex: 0, votes: new Set<number>() };
  return { ...input, currentTerm, votedFor, log, ...volatile, nextIndex: [], matchIndex: [] };
}

/**
 * What a server that restarts finds on stable storage: give it to `spawn` or `populate` as `recover`.
 *
 * @example
 * ```ts
 * swarm.populate(raftServerMachine, 3, (index) => ({ input: inputOf(index), recover: persisted }));
 * ```
 */
export function persisted(context: RaftServerContext): RaftServerInput {
  const { index, cluster, electionTimeout, heartbeatMs, currentTerm, votedFor, log } = context;
  const persistent = { currentTerm, votedFor, log };
  return { index, cluster, electionTimeout, heartbeatMs, persistent };
}
