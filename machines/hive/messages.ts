import type { Address } from 'statehive';
import type { Ask } from '../quorum-vote/messages.ts';
import type { Question } from './roles/judgements.ts';
import type { Finding, Task } from './task.ts';

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

/** What an agent can be sent. */
export type AgentEvent = Work | Ask<Question>;
