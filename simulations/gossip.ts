/**
 * How many rounds of calls does a rumour need to reach everybody? In each round, who knows it calls
 * one other to tell it (push), or who does not know it calls one to ask (pull), or both. Where
 * everyone can call everyone, push takes log2 n + ln n + O(1) rounds (B. Pittel, On spreading a
 * rumor, SIAM J. Appl. Math. 47, 1987). With the defaults, 1,000 agents, that is 18 rounds; pull
 * takes 14, push-pull 9 (A. Demers et al., Epidemic algorithms, 1987, for all three).
 */
import { complete, count, defineSimulation, final, type Population, ring, star } from 'statehive';
import { GOSSIP_STYLES, type Gossip, gossiperMachine } from 'statehive/machines';
import { z } from 'zod';

const topologies = { complete, ring, star };

/** The simulation of other gossipers, as ones that are broken. */
export const gossipWith = (gossiping: typeof gossiperMachine) =>
  defineSimulation({
    name: 'gossip',
    summary: 'A rumour spreads by calls, in rounds, until everybody has heard it.',
    params: z.object({
      agents: z.int().min(2).max(1_000_000).default(1_000).describe('how many there are'),
      style: z
        .enum(GOSSIP_STYLES)
        .default('push')
        .describe('who calls: the aware, the unaware, both'),
      topology: z
        .enum(['complete', 'ring', 'star'])
        .default('complete')
        .describe('who can call whom'),
    }),
    // A million agents that push take some 60 million events.
    limits: { events: 1_000_000_000 },
    // A round is longer than a call and its answer.
    checking: { params: { agents: 3 }, prompt: true },
    compose({ swarm, params: { agents, style, topology } }) {
      const at = (index: number) => gossipers.at(index);
      const gossip: Gossip = { style, topology: topologies[topology](agents), at };
      const gossipers: Population<typeof gossiperMachine> = swarm.populate(
        gossiping,
        agents,
        (index) => ({ input: { gossip, index } }),
      );
      // Counted as it happens, so that to ask whether all know costs no more for more agents.
      const informed = swarm.history(0, (before) => before + 1);
      gossipers.at(0).send({ type: 'RUMOUR' });
      return { informed, afterRound: new Map<number, number>() };
    },
    measure({ swarm, params, actors: { informed, afterRound } }) {
      // A round lasts 1 ms.
      swarm.emissions$.subscribe(({ atMs: round }) => afterRound.set(round, informed.value));
      return {
        rounds: final(() => (informed.value === params.agents ? swarm.nowMs : null)),
        // Calls and answers; without the one from outside that tells the first.
        messages: count(swarm.envelopes$),
      };
    },
    properties: {
      always: {
        'nobody hears it twice': ({ params, actors: { informed } }) =>
          informed.value <= params.agents,
      },
    },
    until: ({ params, actors: { informed } }) => informed.value === params.agents,
    report: ({ actors: { afterRound } }) => ({
      informedAfterRound: Object.fromEntries(afterRound),
    }),
    explain: ({ informedAfterRound }) =>
      Object.entries(informedAfterRound).map(
        ([round, informed]) => `round ${round}: ${informed} know`,
      ),
  });

export default gossipWith(gossiperMachine);
