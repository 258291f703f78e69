/**
 * Who does which task, when nobody knows who is free, and is each done when contractors crash? Managers
 * announce tasks, and award each to the best bid (R. G. Smith, The contract net protocol, IEEE
 * Transactions on Computers C-29, 1980). Expected: with the defaults, 12 tasks and 4 contractors, the last of them slow, each
 * is done once, also when contractors crash: it is announced again. When bids take longer than their
 * deadline, as with --bidDeadlineMs 5, nothing is done at all; when reports do, tasks are done twice. A check, which
 * knows no times, finds that too; nothing is done that was not awarded, nor more often than it was announced.
 */
import {
  chaos,
  count,
  defineSimulation,
  exponential,
  final,
  latency,
  type Population,
  uniform,
} from 'statehive';
import {
  type ContractorMessage,
  contractorMachine,
  type Group,
  type ManagerMessage,
  managerMachine,
} from 'statehive/machines';
import type { ActorRefFrom } from 'xstate';
import { z } from 'zod';

const milliseconds = z.number().positive();

type Contractors = Population<typeof contractorMachine>;

const isTwiceIn = (numbers: readonly number[]) => new Set(numbers).size < numbers.length;
const roundsOf = (manager: ActorRefFrom<typeof managerMachine>) =>
  manager.getSnapshot().context.rounds;
/** Every task that was done, as often as it was. */
const doneBy = (contractors: Contractors) =>
  [...contractors].flatMap((each) => each.getSnapshot().context.done);

/** The simulation with other managers, as ones that are broken. */
export const contractNetWith = (managing: typeof managerMachine) =>
  defineSimulation({
    name: 'contract-net',
    summary: 'Managers announce tasks, and award each to the contractor whose bid is best.',
    params: z.object({
      tasks: z.int().min(1).max(10_000).default(12).describe('how many, each with its manager'),
      contractors: z.int().min(1).max(1_000).default(4).describe('how many can do them'),
      sizeMs: milliseconds
        .default(50)
        .describe('how long each contractor but the last needs for a task'),
      slowest: z.number().min(1).default(3).describe('how many times longer the last one needs'),
      bidDeadlineMs: milliseconds.default(25).describe('how long managers wait for bids'),
      reportDeadlineMs: milliseconds
        .default(200)
        .describe('how long they wait for a report that is overdue'),
      failures: z.int().min(0).default(0).describe('how many contractors crash within 200 ms'),
    }),
    network: () => [latency(uniform({ min: 3, max: 10 }))],
    faults: ({ failures }) =>
      chaos({ deaths: failures, maxDown: failures, actors: ['contractor-*'], untilMs: 200 }),
    limits: { simulatedMs: 10_000 },
    checking: { params: { tasks: 1, contractors: 2 } },
    compose({ swarm, params }) {
      const { bidDeadlineMs, reportDeadlineMs, sizeMs } = params;
      const buyers: Group<ManagerMessage> = {
        size: params.tasks,
        at: (index) => managers.at(index),
      };
      const sellers: Group<ContractorMessage> = {
        size: params.contractors,
        at: (index) => contractors.at(index),
      };
      const contractors: Population<typeof contractorMachine> = swarm.populate(
        contractorMachine,
        params.contractors,
        (index) => {
          const isSlow = index > 0 && index === params.contractors - 1;
          return { input: { index, managers: buyers, slowness: isSlow ? params.slowest : 1 } };
        },
      );
      const managers: Population<typeof managerMachine> = swarm.populate(
        managing,
        params.tasks,
        (manager) => ({
          input: {
            task: { manager, sizeMs },
            contractors: sellers,
            arrival: exponential({ mean: 100 }),
            bidDeadlineMs,
            reportDeadlineMs,
          },
        }),
      );
      return {
        contractors,
        managers,
        satisfied: swarm.where(managers, (manager) => manager.matches('satisfied')),
        awardedTwice: swarm.where(managers, ({ context: { awarded } }) =>
          isTwiceIn(awarded.map(({ round }) => round)),
        ),
      };
    },
    measure: ({ swarm, params, actors }) => ({
      doneMs: final(() => (actors.satisfied.size === params.tasks ? swarm.nowMs : null)),
      messages: count(swarm.envelopes$),
    }),
    properties: {
      always: {
        'nobody works on what it was not awarded': ({ actors: { contractors, managers } }) =>
          [...contractors].every((contractor) => {
            const { contracts, index } = contractor.getSnapshot().context;
            return contracts.every(({ manager }) =>
              managers
                .at(manager)
                .getSnapshot()
                .context.awarded.some((bid) => bid.contractor === index),
            );
          }),
        'no announcement is awarded twice': ({ actors: { awardedTwice } }) =>
          awardedTwice.size === 0,
        'no task is done more often than it was announced': ({
          actors: { contractors, managers },
        }) => {
          const times = new Map<number, number>();
          for (const manager of doneBy(contractors))
            times.set(manager, (times.get(manager) ?? 0) + 1);
          return [...times].every(([manager, done]) => done <= roundsOf(managers.at(manager)));
        },
      },
      sometimes: {
        'a task is done twice': ({ actors: { contractors } }) => isTwiceIn(doneBy(contractors)),
      },
      eventually: {
        'every task is done': {
          withinMs: 5_000,
          holds: ({ params, actors }) => actors.satisfied.size === params.tasks,
        },
      },
    },
    until: ({ params, actors }) => actors.satisfied.size === params.tasks,
    // A task may be announced twice, and so be done by two.
    exploreWhile: ({ actors: { managers } }) =>
      [...managers].every((manager) => roundsOf(manager) <= 2),
    report: ({ actors: { contractors, managers } }) => ({
      doneBy: [...contractors].map((contractor) => contractor.getSnapshot().context.done.length),
      announcements: [...managers].reduce((sum, manager) => sum + roundsOf(manager), 0),
    }),
    explain: ({ doneBy, announcements }) => [
      `${announcements} announcements; the contractors have done ${doneBy.join(', ')} tasks.`,
    ],
  });

export default contractNetWith(managerMachine);
