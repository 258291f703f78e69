/**
 * What happens to a transaction whose coordinator fails? It commits in two phases (J. Gray, Notes on
 * data base operating systems, 1978): all are asked to prepare, then all are told what was decided.
 * Expected: nobody commits what another one aborts, whoever crashes; but when the coordinator dies
 * between the phases (`coordinator: dies`), whoever has prepared waits for ever. A check finds that all learn
 * the outcome while nobody crashes, and with `--crashes 1` a crash of the coordinator that blocks it.
 */
import { defineSimulation, latency, type Population, script, uniform } from 'statehive';
import {
  coordinatorLog,
  coordinatorMachine,
  type Decide,
  type Group,
  type Prepare,
  participantLog,
  participantMachine,
} from 'statehive/machines';
import type { ActorRefFrom } from 'xstate';
import { z } from 'zod';

type Participant = ActorRefFrom<typeof participantMachine>;

const isUp = (one: Participant) => one.getSnapshot().status !== 'stopped';
const hasCommitted = (one: Participant) => one.getSnapshot().matches('committed');
const hasAborted = (one: Participant) => one.getSnapshot().matches('aborted');

/** The simulation with another coordinator, as one that is broken. */
export const atomicCommitWith = (coordinating: typeof coordinatorMachine) =>
  defineSimulation({
    name: 'atomic-commit',
    summary: 'A coordinator has participants commit in two phases, and may fail between them.',
    params: z.object({
      participants: z.int().min(1).max(50).default(3).describe('how many take part'),
      refusing: z.int().min(0).default(0).describe('how many of them cannot commit'),
      coordinator: z
        .enum(['stays', 'restarts', 'dies'])
        .default('restarts')
        .describe('what it does between the phases'),
      latencyMs: z.number().positive().default(10).describe('how long a message takes at most'),
    }),
    limits: { simulatedMs: 5_000 },
    network: ({ latencyMs }) => [latency(uniform({ min: 0.8 * latencyMs, max: latencyMs }))],
    // Who is in doubt asks again and again; each is one message that may arrive at any time.
    checking: { params: { participants: 2 }, network: 'duplicating', fair: 'moves' },
    // All have prepared, and none of their votes has arrived.
    faults: ({ coordinator, latencyMs }) => {
      const crash = { kind: 'crash', actor: 'coordinator', atMs: 1.5 * latencyMs } as const;
      if (coordinator === 'stays') return script([]);
      return script([coordinator === 'dies' ? crash : { ...crash, forMs: 20 * latencyMs }]);
    },
    compose({ swarm, params }) {
      const { participants: size, refusing } = params;
      const patienceMs = 10 * params.latencyMs;
      const group: Group<Prepare | Decide> = { size, at: (index) => participants.at(index) };
      const coordinator = swarm.spawn(coordinating, {
        input: { participants: group, voteTimeoutMs: patienceMs },
        recover: coordinatorLog,
      });
      const participants: Population<typeof participantMachine> = swarm.populate(
        participantMachine,
        size,
        (index) => ({
          input: { index, coordinator, yes: index >= refusing, patienceMs },
          recover: participantLog,
        }),
      );
      coordinator.send({ type: 'BEGIN' });
      return { coordinator, participants: [...participants] };
    },
    properties: {
      never: {
        'one has committed, one has aborted': ({ actors: { participants } }) =>
          participants.some(hasCommitted) && participants.some(hasAborted),
        'one has committed what another could not': ({ params, actors: { participants } }) =>
          params.refusing > 0 && participants.some(hasCommitted),
      },
      sometimes: {
        'all have committed': ({ actors: { participants } }) => participants.every(hasCommitted),
        'all have aborted': ({ actors: { participants } }) => participants.every(hasAborted),
      },
      eventually: {
        'all that are up know the outcome': {
          withinMs: 1_000,
          holds: ({ actors: { participants } }) =>
            participants.every((one) => !isUp(one) || hasCommitted(one) || hasAborted(one)),
        },
      },
    },
    report: ({ actors: { participants } }) => ({
      states: participants.map((one) => String(one.getSnapshot().value)),
    }),
    explain: ({ states }) => states.map((state, index) => `participant ${index}: ${state}`),
  });

export default atomicCommitWith(coordinatorMachine);
