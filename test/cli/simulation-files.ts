const imports = `
import { constant, defineSimulation, latency, now } from 'statehive';
import { assign, setup } from 'xstate';
import { z } from 'zod';
`;

// Two states and a timer: it goes round for ever.
const ticking = `
const clock = setup({ types: { context: {} as { ticks: number } } }).createMachine({
  id: 'clock',
  context: { ticks: 0 },
  initial: 'ticking',
  states: {
    ticking: {
      after: {
        10: {
          target: 'ticking',
          reenter: true,
          actions: assign({ ticks: ({ context }) => context.ticks + 1 }),
        },
      },
    },
  },
});
`;

/** Runs until it is stopped; breaks its property after a number of ticks. */
export const endless = `${imports}${ticking}
export default defineSimulation({
  name: 'endless',
  summary: 'A clock ticks.',
  params: z.object({
    ticksMax: z.int().default(1_000_000_000).describe('where the property breaks'),
    loud: z.boolean().default(false),
    weights: z.array(z.number()).default([1]),
  }),
  compose: ({ swarm }) => swarm.spawn(clock),
  properties: {
    always: {
      'few ticks': ({ actors, params }) => actors.getSnapshot().context.ticks <= params.ticksMax,
    },
  },
  report: ({ params }) => params,
});
`;

/** A simulation whose parameters are `params`, as source. */
export const withParameters = (params: string) => `${imports}
export default defineSimulation({
  name: 'own', summary: 'Own.', params: z.object(${params}), compose: () => undefined,
});
`;

/** A simulation whose actor throws. */
export const throwing = `${imports}
const bomb = setup({}).createMachine({
  id: 'bomb', entry: () => { throw new Error('the bomb went off'); },
});
export default defineSimulation({
  name: 'bomb', summary: 'Bomb.', params: z.object({}), compose: ({ swarm }) => swarm.spawn(bomb),
});
`;

/** A clock whose ticks only grow, unless it loses its state. */
export const fragile = `${imports}${ticking}
export default defineSimulation({
  name: 'fragile',
  summary: 'A clock ticks.',
  params: z.object({}),
  compose: ({ swarm }) => ({ ref: swarm.spawn(clock), most: { ticks: 0 } }),
  properties: {
    always: {
      'ticks only grow': ({ actors: { ref, most } }) => {
        const { ticks } = ref.getSnapshot().context;
        const grows = ticks >= most.ticks;
        most.ticks = ticks;
        return grows;
      },
    },
  },
});
`;

/** Its machine counts in the module, where the next run finds it. */
export const leaky = `${imports}
import { emit } from 'xstate';

let count = 0;
const leaky = setup({ types: { emitted: {} as { type: 'count'; n: number } } }).createMachine({
  id: 'leaky',
  initial: 'on',
  states: { on: { after: { 10: { target: 'off', actions: emit(() => ({ type: 'count', n: count++ })) } } }, off: {} },
});
const other = setup({}).createMachine({ id: 'other' });
export default defineSimulation({
  name: 'leaky', summary: 'It leaks.', params: z.object({}),
  compose: ({ swarm }) => {
    swarm.spawn(other);
    swarm.spawn(leaky);
  },
});
`;
