/**
 * How soon does a group find out that a member has crashed, and how often does it take one for crashed
 * that is up? Members ping each other, and tell what they believe along with it (A. Das, I. Gupta,
 * A. Motivala, SWIM, DSN 2002). Expected: the first finds out after 1 / (1 - (1 - 1 / (n - 1)) ^ (n - 1)) periods on
 * average, about 1.58, each sends 2 messages in a period while nothing is lost, however many there are. Where
 * a fifth of them is lost, members who are up are taken for crashed without --suspicion, and hardly with it.
 */
import { filter, map, take } from 'rxjs';
import {
  count,
  defineSimulation,
  last,
  latency,
  loss,
  type Population,
  script,
  uniform,
} from 'statehive';
import { beliefOf, type Group, type SwimMessage, swimMachine } from 'statehive/machines';
import type { ActorRefFrom } from 'xstate';
import { z } from 'zod';

const PERIOD_MS = 100;
const TIMEOUT_MS = 25;
const CRASH_AT_MS = 5 * PERIOD_MS;
/** A round trip takes less than the timeout, and three of them less than a period. */
const LATENCY_MS = { min: 1, max: 12 };

type Member = ActorRefFrom<typeof swimMachine>;

const isUp = (member: Member | undefined) => member?.getSnapshot().status === 'active';
const hasFailed = (member: Member, index: number) =>
  beliefOf(member.getSnapshot().context.beliefs, index).status === 'failed';
const beliefsOf = (member: Member) => [...member.getSnapshot().context.beliefs.values()];
/** Those who have failed as far as a member knows. */
const failedTo = (member: Member) => beliefsOf(member).filter(({ status }) => status === 'failed');

/** The simulation of other members, as ones that are broken. */
export const swimWith = (probing: typeof swimMachine) =>
  defineSimulation({
    name: 'swim',
    summary: 'Members of a group ping each other, and find out who has crashed.',
    params: z.object({
      members: z.int().min(2).max(1_000).default(20).describe('how many there are'),
      failures: z.int().min(0).default(1).describe('how many crash, after five periods'),
      loss: z.number().min(0).max(1).default(0).describe('the chance that a message is lost'),
      suspicion: z
        .boolean()
        .default(true)
        .describe('whether a member can deny that it has crashed'),
      suspicionPeriods: z.number().positive().default(6).describe('how many periods it has for it'),
      proxies: z.int().min(0).default(3).describe('how many others ping who does not answer'),
      order: z
        .enum(['round-robin', 'random'])
        .default('round-robin')
        .describe('who is pinged next'),
      periods: z.int().min(1).default(40).describe('how many periods a run lasts'),
    }),
    network: ({ loss: probability }) => [loss({ probability }), latency(uniform(LATENCY_MS))],
    faults: ({ failures }) =>
      script(
        Array.from({ length: failures }, (_, nth) => {
          return { kind: 'crash', actor: `swim-${nth}`, atMs: CRASH_AT_MS } as const;
        }),
      ),
    // Who is up answers in time.
    checking: { params: { members: 2, failures: 0 }, prompt: true },
    compose({ swarm, params }) {
      const { members: size, proxies, order } = params;
      const group: Group<SwimMessage> = { size, at: (index) => members.at(index) };
      const suspicionMs = params.suspicion ? params.suspicionPeriods * PERIOD_MS : 0;
      const times = { periodMs: PERIOD_MS, timeoutMs: TIMEOUT_MS, suspicionMs };
      const offset = uniform({ min: 0, max: PERIOD_MS });
      const members: Population<typeof swimMachine> = swarm.populate(probing, size, (index) => ({
        input: { index, group, offset, ...times, proxies, order, spread: 3 },
      }));
      return { members: [...members] };
    },
    measure({ swarm, actors: { members } }) {
      const detections$ = swarm.emitted(members, 'believed').pipe(
        filter(({ member, status }) => status !== 'alive' && !isUp(members[member])),
        take(1),
      );
      return {
        firstDetectionMs: last(detections$.pipe(map(() => swarm.nowMs - CRASH_AT_MS))),
        messages: count(swarm.envelopes$),
      };
    },
    properties: {
      always: {
        'nobody who is up is taken for failed': ({ actors: { members } }) =>
          members.every((one) => failedTo(one).every(({ member }) => !isUp(members[member]))),
        'only a member itself has counted its incarnation up': ({ actors: { members } }) =>
          members.every((one) =>
            beliefsOf(one).every(({ member, incarnation }) => {
              const own = beliefsOf(members[member]!).find((belief) => belief.member === member);
              return incarnation <= (own?.incarnation ?? 0);
            }),
          ),
      },
      eventually: {
        'all who are up know who is not': {
          withinMs: 30 * PERIOD_MS,
          holds: ({ params, actors: { members } }) => {
            const up = members.filter(isUp);
            const down = members.flatMap((member, index) => (isUp(member) ? [] : [index]));
            if (down.length < params.failures) return false;
            return up.every((one) => down.every((each) => hasFailed(one, each)));
          },
        },
      },
    },
    until: ({ params, actors: { members } }) =>
      members.every((one) => !isUp(one) || one.getSnapshot().context.period > params.periods),
    // To the end of the second period of each, where there are suspicions of the first.
    exploreWhile: ({ actors: { members } }) =>
      members.every((member) => member.getSnapshot().context.period <= 2),
    report: ({ actors: { members } }) => ({
      failed: [
        ...new Set(members.flatMap((one) => failedTo(one).map(({ member }) => member))),
      ].sort((one, other) => one - other),
    }),
    explain: ({ failed }) => [
      `Taken for failed: ${failed.length === 0 ? 'nobody' : failed.join(', ')}.`,
    ],
  });

export default swimWith(swimMachine);
