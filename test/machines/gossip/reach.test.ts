import { check } from 'statehive';
import { gossiperMachine } from 'statehive/machines';
import { gossip, gossipWith } from 'statehive/simulations';
import { describe, expect, test } from 'vitest';
import { sendTo } from 'xstate';

/** It does not draw whom it tells: it is always the first whom it can call. */
const tellingTheFirst = gossiperMachine.provide({
  actions: {
    tell: sendTo(
      ({ context: { gossip: all, index } }) => all.at(all.topology.neighbour(index, 0)),
      {
        type: 'RUMOUR',
      },
    ),
  },
});

/** All calls that three gossipers who push can make, and whether any tell all of them. */
async function reachIn(world: typeof gossip) {
  const asked: typeof gossip.properties = {
    sometimes: {
      'everybody has heard it': ({ params, actors }) => actors.informed.value === params.agents,
    },
  };
  const { properties, isComplete, unique } = await check({ ...world, properties: asked });
  return { isComplete, unique, verdict: properties[0]?.verdict };
}

describe('of three gossipers who push', () => {
  test('all can hear it', async () => {
    expect(await reachIn(gossip)).toEqual({ isComplete: true, unique: 47, verdict: 'reached' });
  });

  test('one never does if each calls the same other all the time', async () => {
    const reach = await reachIn(gossipWith(tellingTheFirst));
    expect(reach).toEqual({ isComplete: true, unique: 18, verdict: 'not reached' });
  });
});
