import { dispatch, spawn as nactSpawn, start as nactStart, stop as nactStop, type Ref } from 'nact';
import { createSwarm, type EngineName } from 'statehive';
import { createActor } from 'xstate';
import { contestOf } from '../runner/contest/contest.ts';
import type { Effort, Reached, Scenario, Way } from '../suite.ts';
import { moreInlined, moreInlinedName } from './more-inlined.ts';
import { type PlayerEvent, playerMachine } from './player.ts';

const MESSAGES = { full: 40_000, quick: 200 };
const PER_SECOND = 5e6;

/**
 * One ball between two actors: latency of one message after the other, and so the least favourable
 * for whoever works in batches. The swarms keep a trace hash of all of it, and theirs are equal.
 */
export const pingPong: Scenario = {
  name: 'ping_pong',
  shows: 'messages between two actors, through the whole of what carries them',
  seeds: 0,
  floors: [
    {
      params: { messages: MESSAGES.full },
      figure: 'compiled swarm',
      percentile: 'p50',
      below: (MESSAGES.full / PER_SECOND) * 1_000,
    },
  ],
  comparisons: [
    {
      params: { messages: MESSAGES.full },
      figure: 'compiled swarm',
      beside: moreInlinedName('compiled swarm'),
    },
    ...['xstate swarm', 'xstate', 'nact', 'hand-written'].map((beside) => ({
      figure: 'compiled swarm',
      beside,
    })),
  ],
  cases(effort) {
    const messages = MESSAGES[effort];
    return [
      {
        params: { messages },
        does: 'all ways',
        operations: messages,
        ...contestOf(waysOf(messages, effort)),
      },
    ];
  },
};

function waysOf(messages: number, effort: Effort): Way[] {
  const compiled = {
    name: 'compiled swarm',
    times: 8,
    run: () => inSwarm('compiled', messages),
  };
  return [
    compiled,
    // Without a process of its own it would be the same again.
    ...(effort === 'full' ? [moreInlined(compiled)] : []),
    { name: 'xstate swarm', run: () => inSwarm('xstate', messages) },
    { name: 'xstate', run: () => underXState(messages) },
    { name: 'nact', times: 2, run: () => underNact(messages) },
    { name: 'hand-written', times: 40, run: () => byHand(messages) },
  ];
}

/** Introductions and starts are four events more, which are not counted. */
async function inSwarm(engine: EngineName, messages: number): Promise<Reached> {
  const swarm = createSwarm({ seed: 1, engine });
  const ping = swarm.spawn(playerMachine, { id: 'ping' });
  const pong = swarm.spawn(playerMachine, { id: 'pong' });
  ping.send({ type: 'MEET', peer: pong });
  pong.send({ type: 'MEET', peer: ping });
  ping.send({ type: 'BALL', left: messages - 1 });
  await swarm.runFor(1);
  swarm.close();
  return { checksum: String(swarm.events - 4), trace: swarm.traceHash };
}

function underXState(messages: number): Reached {
  let taken = 0;
  const isInPlay = ({ event }: { event: PlayerEvent }) => {
    taken += 1;
    return event.type === 'BALL' && event.left > 0;
  };
  const counted = playerMachine.provide({ guards: { isInPlay } });
  const ping = createActor(counted).start();
  const pong = createActor(counted).start();
  ping.send({ type: 'MEET', peer: pong });
  pong.send({ type: 'MEET', peer: ping });
  ping.send({ type: 'BALL', left: messages - 1 });
  return { checksum: String(taken) };
}

function underNact(messages: number): Promise<Reached> {
  const system = nactStart();
  return new Promise((resolve) => {
    let taken = 0;
    const player = (peerOf: () => Ref<number>) => (_: unknown, left: number) => {
      taken += 1;
      if (left > 0) dispatch(peerOf(), left - 1);
      else resolve({ checksum: String(taken), tidy: () => nactStop(system) });
    };
    const ping: Ref<number> = nactSpawn(
      system,
      player(() => pong),
      'ping',
    );
    const pong: Ref<number> = nactSpawn(
      system,
      player(() => ping),
      'pong',
    );
    dispatch(ping, messages - 1);
  });
}

/** What each call goes on from, so that none of it can be left out. */
let lastTrace = 1;

/** A queue, two players and a trace of who got what, as one would write them for this alone. */
function byHand(messages: number): Reached {
  const queue = [{ to: 0, left: messages - 1 }];
  let [taken, trace] = [0, lastTrace];
  for (let ball = queue.pop(); ball !== undefined; ball = queue.pop()) {
    const { to, left } = ball;
    taken += 1;
    trace = Math.imul(trace ^ (2 * left + to), 0x01000193);
    if (left > 0) queue.push({ to: 1 - to, left: left - 1 });
  }
  lastTrace = trace;
  return { checksum: String(taken) };
}
