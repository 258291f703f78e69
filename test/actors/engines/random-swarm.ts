import fc from 'fast-check';
import {
  constant,
  createSwarm,
  type EngineChoice,
  exponential,
  latency,
  type NetworkOperator,
  uniform,
} from 'statehive';
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import { employer, foster, hopeful, listener, registrar } from './parents-pool.ts';
import { historian, mortal, timed, twofold } from './statechart-pool.ts';
import { WORDS } from './words.ts';

/** The machines of the random swarms, by name. */
export const pool = {
  timed,
  twofold,
  historian,
  mortal,
  foster,
  employer,
  registrar,
  hopeful,
  listener,
};

const networks: Readonly<Record<string, () => NetworkOperator[]>> = {
  none: () => [],
  constant: () => [latency(constant(2))],
  uniform: () => [latency(uniform({ min: 0, max: 5 }))],
  exponential: () => [latency(exponential({ mean: 3 }))],
};

type Pool = Readonly<Record<keyof typeof pool, AnyStateMachine>>;

/** A small swarm, and what it is told from outside. */
export interface Plan {
  readonly seed: number;
  readonly network: string;
  readonly cast: readonly (keyof typeof pool)[];
  readonly script: readonly {
    readonly waitMs: number;
    readonly to: number;
    readonly type: (typeof WORDS)[number];
  }[];
  /** Who is stopped after the script. */
  readonly stopped: number;
}

/** Random plans for two to four actors. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(1_000_000),
  network: fc.constantFrom(...Object.keys(networks)),
  cast: fc.array(fc.constantFrom(...(Object.keys(pool) as (keyof typeof pool)[])), {
    minLength: 2,
    maxLength: 4,
  }),
  script: fc.array(
    fc.record({
      waitMs: fc.constantFrom(0, 0, 1, 4, 9),
      to: fc.nat(3),
      type: fc.constantFrom(...WORDS),
    }),
    { minLength: 1, maxLength: 14, size: 'max' },
  ),
  stopped: fc.nat(3),
});

/** All that can be seen of a plan's swarm under one engine. */
export async function play(plan: Plan, engine: EngineChoice, machines: Partial<Pool> = {}) {
  const { seed, network, cast, script, stopped } = plan;
  const swarm = createSwarm({ seed, engine, network: networks[network]!() });
  const seen: string[] = [];
  swarm.emissions$.subscribe((emission) => seen.push(text('emitted', emission)));
  swarm.deadLetters$.subscribe((letter) => seen.push(text('dead letter', letter)));
  swarm.logs$.subscribe((log) => seen.push(text('log', log)));
  swarm.transitions$.subscribe(({ atMs, actor, event: { type }, value }) =>
    seen.push(text('took', { atMs, actor, type, value })),
  );
  const input = { scheduler: swarm.scheduler };
  const actors = cast.map((name, index) =>
    swarm.spawn<AnyStateMachine>(machines[name] ?? pool[name], { id: `${name}-${index}`, input }),
  );
  for (const actor of actors) actor.send({ type: 'MEET', peers: actors });
  const live = async () => {
    for (const { waitMs, to, type } of script) {
      await swarm.runFor(waitMs);
      actors[to % actors.length]!.send({ type, hops: 4 });
    }
    await swarm.runFor(15);
    swarm.stop(actors[stopped % actors.length]!);
    await swarm.runFor(30);
  };
  const failure = await live().then(
    () => 'none',
    (error: Error) => error.message,
  );
  const { traceHash, events, activeActors, deadLetterCount } = swarm;
  const final = actors.map((actor) => described(actor.getSnapshot()));
  swarm.close();
  return { failure, seen, final, events, activeActors, deadLetterCount, traceHash };
}

function described(snapshot: AnyMachineSnapshot): string {
  const { value, status, output, error, context, children, tags } = snapshot;
  const { n, notes } = context;
  return text('ends', {
    ...{ value, status, output, error: String(error), n, notes },
    ...{ children: Object.keys(children).sort(), tags: [...tags] },
  });
}

function text(what: string, value: object): string {
  return `${what} ${JSON.stringify(value)}`;
}
