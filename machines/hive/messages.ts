import type { Address } from 'statehive';
import type { Question } from './roles/judgements.ts';
import type { Finding, Task } from './task.ts';
import type { Ballot } from './voting/poll.ts';

/** An agent is up and can be given work. */
export interface Ready {
  readonly type: 'READY';
  readonly agent: number;
}

/** A share of a phase's work, for one agent. */
export interface Work {
  readonly type: 'WORK';
  readonly share: number;
  readonly task: Task;
  readonly replyTo: Address<Worked>;
}

/** What a share of work came to. */
export interface Worked {
  readonly type: 'WORKED';
  readonly share: number;
  readonly finding: Finding;
}

/** Asks an agent to vote. */
export interface Ask {
  readonly type: 'ASK';
  readonly questions: readonly Question[];
  readonly replyTo: Address<Cast>;
}

/** An agent's votes. */
export interface Cast {
  readonly type: 'CAST';
  readonly ballot: Ballot;
}

/** What an agent can be sent. */
export type AgentEvent = Work | Ask;
