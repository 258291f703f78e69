import { beginning } from './bully-context.ts';
import type { BullyAnswer, BullyCallType } from './messages.ts';
import { node } from './node.ts';

interface Step {
  readonly target: string;
  readonly actions?: readonly ('advance' | 'countUp')[];
}

const answerOf = ({ event }: { event: BullyAnswer }) => event;

/** Calls the nodes in `toCall`, one after the other: what to do about each, and at last. */
function calling(
  call: BullyCallType,
  { answered, down, done, idle }: { answered: Step; down: Step; done: string; idle?: string },
) {
  return node.createStateConfig({
    initial: 'next',
    states: {
      next: {
        always: [
          { guard: 'allAreCalled', target: done },
          { target: 'waiting', actions: { type: 'call', params: { call } } },
        ],
      },
      waiting: {
        on: {
          ANSWER: [
            { guard: { type: 'isStale', params: ({ event }) => ({ call, answer: event }) } },
            ...(idle === undefined
              ? []
              : [{ guard: { type: 'isIdle' as const, params: answerOf }, target: idle }]),
            answered,
          ],
        },
        after: {
          timeout: [
            { guard: 'isDown', ...down },
            { target: 'waiting', reenter: true },
          ],
        },
      },
    },
  });
}

const next: Step = { target: 'next', actions: ['advance'] };

/** Makes sure that the coordinator is up, when it has not been heard of for long. */
const doubting = (back: string) =>
  node.createStateConfig({
    entry: 'turnToCoordinator',
    ...calling('ARE_YOU_THERE', {
      answered: { target: back },
      down: { target: '#bully.election' },
      done: back,
    }),
  });

const election = node.createStateConfig({
  tags: 'election',
  initial: 'asking',
  states: {
    asking: {
      entry: 'begin',
      ...calling('ARE_YOU_THERE', {
        answered: { target: '#bully.election.givingWay' },
        down: next,
        done: '#bully.election.halting',
      }),
    },
    givingWay: { after: { patience: 'asking' } },
    halting: {
      entry: 'haltSelf',
      ...calling('HALT', {
        answered: { target: 'next', actions: ['countUp', 'advance'] },
        down: next,
        done: '#bully.reorganization.announcing',
      }),
    },
    halted: {
      on: {
        NEW_COORDINATOR: {
          guard: { type: 'hasHalted', params: ({ event }) => event },
          target: '#bully.reorganization.following',
          actions: [
            { type: 'follow', params: ({ event }) => event },
            { type: 'answer', params: { isNormal: false } },
          ],
        },
      },
      after: { patience: 'asking' },
    },
  },
});

const reorganization = node.createStateConfig({
  tags: 'reorganization',
  initial: 'following',
  states: {
    announcing: {
      entry: ['lead', 'turnToHalted'],
      ...calling('NEW_COORDINATOR', {
        answered: next,
        down: { target: '#bully.election' },
        done: '#bully.reorganization.settingToWork',
      }),
    },
    settingToWork: {
      entry: 'turnToHalted',
      ...calling('READY', {
        answered: next,
        down: { target: '#bully.election' },
        done: '#bully.normal.leading',
      }),
    },
    following: {
      on: {
        READY: {
          guard: { type: 'leads', params: ({ event }) => event },
          target: '#bully.normal.following',
          actions: { type: 'answer', params: { isNormal: true } },
        },
      },
      after: { patience: 'doubting' },
    },
    doubting: doubting('#bully.reorganization.following'),
  },
});

const normal = node.createStateConfig({
  tags: 'normal',
  initial: 'following',
  on: { ARE_YOU_NORMAL: { actions: { type: 'answer', params: { isNormal: true } } } },
  states: {
    leading: { after: { period: 'lookingAround' } },
    lookingAround: {
      entry: 'turnToOthers',
      ...calling('ARE_YOU_NORMAL', {
        idle: '#bully.election',
        answered: next,
        down: next,
        done: '#bully.normal.leading',
      }),
    },
    following: {
      on: {
        ARE_YOU_NORMAL: {
          guard: { type: 'leads', params: ({ event }) => event },
          target: 'following',
          reenter: true,
          actions: { type: 'answer', params: { isNormal: true } },
        },
      },
      after: { patience: 'doubting' },
    },
    doubting: doubting('#bully.normal.following'),
  },
});

/**
 * A node that takes part in electing a coordinator by the Bully Algorithm (H. Garcia-Molina, Elections in
 * a distributed computing system, IEEE Transactions on Computers C-31, 1982).
 *
 * It asks the nodes with a higher number whether they are up, and gives way to the first that answers.
 * If none does, it halts those with a lower one, tells all whom it halted that it leads, and then that
 * they can go to work. The paper's states are tags: `election`, `reorganization`, `normal`. Calls go to
 * one node after the other, as there. It rests on what the paper assumes: who is up answers in time.
 */
export const bullyMachine = node.createMachine({
  id: 'bully',
  context: ({ input }) => beginning(input),
  initial: 'recovering',
  // A call that is none of a node's business is answered as well: it shows that the node is up.
  on: {
    ARE_YOU_THERE: { actions: { type: 'answer', params: { isNormal: false } } },
    ARE_YOU_NORMAL: { actions: { type: 'answer', params: { isNormal: false } } },
    HALT: {
      target: '.election.halted',
      actions: [
        { type: 'beHalted', params: ({ event }) => event },
        { type: 'answer', params: { isNormal: false } },
      ],
    },
    NEW_COORDINATOR: { actions: { type: 'answer', params: { isNormal: false } } },
    READY: { actions: { type: 'answer', params: { isNormal: false } } },
  },
  states: {
    recovering: { tags: 'election', after: { 0: 'election' } },
    election,
    reorganization,
    normal,
  },
});
