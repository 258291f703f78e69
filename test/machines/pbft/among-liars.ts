import { type Address, choose, defineSimulation } from 'statehive';
import type {
  Group,
  PbftMessage,
  PbftReply,
  PbftRequest,
  pbftReplicaMachine,
} from 'statehive/machines';
import { enqueueActions, setup } from 'xstate';
import { z } from 'zod';

const requestOf = (operation: string, replyTo: Address<PbftReply>): PbftRequest => {
  return { type: 'REQUEST', client: 0, timestamp: 1, operation, replyTo };
};
const operations = ['A', 'B'] as const;
const at = { view: 0, sequence: 1 };

/** A liar, in every way that counts: as the primary it numbers what it likes, and it agrees to all. */
const liarMachine = setup({
  types: {
    input: {} as { index: number; correct: readonly Address<PbftMessage>[] },
    context: {} as { index: number; correct: readonly Address<PbftMessage>[] },
    events: {} as PbftMessage | PbftReply,
  },
  actions: {
    lie: enqueueActions(({ context: { index: replica, correct }, enqueue, self }) => {
      for (const backup of correct) {
        const operation = choose(operations);
        const digest = `0.1 ${operation}`;
        const request = requestOf(operation, self);
        if (replica === 0) enqueue.sendTo(backup, { type: 'PRE_PREPARE', ...at, replica, request });
        else enqueue.sendTo(backup, { type: 'PREPARE', ...at, replica, digest });
        enqueue.sendTo(backup, { type: 'COMMIT', ...at, replica, digest });
      }
    }),
  },
}).createMachine({ context: ({ input }) => input, entry: 'lie' });

/** Four replicas of which some lie, in the first view: no replica loses its patience. */
export const amongLiars = (replicaMachine: typeof pbftReplicaMachine) =>
  defineSimulation({
    name: 'pbft-among-liars',
    summary: 'One sequence number, and liars who say two things of it.',
    params: z.object({ liars: z.int().default(1) }),
    compose({ swarm, params: { liars } }) {
      const replicas: Group<PbftMessage> = {
        size: 4,
        at: (index) => swarm.find(`replica-${index}`) as Address<PbftMessage>,
      };
      const correct = Array.from({ length: 4 - liars }, (_, nth) => {
        const index = nth + 1;
        const input = { index, replicas, timeoutMs: 1_000_000 };
        return swarm.spawn(replicaMachine, { id: `replica-${index}`, input });
      });
      for (const index of [0, ...(liars > 1 ? [3] : [])]) {
        swarm.spawn(liarMachine, { id: `replica-${index}`, input: { index, correct } });
      }
      const executed = swarm.history<readonly string[]>([], (before, { event }) => {
        if (event.type !== 'executed' || before.includes(event.digest)) return before;
        return [...before, event.digest].sort();
      });
      return { correct, executed };
    },
    exploreWhile: ({ actors: { correct } }) =>
      correct.every((replica) => replica.getSnapshot().context.view === 0),
    properties: {
      always: { 'all execute the same': ({ actors }) => actors.executed.value.length < 2 },
      sometimes: { 'one executes': ({ actors }) => actors.executed.value.length === 1 },
    },
  });
