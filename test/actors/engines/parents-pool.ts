import { forwardTo, sendTo, spawnChild, stopChild } from 'xstate';
import { context, vocabulary } from './vocabulary.ts';

const noted = ['note', 'say'] as const;

/** Children that come and go by actions. */
export const foster = vocabulary.createMachine({
  id: 'foster',
  context,
  initial: 'empty',
  on: { MEET: { actions: 'meet' }, NEWS: { actions: [...noted] } },
  states: {
    empty: {
      on: {
        GO: {
          target: 'full',
          actions: spawnChild('worker', { id: 'kid', input: ({ context: { n } }) => n }),
        },
      },
    },
    full: {
      entry: ['count', 'adopt'],
      on: {
        ASK: { actions: [forwardTo('kid'), 'tell'] },
        NEXT: { actions: sendTo('kid', { type: 'NEXT' }) },
        BACK: { target: 'empty', actions: [stopChild('kid'), 'log'] },
        'xstate.done.actor.kid': { target: 'empty', actions: 'outcome' },
        'xstate.error.actor.kid': { target: 'empty', actions: 'outcome' },
        BREAK: { actions: sendTo('kid', { type: 'BREAK' }) },
      },
    },
  },
});

/** A machine that is invoked, with all that may become of it, known to the whole swarm. */
export const employer = vocabulary.createMachine({
  id: 'employer',
  context,
  initial: 'hiring',
  on: {
    MEET: { actions: 'meet' },
    NEWS: { actions: 'note' },
    ASK: { actions: ['askSystem', 'tell'] },
  },
  states: {
    hiring: {
      after: { soon: 'employing' },
      on: { GO: { guard: 'isWilling', target: 'employing', actions: 'draw' } },
    },
    employing: {
      invoke: {
        src: 'worker',
        id: 'clerk',
        input: ({ context: { n } }) => n,
        onDone: { target: 'hiring', actions: ['outcome', 'say'] },
        onError: { target: 'hiring', actions: 'outcome' },
        onSnapshot: { actions: 'outcome' },
      },
      on: {
        BREAK: { actions: forwardTo('clerk') },
        NEXT: { actions: [forwardTo('clerk'), 'tell'] },
        BACK: 'hiring',
      },
    },
  },
});

/** Holds a name in the system while it lives. */
export const registrar = vocabulary.createMachine({
  id: 'registrar',
  context,
  initial: 'closed',
  on: { MEET: { actions: 'meet' }, NEWS: { actions: ['note', 'say'] } },
  states: {
    closed: { on: { GO: { guard: 'isWilling', target: 'open' }, ASK: { actions: 'askSystem' } } },
    open: {
      invoke: { src: 'worker', systemId: 'clerk', input: 7, onDone: 'closed', onError: 'closed' },
      on: { ASK: { actions: ['askSystem', 'tell'] }, BACK: 'closed' },
    },
  },
});

/** Promises, kept and broken. */
export const hopeful = vocabulary.createMachine({
  id: 'hopeful',
  context,
  initial: 'waiting',
  on: { MEET: { actions: 'meet' } },
  states: {
    waiting: {
      on: { GO: { guard: 'isWilling', target: 'hoping', actions: 'tell' } },
      after: { 11: 'hoping' },
    },
    hoping: {
      entry: 'count',
      invoke: {
        src: 'promise',
        input: ({ context: { n } }) => n,
        onDone: { target: 'waiting', actions: ['outcome', 'say'] },
        onError: { target: 'waiting', actions: 'outcome' },
      },
    },
  },
});

/** Callbacks, observables and functions, each as a child of a state. */
export const listener = vocabulary.createMachine({
  id: 'listener',
  context,
  initial: 'calling',
  on: { MEET: { actions: 'meet' }, NEWS: { actions: ['note', 'say'] } },
  states: {
    calling: {
      entry: 'draw',
      invoke: {
        src: 'callback',
        id: 'line',
        input: ({ context: { n } }) => n,
        onError: 'watching',
      },
      on: { ASK: { actions: [forwardTo('line'), 'tell'] }, NEXT: 'watching' },
    },
    watching: {
      invoke: [
        {
          src: 'observable',
          input: ({ context: { scheduler } }) => scheduler,
          onSnapshot: { actions: 'outcome' },
          onDone: { target: 'summing', actions: 'say' },
        },
        { src: 'events', input: ({ context: { scheduler } }) => scheduler },
      ],
      on: { BACK: 'calling' },
    },
    summing: {
      invoke: { src: 'tally', id: 'sum', onSnapshot: { actions: 'count' }, onError: 'calling' },
      on: { '*': { actions: forwardTo('sum') }, BACK: 'calling' },
    },
  },
});
