import { commitOf, prepareFor, preparesFor, proposalsOf } from './ordering.ts';
import { startingContext } from './replica-context.ts';
import { replicaParts } from './replica-parts.ts';
import { newViewOf, viewChangeOf } from './view-change.ts';

/**
 * A replica of PBFT: 3f + 1 of them execute the same requests in the same order, though f are byzantine.
 * The primary of a view numbers requests; backups agree to the numbers in two rounds, and move to
 * a view with another primary when a request takes too long.
 *
 * Signatures are modelled by what liars may not do: speak for another replica or for a client, or claim to
 * have prepared what they have not. Without the paper's checkpoints and water marks: logs grow, and a
 * replica that has missed something catches up at the next view change.
 *
 * @see M. Castro, B. Liskov, Practical Byzantine fault tolerance, OSDI 1999, section 4
 * @example
 * ```ts
 * const group: Group<PbftMessage> = { size: 4, at: (index) => replicas.at(index) };
 * const replicas: Population<typeof pbftReplicaMachine> = swarm.populate(pbftReplicaMachine, 4, (index) => ({
 *   input: { index, replicas: group, timeoutMs: 100 },
 * }));
 * ```
 */
export const pbftReplicaMachine = replicaParts.createMachine({
  id: 'replica',
  context: ({ input }) => startingContext(input),
  initial: 'normal',
  always: { guard: 'hasToJoin', target: '.changing', actions: 'joinView' },
  on: {
    REQUEST: [
      {
        guard: { type: 'isExecuted', params: ({ event }) => event },
        actions: { type: 'replyAgain', params: ({ event }) => event },
      },
      {
        guard: { type: 'isNew', params: ({ event }) => event },
        actions: [
          { type: 'expect', params: ({ event }) => event },
          { type: 'relay', params: ({ event }) => event },
        ],
      },
    ],
    VIEW_CHANGE: { actions: { type: 'hear', params: ({ event }) => event } },
    NEW_VIEW: {
      guard: { type: 'isLaterView', params: ({ event }) => event },
      target: '.normal',
      actions: [
        { type: 'enterView', params: ({ event }) => event },
        { type: 'tellOthers', params: ({ context, event }) => preparesFor(event, context.index) },
        { type: 'prepare', params: ({ context, event }) => preparesFor(event, context.index) },
      ],
    },
  },
  states: {
    normal: {
      always: [
        {
          guard: 'hasToPropose',
          actions: [
            { type: 'tellOthers', params: ({ context }) => proposalsOf(context) },
            { type: 'number', params: ({ context }) => proposalsOf(context) },
          ],
        },
        {
          guard: 'canCommit',
          actions: [
            { type: 'tellOthers', params: ({ context }) => [commitOf(context)] },
            { type: 'keepPrepared', params: ({ context }) => commitOf(context) },
            { type: 'commit', params: ({ context }) => commitOf(context) },
          ],
        },
        { guard: 'canExecute', actions: 'execute' },
      ],
      on: {
        PRE_PREPARE: [
          {
            guard: { type: 'isAcceptable', params: ({ event }) => event },
            actions: [
              { type: 'expectProposed', params: ({ event }) => event },
              { type: 'number', params: ({ event }) => [event] },
              {
                type: 'tellOthers',
                params: ({ context, event }) => [prepareFor(event, context.index)],
              },
              {
                type: 'prepare',
                params: ({ context, event }) => [prepareFor(event, context.index)],
              },
            ],
          },
          {
            guard: { type: 'isOfLaterView', params: ({ event }) => event },
            actions: { type: 'keepForLater', params: ({ event }) => event },
          },
        ],
        PREPARE: [
          {
            guard: { type: 'isOfBackup', params: ({ event }) => event },
            actions: { type: 'prepare', params: ({ event }) => [event] },
          },
          {
            guard: { type: 'isOfLaterView', params: ({ event }) => event },
            actions: { type: 'keepForLater', params: ({ event }) => event },
          },
        ],
        COMMIT: [
          {
            guard: { type: 'isOfThisView', params: ({ event }) => event },
            actions: { type: 'commit', params: ({ event }) => event },
          },
          {
            guard: { type: 'isOfLaterView', params: ({ event }) => event },
            actions: { type: 'keepForLater', params: ({ event }) => event },
          },
        ],
      },
      initial: 'calm',
      states: {
        calm: { always: { guard: 'hasToWait', target: 'waiting' } },
        waiting: {
          entry: 'time',
          always: { guard: 'hasWaited', target: 'calm' },
          after: { patience: { target: '#replica.changing', actions: 'giveUpView' } },
        },
      },
    },
    changing: {
      entry: [
        'leaveView',
        { type: 'tellOthers', params: ({ context }) => [viewChangeOf(context)] },
        { type: 'hear', params: ({ context }) => viewChangeOf(context) },
      ],
      on: {
        PRE_PREPARE: {
          guard: { type: 'isOfNoEarlierView', params: ({ event }) => event },
          actions: { type: 'keepForLater', params: ({ event }) => event },
        },
        PREPARE: {
          guard: { type: 'isOfNoEarlierView', params: ({ event }) => event },
          actions: { type: 'keepForLater', params: ({ event }) => event },
        },
        COMMIT: {
          guard: { type: 'isOfNoEarlierView', params: ({ event }) => event },
          actions: { type: 'keepForLater', params: ({ event }) => event },
        },
        NEW_VIEW: {
          guard: { type: 'isAwaitedView', params: ({ event }) => event },
          target: 'normal',
          actions: [
            { type: 'enterView', params: ({ event }) => event },
            {
              type: 'tellOthers',
              params: ({ context, event }) => preparesFor(event, context.index),
            },
            { type: 'prepare', params: ({ context, event }) => preparesFor(event, context.index) },
          ],
        },
      },
      initial: 'gathering',
      states: {
        gathering: { always: { guard: 'isWanted', target: 'gathered' } },
        gathered: {
          always: {
            guard: 'isPrimary',
            target: '#replica.normal',
            actions: [
              { type: 'tellOthers', params: ({ context }) => [newViewOf(context)] },
              { type: 'enterView', params: ({ context }) => newViewOf(context) },
            ],
          },
          after: {
            patience: { target: '#replica.changing', reenter: true, actions: 'giveUpView' },
          },
        },
      },
    },
  },
});
