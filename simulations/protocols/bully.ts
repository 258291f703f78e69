/**
 * Do nodes agree on who leads them when the leader crashes and comes back? They elect the highest that is
 * up by the Bully Algorithm (H. Garcia-Molina, Elections in a distributed computing system, IEEE
 * Transactions on Computers C-31, 1982). Expected: whenever two are at work, or about to be, they have one
 * coordinator, and all that are up follow the highest before long. That rests on time: where messages
 * outlast the timeout, as with --latencyMaxMs 60, two of them lead at once. So a check lets messages arrive
 * before timers fire; with `--no-prompt` it finds the two leaders.
 */
import { count, defineSimulation, latency, type Population, script, uniform } from 'statehive';
import { type BullyMessage, bullyMachine, type Group } from 'statehive/machines';
import type { ActorRefFrom } from 'xstate';
import { z } from 'zod';

type Node = ActorRefFrom<typeof bullyMachine>;

const isUp = (node: Node) => node.getSnapshot().status === 'active';
const coordinatorOf = (node: Node) => node.getSnapshot().context.coordinator;
const isNormal = (node: Node) => node.getSnapshot().hasTag('normal');
const isPastElection = (node: Node) => isUp(node) && !node.getSnapshot().hasTag('election');

const milliseconds = z.number().positive();

/** The simulation of other nodes, as ones that are broken. */
export const bullyWith = (electing: typeof bullyMachine) =>
  defineSimulation({
    name: 'bully',
    summary: 'Nodes elect the highest that is up to lead them; the leader crashes and comes back.',
    params: z.object({
      nodes: z.int().min(1).max(1_000).default(5).describe('how many there are'),
      latencyMaxMs: milliseconds.default(10).describe('the longest one-way delay'),
      timeoutMs: milliseconds.default(25).describe('how long who is up may take to answer'),
      periodMs: milliseconds.default(50).describe('how often the leader looks around'),
      detector: z
        .enum(['timeout', 'perfect'])
        .default('timeout')
        .describe('who is down: who does not answer in time, or who is down in fact'),
      leaderIsDownMs: z
        .number()
        .min(0)
        .default(1_000)
        .describe('how long the leader is down; 0: never'),
    }),
    network: ({ latencyMaxMs }) => [latency(uniform({ min: 0, max: latencyMaxMs }))],
    faults: ({ nodes, leaderIsDownMs: forMs }) =>
      script(forMs > 0 ? [{ kind: 'crash', actor: `bully-${nodes - 1}`, atMs: 500, forMs }] : []),
    limits: { simulatedMs: 3_000 },
    // Who is up answers in time: what the algorithm rests on.
    checking: { params: { nodes: 3 }, timers: 'by-time', prompt: true, faults: { crashes: 1 } },
    compose({ swarm, params: { nodes: size, timeoutMs, periodMs, detector } }) {
      const group: Group<BullyMessage> = { size, at: (index) => nodes.at(index) };
      const isDown = (index: number) => detector === 'timeout' || !isUp(nodes.at(index));
      const nodes: Population<typeof bullyMachine> = swarm.populate(electing, size, (index) => ({
        input: { index, group, timeoutMs, periodMs, isDown },
        recover: (context) => context,
      }));
      return [...nodes];
    },
    measure: ({ swarm }) => ({ messages: count(swarm.envelopes$) }),
    properties: {
      always: {
        'two that are past an election have one coordinator': ({ actors: nodes }) => {
          const coordinators = nodes.filter(isPastElection).map(coordinatorOf);
          return new Set(coordinators).size <= 1;
        },
      },
      sometimes: {
        'the second highest leads all that are up': ({ actors: nodes, params }) =>
          nodes
            .filter(isUp)
            .every((node) => isNormal(node) && coordinatorOf(node) === params.nodes - 2),
      },
      eventually: {
        'all that are up follow the highest of them': {
          withinMs: 1_000,
          holds({ actors: nodes }) {
            const up = nodes.filter(isUp);
            const highest = nodes.findLastIndex(isUp);
            return up.every((node) => isNormal(node) && coordinatorOf(node) === highest);
          },
        },
      },
    },
    // As far as each has begun an election and one another, and nobody looks for those who came back.
    exploreWhile({ actors: nodes }) {
      const elections = nodes.map((node) => node.getSnapshot().context.elections);
      const isLookingAround = (node: Node) =>
        node.getSnapshot().matches({ normal: 'lookingAround' });
      const begun = elections.reduce((sum, each) => sum + each, 0);
      return begun <= nodes.length + 1 && !nodes.some(isLookingAround);
    },
    report: ({ actors: nodes }) => ({
      elections: nodes.reduce((sum, node) => sum + node.getSnapshot().context.elections, 0),
      coordinators: nodes.map((node) => coordinatorOf(node) ?? null),
    }),
    explain: ({ elections, coordinators }) => [
      `${elections} elections were begun; at the end the nodes follow ${coordinators.join(', ')}.`,
    ],
  });

export default bullyWith(bullyMachine);
