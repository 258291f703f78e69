/**
 * Does the alternating bit protocol deliver everything, in order and once, over links that lose and
 * double what they carry? The sender sends each packet again until its acknowledgement comes; a bit in
 * both tells a packet from the one before (K. Bartlett, R. Scantlebury, P. Wilkinson, A note on
 * reliable full-duplex transmission over half-duplex links, CACM 12, 1969). Expected: yes, as long as
 * links keep the order of what they carry. Without the bit a packet that is sent again is delivered
 * again; where packets overtake each other one bit is too few.
 */
import {
  type Address,
  defineSimulation,
  duplication,
  exponential,
  fifo,
  latency,
  loss,
  sample,
} from 'statehive';
import { assign, sendTo, setup } from 'xstate';
import { z } from 'zod';

type Bit = 0 | 1;
type Acknowledgement = { type: 'ACKNOWLEDGEMENT'; bit: Bit };
type Packet = { type: 'PACKET'; bit: Bit; number: number; from: Address<Acknowledgement> };

const senderMachine = setup({
  types: {
    context: {} as {
      receiver: Address<Packet>;
      packets: number;
      /** How often a packet may still be sent again. */
      retries: number;
      usesBit: boolean;
      number: number;
    },
    input: {} as { receiver: Address<Packet>; packets: number; retries: number; usesBit: boolean },
    events: {} as Acknowledgement,
  },
  delays: { begin: () => sample(exponential({ mean: 1 })), timeout: 50 },
  guards: {
    mayRetry: ({ context }) => context.retries > 0,
    isOfThis: ({ context, event }) => event.bit === bitOf(context),
    isLast: ({ context }) => context.number === context.packets - 1,
  },
  actions: {
    send: sendTo(
      ({ context }) => context.receiver,
      ({ context, self }) => ({
        type: 'PACKET',
        bit: bitOf(context),
        number: context.number,
        from: self,
      }),
    ),
    countRetry: assign({ retries: ({ context }) => context.retries - 1 }),
    goOn: assign({ number: ({ context }) => context.number + 1 }),
  },
}).createMachine({
  id: 'sender',
  context: ({ input }) => ({ ...input, number: 0 }),
  initial: 'idle',
  states: {
    idle: { after: { begin: 'sending' } },
    sending: {
      entry: 'send',
      on: {
        ACKNOWLEDGEMENT: [{ guard: 'isOfThis', target: 'acknowledged' }],
      },
      after: {
        timeout: { guard: 'mayRetry', target: 'sending', reenter: true, actions: 'countRetry' },
      },
    },
    acknowledged: {
      always: [
        { guard: 'isLast', target: 'done' },
        { target: 'sending', actions: 'goOn' },
      ],
    },
    done: { tags: 'end' },
  },
});

const receiverMachine = setup({
  types: {
    context: {} as { usesBit: boolean; delivered: readonly number[] },
    input: {} as { usesBit: boolean },
    events: {} as Packet,
  },
  guards: {
    isNew: ({ context: { usesBit, delivered }, event }) =>
      !usesBit || event.bit === delivered.length % 2,
  },
  actions: {
    deliver: assign({ delivered: ({ context, event }) => [...context.delivered, event.number] }),
    acknowledge: sendTo(
      ({ event }) => event.from,
      ({ event }) => ({ type: 'ACKNOWLEDGEMENT', bit: event.bit }),
    ),
  },
}).createMachine({
  id: 'receiver',
  tags: 'end',
  context: ({ input }) => ({ ...input, delivered: [] }),
  on: {
    PACKET: [{ guard: 'isNew', actions: ['deliver', 'acknowledge'] }, { actions: 'acknowledge' }],
  },
});

export default defineSimulation({
  name: 'alternating-bit',
  summary: 'Packets are sent again until they are acknowledged, with a bit to tell them apart.',
  params: z.object({
    packets: z.int().min(1).default(3).describe('how many are to be delivered'),
    retries: z.int().min(0).default(2).describe('how often packets are sent again, in all'),
    usesBit: z.boolean().default(true).describe('whether there is a bit; false is broken'),
  }),
  network: () => [
    latency(exponential({ mean: 5 })),
    loss({ probability: 0.1 }),
    duplication({ probability: 0.1 }),
    fifo(),
  ],
  checking: { network: 'ordered', faults: { losses: 2, duplications: 1 } },
  compose({ swarm, params: { packets, retries, usesBit } }) {
    const receiver = swarm.spawn(receiverMachine, { id: 'receiver', input: { usesBit } });
    swarm.spawn(senderMachine, { id: 'sender', input: { receiver, packets, retries, usesBit } });
    return { delivered: () => receiver.getSnapshot().context.delivered };
  },
  properties: {
    always: {
      'what is delivered was sent, in order and once': ({ params, actors }) =>
        actors.delivered().length <= params.packets &&
        actors.delivered().every((number, place) => number === place),
    },
    sometimes: {
      'all is delivered': ({ params, actors }) => actors.delivered().length === params.packets,
    },
  },
});

function bitOf({ usesBit, number }: { usesBit: boolean; number: number }): Bit {
  return usesBit && number % 2 === 1 ? 1 : 0;
}
