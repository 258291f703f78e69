import { createStream, type RandomStream } from '../random/random-stream.ts';
import { CHAOS_SHARES, type Chaos, type ChaosKinds, type ChaosSettings } from './chaos.ts';
import type { Fault, Lasting } from './fault.ts';
import type { Script } from './script.ts';

/** What a nemesis can see when a fault is about to strike. */
export interface Scene {
  /** The addresses of the running actors that may be struck, in the order of their birth. */
  eligible(): readonly string[];
  /** The addresses of those of them that have no parent. */
  roots(): readonly string[];
  /** How many actors this nemesis has taken down. */
  readonly down: number;
  /** The names of the simulation's rewriters. */
  readonly rewriters: readonly string[];
}

/** A fault that is to strike: all of it is known but, perhaps, whom. */
export interface Strike {
  readonly atMs: number;
  /** The fault; undefined when there is nobody for it. */
  choose(scene: Scene): Fault | undefined;
}

interface Draw {
  readonly settings: ChaosSettings;
  readonly lasting: Lasting & { readonly forMs: number };
  readonly random: RandomStream;
}

/** Makes the fault of a kind for a scene. */
type Choice = (draw: Draw, scene: Scene, amount: number) => Fault | undefined;

/** The strikes of a run in order of time. */
export function planOf(faults: Script | Chaos, seed: number): readonly Strike[] {
  const strikes = faults.kind === 'script' ? scripted(faults) : drawn(faults, seed);
  return [...strikes].sort((one, other) => one.atMs - other.atMs);
}

function scripted({ faults }: Script): readonly Strike[] {
  return faults.map((fault) => ({ atMs: fault.atMs, choose: () => fault }));
}

const choices = {
  crashes: crash,
  deaths: (draw, scene) => {
    const fault = crash(draw, scene);
    return fault && { kind: 'crash', actor: fault.actor, atMs: fault.atMs };
  },
  pauses: ({ lasting, random }, { eligible }) =>
    onOne(eligible(), random, (actor) => ({ kind: 'pause', actor, ...lasting })),
  slowDowns: ({ lasting, random, settings: { serviceMs } }, { eligible }) =>
    onOne(eligible(), random, (actor) => ({ kind: 'slowDown', actor, ...lasting, serviceMs })),
  clockDrifts: ({ lasting, random, settings: { drift } }, { eligible }) =>
    onOne(eligible(), random, (actor) => {
      const off = rounded(1 + random.uniform() * drift);
      const rate = random.uniform() < 0.5 ? off : rounded(1 / off);
      return { kind: 'clockDrift', actor, ...lasting, rate };
    }),
  partitions: ({ lasting, random }, scene) => {
    const roots = scene.roots();
    if (roots.length < 2) return undefined;
    const size = random.integer(1, Math.floor(roots.length / 2));
    return { kind: 'partition', from: random.shuffle(roots).slice(0, size), ...lasting };
  },
  byzantine: ({ lasting, random }, { eligible, rewriters }) =>
    rewriters.length === 0
      ? undefined
      : onOne(eligible(), random, (actor) => {
          return { kind: 'byzantine', actor, ...lasting, rewrite: random.pick(rewriters) };
        }),
  loss: ({ lasting }, _scene, share) => ({ kind: 'loss', ...lasting, probability: share }),
  duplication: ({ lasting }, _scene, share) => {
    return { kind: 'duplication', ...lasting, probability: share };
  },
  delaySpikes: ({ lasting, settings }, _scene, share) => {
    const meanMs = settings.spikeMeanMs;
    return { kind: 'delaySpikes', ...lasting, probability: share, meanMs };
  },
  reordering: ({ lasting, settings: { withinMs } }, _scene, share) => {
    return { kind: 'reordering', ...lasting, probability: share, withinMs };
  },
} satisfies Record<keyof ChaosKinds, Choice>;

function crash({ lasting, random, settings }: Draw, { eligible, down }: Scene) {
  if (down >= settings.maxDown) return undefined;
  const { state } = settings;
  return onOne(eligible(), random, (actor) => ({
    kind: 'crash' as const,
    actor,
    ...lasting,
    state,
  }));
}

function onOne<T extends Fault>(
  eligible: readonly string[],
  random: RandomStream,
  make: (actor: string) => T,
): T | undefined {
  return eligible.length === 0 ? undefined : make(random.pick(eligible));
}

function drawn(chaos: Chaos, seed: number): readonly Strike[] {
  return Object.entries(choices).flatMap(([name, choose]) => {
    const kind = name as keyof ChaosKinds;
    const amount = chaos.kinds[kind] ?? 0;
    const isShare = (CHAOS_SHARES as readonly string[]).includes(kind);
    const times = isShare && amount > 0 ? chaos.settings.bursts : amount;
    return Array.from({ length: times }, (_, at) =>
      strikeOf(chaos.settings, createStream(seed, `nemesis ${kind} ${at}`), (draw, scene) =>
        (choose as Choice)(draw, scene, amount),
      ),
    );
  });
}

function strikeOf(
  settings: ChaosSettings,
  random: RandomStream,
  choose: (draw: Draw, scene: Scene) => Fault | undefined,
): Strike {
  const { fromMs, untilMs, healAtMs, lastsMinMs, lastsMaxMs } = settings;
  const atMs = rounded(fromMs + random.uniform() * (untilMs - fromMs));
  const wishedMs = lastsMinMs + random.uniform() * (lastsMaxMs - lastsMinMs);
  const forMs = rounded(Math.min(wishedMs, healAtMs - atMs));
  const draw = { settings, lasting: { atMs, forMs }, random };
  // What would be healed in the same instant does not strike.
  return { atMs, choose: (scene) => (forMs > 0 ? choose(draw, scene) : undefined) };
}

/** To a thousandth of a millisecond, so that faults can be read. */
function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
