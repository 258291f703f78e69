import { assign, sendTo, setup } from 'xstate';
import type { Group } from '../group.ts';
import type { Command, CommandReply, NotLeader } from './messages.ts';

/** What a client is given. */
export interface RaftClientInput {
  readonly cluster: Group<Command>;
  /** What it wants to have applied, one after the other. */
  readonly commands: readonly string[];
  /** After how long without an answer it asks the next server, simulated ms. */
  readonly retryMs: number;
  /** How long it rests before each command, simulated ms. @defaultValue 0 */
  readonly restMs?: number;
}

export interface RaftClientContext extends RaftClientInput {
  /** How many commands have been applied. */
  readonly applied: number;
  /** The server that it asks: as far as it knows, the leader. */
  readonly server: number;
}

/**
 * Has commands applied by a cluster of Raft servers, one after the other: it looks for the leader, and
 * asks again until it is told that a command is applied. So a command may be applied twice, where
 * an answer got lost.
 *
 * @see Ongaro, Ousterhout 2014, section 8
 */
export const raftClientMachine = setup({
  types: {
    input: {} as RaftClientInput,
    context: {} as RaftClientContext,
    events: {} as CommandReply,
  },
  delays: {
    retry: ({ context }) => context.retryMs,
    rest: ({ context }) => context.restMs ?? 0,
  },
  guards: {
    isAsked: ({ context }, { command }: CommandReply) =>
      command === context.commands[context.applied],
    isDone: ({ context: { commands, applied } }) => applied === commands.length,
    isHelpful: ({ context: { commands, applied } }, { command, leader }: NotLeader) =>
      command === commands[applied] && leader !== undefined,
  },
  actions: {
    ask: sendTo(
      ({ context: { cluster, server } }) => cluster.at(server),
      ({ context: { commands, applied }, self }) => {
        return { type: 'COMMAND', command: commands[applied]!, client: self };
      },
    ),
    advance: assign({ applied: ({ context }) => context.applied + 1 }),
    follow: assign(({ context }, { leader = context.server }: NotLeader) => ({ server: leader })),
    turn: assign({ server: ({ context: { server, cluster } }) => (server + 1) % cluster.size }),
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ ...input, applied: 0, server: 0 }),
  initial: 'resting',
  states: {
    resting: { always: { guard: 'isDone', target: 'done' }, after: { rest: 'asking' } },
    asking: {
      entry: 'ask',
      on: {
        COMMAND_APPLIED: {
          guard: { type: 'isAsked', params: ({ event }) => event },
          target: 'resting',
          actions: 'advance',
        },
        NOT_LEADER: {
          guard: { type: 'isHelpful', params: ({ event }) => event },
          target: 'asking',
          reenter: true,
          actions: { type: 'follow', params: ({ event }) => event },
        },
      },
      after: { retry: { target: 'asking', reenter: true, actions: 'turn' } },
    },
    done: { type: 'final' },
  },
});
