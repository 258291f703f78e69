import { stateIn } from 'xstate';
import { context, vocabulary } from './vocabulary.ts';

/** After, always, delayed sends and their cancelling, raise with a delay. */
export const timed = vocabulary.createMachine({
  id: 'timed',
  context,
  initial: 'idle',
  on: {
    MEET: { actions: 'meet' },
    ASK: { actions: ['tell', 'say'] },
    BACK: { actions: 'takeBack' },
  },
  states: {
    idle: {
      entry: ['count', 'tellLater'],
      after: { soon: 'busy', 20: { target: 'idle', reenter: true } },
      on: { GO: { target: 'busy', actions: ['note', 'dropRaised'] } },
    },
    busy: {
      tags: 'busy',
      entry: ['raiseLater', 'say'],
      always: { guard: 'isOddAndFew', target: 'resting', actions: 'count' },
      after: { byCount: { target: 'resting', actions: 'draw' } },
      on: { GO: { actions: ['note', 'tell'] }, NEXT: 'idle' },
    },
    resting: {
      after: { 5: [{ guard: 'isLucky', target: 'idle' }, { target: 'busy' }] },
      exit: 'log',
    },
  },
});

/** Parallel regions that watch each other, and end together. */
export const twofold = vocabulary.createMachine({
  id: 'twofold',
  context,
  initial: 'both',
  on: { MEET: { actions: 'meet' }, '*': { actions: 'note' } },
  states: {
    both: {
      type: 'parallel',
      onDone: { target: 'over', actions: 'say' },
      states: {
        left: {
          initial: 'a',
          states: {
            a: { on: { GO: { target: 'b', actions: 'tell' } } },
            b: { on: { BACK: 'a', NEXT: { guard: 'isEven', target: 'end' } }, after: { 9: 'a' } },
            end: { type: 'final', entry: 'say' },
          },
        },
        right: {
          initial: 'a',
          states: {
            a: {
              always: { guard: stateIn({ both: { left: 'b' } }), target: 'b', actions: 'count' },
            },
            b: { after: { soon: 'end' }, on: { BACK: { target: 'a', actions: ['tell', 'say'] } } },
            end: { type: 'final' },
          },
        },
      },
    },
    over: { entry: 'draw', on: { GO: 'both', ASK: 'ended' } },
    ended: { type: 'final' },
  },
  output: ({ context: { n } }) => ({ n }),
});

/** Shallow and deep history, with a default. */
export const historian = vocabulary.createMachine({
  id: 'historian',
  context,
  initial: 'away',
  on: { MEET: { actions: 'meet' } },
  states: {
    away: {
      on: {
        GO: 'work.shallow',
        NEXT: { target: 'work.deep', actions: 'tell' },
        ASK: { target: 'work', actions: 'say' },
      },
    },
    work: {
      initial: 'a',
      entry: 'count',
      exit: 'note',
      on: { BACK: { target: 'away', actions: 'say' } },
      states: {
        a: { on: { NEXT: 'b' }, after: { 7: 'b' } },
        b: {
          initial: 'x',
          states: { x: { on: { NEXT: { target: 'y', actions: 'tell' } } }, y: { entry: 'draw' } },
          on: { GO: 'a' },
        },
        shallow: { type: 'history', target: 'b' },
        deep: { type: 'history', history: 'deep' },
      },
    },
  },
});

/** Ends with an output; what comes later reaches nobody. Breaks when it is told to twice. */
export const mortal = vocabulary.createMachine({
  id: 'mortal',
  context,
  initial: 'alive',
  on: { MEET: { actions: 'meet' } },
  states: {
    alive: {
      on: {
        GO: { guard: 'isWilling', actions: ['tell', 'count'] },
        NEXT: { guard: 'isLucky', target: 'dead', actions: 'say' },
        BREAK: 'cracked',
      },
      after: { 60: 'dead' },
    },
    cracked: { after: { 3: 'alive' }, on: { BREAK: { actions: 'fail' } } },
    dead: { type: 'final', entry: 'note' },
  },
  output: ({ context: { n, notes } }) => ({ n, notes }),
});
