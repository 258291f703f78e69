/**
 * Do replicas execute the same operations in the same order, when some of them lie? 3f + 1 replicas
 * agree by PBFT (M. Castro, B. Liskov, Practical Byzantine fault tolerance, OSDI 1999). The first
 * primary is a liar: with `lie: equivocate` it tells f of the replicas another order than the rest,
 * with `withhold` it gives no number to any request. Expected: f liars break
 * nothing, and every client is answered, if need be in a later view; f + 1 that equivocate together
 * make correct replicas execute different operations at the same place.
 */
import {
  count,
  defineSimulation,
  exponential,
  type Happening,
  latency,
  type Population,
  type Rewrite,
  script,
} from 'statehive';
import {
  type Group,
  type PbftMessage,
  pbftClientMachine,
  pbftReplicaMachine,
} from 'statehive/machines';
import { z } from 'zod';

/** By sequence number, what correct replicas have executed there. */
type Order = Readonly<Record<number, readonly string[]>>;

const sizeOf = ({ tolerated }: { tolerated: number }) => 3 * tolerated + 1;

const replicasFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, nth) => `replica-${first + nth}`);

/** The first primary, and those of the highest numbers. */
function liarsOf({ tolerated, liars }: { tolerated: number; liars: number }): readonly string[] {
  const size = sizeOf({ tolerated });
  const others = Math.min(liars, size) - 1;
  return liars === 0 ? [] : ['replica-0', ...replicasFrom(size - others, others)];
}

/** Tells replicas 1 to f another order than the rest: 1 and 2 change places, 3 and 4, and so on. */
const equivocationOf =
  (tolerated: number): Rewrite =>
  ({ to, event }) => {
    const { sequence } = event;
    const isVictim = replicasFrom(1, tolerated).includes(to);
    if (!isVictim || typeof sequence !== 'number') return event;
    return { ...event, sequence: sequence % 2 === 1 ? sequence + 1 : sequence - 1 };
  };

const TOLERATED_MAX = 10;
const lieOf = ({ lie, tolerated }: { lie: string; tolerated: number }) =>
  lie === 'withhold' ? lie : `${lie} to ${tolerated}`;

/** The simulation of other replicas, as ones that are broken. */
export const pbftWith = (replicating: typeof pbftReplicaMachine) =>
  defineSimulation({
    name: 'pbft',
    summary: 'Replicas agree on an order of requests, though some of them lie.',
    params: z.object({
      tolerated: z
        .int()
        .min(1)
        .max(TOLERATED_MAX)
        .default(1)
        .describe('f: how many of 3f + 1 may lie'),
      liars: z
        .int()
        .min(0)
        .max(TOLERATED_MAX + 1)
        .default(1)
        .describe('how many do, the first primary first'),
      lie: z
        .enum(['equivocate', 'withhold'])
        .default('equivocate')
        .describe('tell some another order, or nobody any'),
      clients: z.int().min(1).default(3).describe('how many want operations to be executed'),
      operations: z.int().min(1).default(5).describe('how many each of them wants'),
      latencyMs: z.number().positive().default(5).describe('the mean time that a message takes'),
      timeoutMs: z
        .number()
        .positive()
        .default(100)
        .describe('how long a backup waits for a request before it wants another primary'),
    }),
    limits: { simulatedMs: 20_000 },
    network: ({ latencyMs }) => [latency(exponential({ mean: latencyMs }))],
    faults: (params) =>
      script(
        liarsOf(params).map((actor) => ({
          kind: 'byzantine',
          actor,
          atMs: 0,
          rewrite: lieOf(params),
        })),
      ),
    rewriters: Object.fromEntries([
      ['withhold', ({ event }) => (event.type === 'PRE_PREPARE' ? { ...event, view: -1 } : event)],
      ...Array.from({ length: TOLERATED_MAX }, (_, at): [string, Rewrite] => [
        lieOf({ lie: 'equivocate', tolerated: at + 1 }),
        equivocationOf(at + 1),
      ]),
    ]),
    compose({ swarm, params }) {
      const { timeoutMs, clients: askers, operations: wanted } = params;
      const group: Group<PbftMessage> = { size: sizeOf(params), at: (index) => replicas.at(index) };
      const replicas: Population<typeof pbftReplicaMachine> = swarm.populate(
        replicating,
        group.size,
        (index) => ({ input: { index, replicas: group, timeoutMs } }),
      );
      const liars = new Set(liarsOf(params));
      const order = swarm.history<Order>({}, (before, happening) =>
        liars.has(happening.actor) ? before : withExecuted(before, happening),
      );
      const clients = swarm.populate(pbftClientMachine, askers, (index) => {
        const operations = Array.from({ length: wanted }, (_, nth) => `operation ${nth + 1}`);
        return { input: { index, replicas: group, operations, retryMs: 2 * timeoutMs } };
      });
      return { replicas: [...replicas], clients: [...clients], order };
    },
    measure: ({ swarm, actors: { replicas } }) => ({
      viewsEntered: count(swarm.emitted(replicas, 'viewEntered')),
      envelopes: count(swarm.envelopes$),
    }),
    properties: {
      always: {
        'correct replicas execute the same at each place': ({ actors: { order } }) =>
          Object.values(order.value).every(({ length }) => length === 1),
      },
      sometimes: {
        'an operation is executed': ({ actors: { order } }) => Object.keys(order.value).length > 0,
        'another primary leads': ({ actors: { replicas } }) =>
          replicas.some((replica) => replica.getSnapshot().context.view > 0),
      },
      eventually: {
        'every client is answered': {
          withinMs: 20_000,
          holds: ({ actors: { clients } }) =>
            clients.every((client) => client.getSnapshot().status === 'done'),
        },
      },
    },
    until: ({ actors: { clients } }) =>
      clients.every((client) => client.getSnapshot().status === 'done'),
  });

export default pbftWith(pbftReplicaMachine);

function withExecuted(order: Order, { event }: Happening): Order {
  if (event.type !== 'executed') return order;
  const { sequence, digest } = event;
  const before = order[sequence] ?? [];
  return before.includes(digest) ? order : { ...order, [sequence]: [...before, digest] };
}
