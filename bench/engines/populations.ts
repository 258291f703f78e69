import { spawn as nactSpawn, start as nactStart, stop as nactStop } from 'nact';
import { createSwarm, type EngineName } from 'statehive';
import { createActor } from 'xstate';
import { switchMachine } from './machines.ts';

/** Actors that are alive, each with a one-number context of its own. */
export interface Living {
  readonly count: number;
  release(): void;
}

/** Starts many actors, in one of the ways there are. */
export type Populate = (count: number) => Promise<Living>;

/** Each way to start many actors. */
export const populateBy = {
  'compiled swarm': swarmOf('compiled'),
  'xstate swarm': swarmOf('xstate'),
  xstate: underXState,
  nact: underNact,
  'hand-written': handWritten,
} as const satisfies Record<string, Populate>;

function swarmOf(engine: EngineName): Populate {
  return async (count) => {
    const swarm = createSwarm({ seed: 1, engine });
    swarm.populate(switchMachine, count, (index) => ({ input: { count: index } }));
    // Actors start as a swarm's first events.
    await swarm.runFor(0);
    return { count: swarm.activeActors, release: () => swarm.close() };
  };
}

async function underXState(count: number): Promise<Living> {
  const actors = Array.from({ length: count }, (_, index) =>
    createActor(switchMachine, { input: { count: index } }).start(),
  );
  return { count: actors.length, release: () => void actors.splice(0) };
}

/** What one would write for this machine alone: no address, no queue, no clock, no trace hash. */
class Switch {
  isOn = false;
  count: number;

  constructor(count: number) {
    this.count = count;
  }
}

async function handWritten(count: number): Promise<Living> {
  const actors = Array.from({ length: count }, (_, index) => new Switch(index));
  return { count: actors.length, release: () => void actors.splice(0) };
}

async function underNact(count: number): Promise<Living> {
  const system = nactStart();
  const countUp = ({ count }: { count: number }) => ({ count: count + 1 });
  const actors = Array.from({ length: count }, (_, index) =>
    nactSpawn(system, countUp, `actor-${index}`, { initialState: { count: index } }),
  );
  return { count: actors.length, release: () => nactStop(system) };
}
