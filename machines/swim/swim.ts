import { sample } from 'statehive';
import { assign, enqueueActions, setup } from 'xstate';
import type { Acknowledgement, Ping, PingRequest, SwimMessage } from './messages.ts';
import {
  beginning,
  nextPeriod,
  proxiesOf,
  type SwimContext,
  type SwimInput,
  timesToTell,
} from './swim-context.ts';
import { afterTelling, beliefOf, hearing, type MembershipUpdate, toTell } from './updates.ts';

/** A member has changed its mind about another, by itself or because it was told. */
export interface Believed extends MembershipUpdate {
  readonly type: 'believed';
}

export interface SuspicionOver {
  readonly type: 'SUSPICION_OVER';
  readonly suspicion: MembershipUpdate;
}

interface Heard {
  readonly updates: readonly MembershipUpdate[];
}

/**
 * A member of a group that finds out which others have failed (A. Das, I. Gupta, A. Motivala, SWIM:
 * scalable weakly-consistent infection-style process group membership protocol, DSN 2002).
 *
 * In each protocol period it pings one other. If that does not answer in time it asks `proxies` others
 * to ping it as well, and if nobody has heard of it at the end of the period, it suspects it. A
 * suspicion that the suspect does not deny in time makes it failed. What members believe goes along
 * with pings, requests and acknowledgements: there are no other messages. Nobody joins or leaves.
 */
export const swimMachine = setup({
  types: {
    input: {} as SwimInput,
    context: {} as SwimContext,
    events: {} as SwimMessage | SuspicionOver,
    emitted: {} as Believed,
  },
  delays: {
    offset: ({ context }) => sample(context.offset),
    period: ({ context }) => context.periodMs,
    timeout: ({ context }) => context.timeoutMs,
  },
  guards: { isUnanswered: ({ context }) => context.target !== undefined },
  actions: {
    hear: enqueueActions(({ context, enqueue }, { updates }: Heard) => {
      const { beliefs, rumours, news } = hearing(context, updates);
      if (news.length === 0) return;
      enqueue.assign({ beliefs, rumours });
      for (const update of news) {
        enqueue.emit({ ...update, type: 'believed' });
        if (update.status !== 'suspected') continue;
        const over = { type: 'SUSPICION_OVER', suspicion: update } as const;
        enqueue.raise(over, { delay: context.suspicionMs });
      }
    }),
    beginPeriod: assign(({ context }) => nextPeriod(context)),
    ping: enqueueActions(({ context, enqueue }) => {
      const { group, target, index: from, period } = context;
      if (target === undefined) return;
      const updates = toTell(context.rumours);
      enqueue.sendTo(group.at(target), { type: 'PING', from, period, updates });
      enqueue.assign({ rumours: told(context, updates) });
    }),
    askOthersToPing: enqueueActions(({ context, enqueue }) => {
      const { group, index: from, period } = context;
      const target = context.target!;
      let { rumours } = context;
      for (const proxy of proxiesOf(context)) {
        const updates = toTell(rumours);
        enqueue.sendTo(group.at(proxy), { type: 'PING_REQUEST', from, period, target, updates });
        rumours = told({ ...context, rumours }, updates);
      }
      enqueue.assign({ rumours });
    }),
    pingOnBehalf: enqueueActions(({ context, enqueue }, request: PingRequest) => {
      const { from: onBehalfOf, period, target } = request;
      const updates = toTell(context.rumours);
      const ping = { type: 'PING', from: context.index, period, onBehalfOf, updates } as const;
      enqueue.sendTo(context.group.at(target), ping);
      enqueue.assign({ rumours: told(context, updates) });
    }),
    acknowledge: enqueueActions(({ context, enqueue }, { from, ...ping }: Ping) => {
      const updates = toTell(context.rumours);
      const acknowledgement = { ...ping, type: 'ACKNOWLEDGEMENT', updates } as const;
      enqueue.sendTo(context.group.at(from), { ...acknowledgement, target: context.index });
      enqueue.assign({ rumours: told(context, updates) });
    }),
    /** It is for oneself, or to be passed on to who had asked for it. */
    takeAcknowledgement: enqueueActions(({ context, enqueue }, answer: Acknowledgement) => {
      const { onBehalfOf, target, period } = answer;
      if (onBehalfOf === undefined) {
        if (period === context.period && target === context.target) {
          enqueue.assign({ target: undefined });
        }
        return;
      }
      const updates = toTell(context.rumours);
      const passedOn = { type: 'ACKNOWLEDGEMENT', target, period, updates } as const;
      enqueue.sendTo(context.group.at(onBehalfOf), passedOn);
      enqueue.assign({ rumours: told(context, updates) });
    }),
  },
}).createMachine({
  id: 'swim',
  context: ({ input }) => beginning(input),
  initial: 'starting',
  on: {
    PING: {
      actions: [
        { type: 'hear', params: ({ event }) => event },
        { type: 'acknowledge', params: ({ event }) => event },
      ],
    },
    PING_REQUEST: {
      actions: [
        { type: 'hear', params: ({ event }) => event },
        { type: 'pingOnBehalf', params: ({ event }) => event },
      ],
    },
    ACKNOWLEDGEMENT: {
      actions: [
        { type: 'hear', params: ({ event }) => event },
        { type: 'takeAcknowledgement', params: ({ event }) => event },
      ],
    },
    SUSPICION_OVER: {
      actions: { type: 'hear', params: ({ context, event }) => confirmed(context, event) },
    },
  },
  states: {
    starting: { after: { offset: 'probing' } },
    probing: {
      entry: ['beginPeriod', 'ping'],
      after: {
        timeout: { guard: 'isUnanswered', actions: 'askOthersToPing' },
        period: {
          target: 'probing',
          reenter: true,
          actions: { type: 'hear', params: ({ context }) => judged(context) },
        },
      },
    },
  },
});

function told(context: SwimContext, updates: readonly MembershipUpdate[]) {
  return afterTelling(context.rumours, updates, timesToTell(context));
}

/** What follows from a period: somebody has not answered, neither directly nor to others. */
function judged({ target, beliefs, suspicionMs }: SwimContext): Heard {
  if (target === undefined) return { updates: [] };
  const { incarnation } = beliefOf(beliefs, target);
  const status = suspicionMs > 0 ? 'suspected' : 'failed';
  return { updates: [{ member: target, status, incarnation }] };
}

/** What follows when a suspicion is over: unless it was denied meanwhile, the suspect has failed. */
function confirmed({ beliefs }: SwimContext, { suspicion }: SuspicionOver): Heard {
  const belief = beliefOf(beliefs, suspicion.member);
  const stands = belief.status === 'suspected' && belief.incarnation === suspicion.incarnation;
  return { updates: stands ? [{ ...suspicion, status: 'failed' }] : [] };
}
