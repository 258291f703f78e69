import { chaos } from 'statehive';
import { bullyMachine } from 'statehive/machines';
import { bully, bullyWith } from 'statehive/simulations';
import type { Twin } from './twin.ts';

/** A node follows whoever says that it leads, though another has halted it since. */
const followingAnybody = bullyMachine.provide({ guards: { hasHalted: () => true } });

/**
 * Where messages may take any time, all that is asked is who leads; and a check goes as far as two
 * elections: of one that takes over, and of who is above it when it comes back.
 */
const forAsLongAsItTakes = (world: typeof bully): typeof bully => ({
  ...world,
  properties: { always: world.properties?.always ?? {} },
  exploreWhile({ actors: nodes }) {
    const snapshots = nodes.map((node) => node.getSnapshot());
    const begun = snapshots.reduce((sum, { context }) => sum + context.elections, 0);
    return begun <= 2 && !snapshots.some((each) => each.matches({ normal: 'lookingAround' }));
  },
});

const params = { nodes: 3, detector: 'perfect' };

export const bullyThatFollowsAnybody: Twin = {
  mistake: 'a node of the Bully algorithm follows who leads, though another has halted it since',
  broken: forAsLongAsItTakes(bullyWith(followingAnybody)),
  sound: forAsLongAsItTakes(bully),
  property: 'two that are past an election have one coordinator',
  checking: { params, timers: 'any', prompt: false, faults: { crashes: 1, restarts: 1 } },
  steps: 13,
  states: 152_906,
  chaos: chaos({ crashes: 8, delaySpikes: 0.8, spikeMeanMs: 100, untilMs: 1_500 }),
  params,
};
