import { assign, sendTo, setup } from 'xstate';
import {
  type BullyContext,
  type BullyInput,
  beginning,
  higherThan,
  lowerThan,
} from './bully-context.ts';
import type { BullyAnswer, BullyCall, BullyCallType, BullyMessage } from './messages.ts';

/** What a node guards itself by, and does. */
export const node = setup({
  types: {
    input: {} as BullyInput,
    context: {} as BullyContext,
    events: {} as BullyMessage,
    tags: {} as 'election' | 'reorganization' | 'normal',
  },
  delays: {
    timeout: ({ context }) => context.timeoutMs,
    period: ({ context }) => context.periodMs,
    // Whoever leads calls all others three times in an election, and each may be down.
    patience: ({ context: { periodMs, timeoutMs, group } }) =>
      periodMs + 3 * timeoutMs * group.size,
  },
  guards: {
    isDown: ({ context }) => context.isDown(context.toCall[0]!),
    allAreCalled: ({ context }) => context.toCall.length === 0,
    isStale: ({ context }, { call, answer }: { call: BullyCallType; answer: BullyAnswer }) =>
      answer.to !== call || answer.from !== context.toCall[0],
    isIdle: (_, { isNormal }: BullyAnswer) => !isNormal,
    hasHalted: ({ context }, { from }: BullyCall) => from === context.haltedBy,
    leads: ({ context }, { from }: BullyCall) => from === context.coordinator,
  },
  actions: {
    call: sendTo(
      ({ context: { group, toCall } }) => group.at(toCall[0]!),
      ({ context }, { call }: { call: BullyCallType }) => ({ type: call, from: context.index }),
    ),
    answer: sendTo(
      ({ context, event }) => context.group.at(event.from),
      ({ context, event }, { isNormal }: { isNormal: boolean }) => {
        const to = event.type as BullyCallType;
        return { type: 'ANSWER' as const, to, from: context.index, isNormal };
      },
    ),
    begin: assign(({ context }) => ({
      ...beginning(context),
      toCall: higherThan(context),
      elections: context.elections + 1,
    })),
    advance: assign({ toCall: ({ context }) => context.toCall.slice(1) }),
    haltSelf: assign(({ context }) => ({
      haltedBy: context.index,
      toCall: lowerThan(context),
    })),
    countUp: assign({ up: ({ context }) => [...context.up, context.toCall[0]!] }),
    lead: assign({ coordinator: ({ context }) => context.index }),
    turnToHalted: assign({ toCall: ({ context }) => context.up }),
    turnToCoordinator: assign({ toCall: ({ context }) => [context.coordinator!] }),
    turnToOthers: assign({
      toCall: ({ context }) => [...higherThan(context), ...lowerThan(context)],
    }),
    beHalted: assign(({ context }, { from }: BullyCall) => ({
      ...beginning(context),
      haltedBy: from,
      elections: context.elections,
    })),
    follow: assign((_, { from }: BullyCall) => ({ coordinator: from })),
  },
});
