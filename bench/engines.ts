/**
 * The engines: what one event, one spawn, one actor and one message cost when a machine runs from
 * its tables, beside XState's interpreter, beside nact, an actor library without statecharts, and
 * beside a loop that is written by hand for the same work and nothing else.
 *
 * All ways of a scenario do the same work, each in a process of its own, in turns, so that noise
 * falls on all of them; ratios are of blocks. What the figures do not show: networks with
 * latency, observers, invariants, and machines whose own actions take longer than finding out which
 * of them to run. An actor of nact takes each message in a turn of the host's event loop, for it is
 * made to share a process with input and output; the others are not.
 */

import { memory } from './engines/memory.ts';
import { oneEvent } from './engines/one-event.ts';
import { pingPong } from './engines/ping-pong.ts';
import { spawning } from './engines/spawning.ts';
import { underCreateActor } from './engines/under-create-actor.ts';
import { wholeSwarms } from './engines/whole-swarms.ts';
import type { Suite } from './suite.ts';

export const engines: Suite = {
  name: 'engines',
  scenarios: [oneEvent, spawning, memory, pingPong, underCreateActor, wholeSwarms],
};
