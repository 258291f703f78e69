import type { AddressPattern } from '../network/addresses.ts';
import {
  notNegative,
  positive,
  probability,
  requireNumber,
  wholeNumber,
} from '../random/require-number.ts';
import type { RestartState } from '../swarm/outages.ts';

/** How much of which faults: when none of these is given, a little of all but the byzantine. */
export interface ChaosKinds {
  /** How many crashes that end in a restart. @defaultValue 0 */
  readonly crashes?: number;
  /** How many crashes for good. @defaultValue 0 */
  readonly deaths?: number;
  /** How many pauses. @defaultValue 0 */
  readonly pauses?: number;
  /** How many times an actor gets slow. @defaultValue 0 */
  readonly slowDowns?: number;
  /** How many times the clock of an actor drifts. @defaultValue 0 */
  readonly clockDrifts?: number;
  /** How many times actors are cut off from all others: one of them, up to half. @defaultValue 0 */
  readonly partitions?: number;
  /** How many times an actor lies, by one of the simulation's rewriters. @defaultValue 0 */
  readonly byzantine?: number;
  /** The probability that an envelope is lost, in each burst. @defaultValue 0 */
  readonly loss?: number;
  /** The probability that an envelope arrives twice, in each burst. @defaultValue 0 */
  readonly duplication?: number;
  /** The probability that an envelope is delayed, in each burst. @defaultValue 0 */
  readonly delaySpikes?: number;
  /** The probability that an envelope is overtaken, in each burst. @defaultValue 0 */
  readonly reordering?: number;
}

/** When, on whom, and how bad; all times in simulated ms. */
export interface ChaosSettings {
  /** No fault strikes before. @defaultValue 0 */
  readonly fromMs: number;
  /** No fault strikes from then on. @defaultValue 1,000 */
  readonly untilMs: number;
  /** By when all faults are healed, but deaths. @defaultValue `untilMs` */
  readonly healAtMs: number;
  /** How long a fault lasts at least. @defaultValue 1% of the time from `fromMs` to `untilMs` */
  readonly lastsMinMs: number;
  /** How long a fault lasts at most. @defaultValue 20% of that time */
  readonly lastsMaxMs: number;
  /** Which actors may be struck, of those that run at the time. @defaultValue all */
  readonly actors: readonly AddressPattern[];
  /** How many may be down at a time. @defaultValue 1 */
  readonly maxDown: number;
  /** What state actors restart with. @defaultValue 'kept' */
  readonly state: RestartState;
  /** How many times each fault of the network strikes. @defaultValue 2 */
  readonly bursts: number;
  /** What each event costs an actor that is slow. @defaultValue 5 */
  readonly serviceMs: number;
  /** How far off a drifting clock is at most: 0.2 is a rate from 1 / 1.2 to 1.2. @defaultValue 0.2 */
  readonly drift: number;
  /** The mean of a delay spike. @defaultValue 50 */
  readonly spikeMeanMs: number;
  /** How far back an envelope may be overtaken. @defaultValue 50 */
  readonly withinMs: number;
}

export type ChaosOptions = ChaosKinds & Partial<ChaosSettings>;

/** Faults that are drawn from a run's seed. */
export interface Chaos {
  readonly kind: 'chaos';
  readonly kinds: ChaosKinds;
  readonly settings: ChaosSettings;
}

const counts = [
  'crashes',
  'deaths',
  'pauses',
  'slowDowns',
  'clockDrifts',
  'partitions',
  'byzantine',
] as const;
/** The kinds whose amount says how bad they are, not how often they strike. */
export const CHAOS_SHARES = ['loss', 'duplication', 'delaySpikes', 'reordering'] as const;

/** What strikes when nothing is asked for. */
const aLittle: ChaosKinds = {
  crashes: 2,
  pauses: 1,
  slowDowns: 1,
  clockDrifts: 1,
  partitions: 1,
  loss: 0.05,
  duplication: 0.05,
  delaySpikes: 0.05,
  reordering: 0.05,
};

const kindsOfChaos: readonly (keyof ChaosKinds)[] = [...counts, ...CHAOS_SHARES];

/**
 * Lets a nemesis draw the faults of a run from its seed. Each kind has draws of its own, so that
 * more of one does not change the others.
 *
 * @throws RangeError when an option is out of its range, or the times are not in order
 * @example
 * ```ts
 * await run(queue, { seed: 7, faults: chaos({ crashes: 2, loss: 0.1, untilMs: 5_000 }) });
 * ```
 */
export function chaos(options: ChaosOptions = {}): Chaos {
  const settings = settingsOf(options);
  const asked = kindsOfChaos.filter((kind) => options[kind] !== undefined);
  const kinds = asked.length === 0 ? aLittle : options;
  for (const kind of counts) requireNumber('chaos', kind, kinds[kind] ?? 0, wholeNumber(0));
  for (const kind of CHAOS_SHARES) requireNumber('chaos', kind, kinds[kind] ?? 0, probability);
  const told = kindsOfChaos.map((kind) => [kind, kinds[kind] ?? 0]);
  return { kind: 'chaos', kinds: Object.fromEntries(told), settings };
}

function settingsOf(options: ChaosOptions): ChaosSettings {
  const { fromMs = 0, untilMs = 1_000, healAtMs = untilMs } = options;
  requireOrder({ fromMs, untilMs, healAtMs });
  const { lastsMinMs = (untilMs - fromMs) / 100, lastsMaxMs = (untilMs - fromMs) / 5 } = options;
  const { maxDown = 1, bursts = 2, serviceMs = 5, drift = 0.2 } = options;
  const { actors = ['*'], state = 'kept', spikeMeanMs = 50, withinMs = 50 } = options;
  const lengths = { untilMs, healAtMs, lastsMinMs, lastsMaxMs, serviceMs, spikeMeanMs, withinMs };
  for (const [name, ms] of Object.entries(lengths)) requireNumber('chaos', name, ms, positive);
  requireNumber('chaos', 'fromMs', fromMs, notNegative);
  requireNumber('chaos', 'drift', drift, notNegative);
  requireNumber('chaos', 'maxDown', maxDown, wholeNumber(0));
  requireNumber('chaos', 'bursts', bursts, wholeNumber(0));
  requireOrder({ lastsMinMs, lastsMaxMs });
  const when = { fromMs, untilMs, healAtMs, lastsMinMs, lastsMaxMs };
  return { ...when, actors, maxDown, state, bursts, serviceMs, drift, spikeMeanMs, withinMs };
}

function requireOrder(times: Readonly<Record<string, number>>): void {
  const entries = Object.entries(times);
  entries.slice(1).forEach(([name, ms], at) => {
    const [before, earlierMs] = entries[at]!;
    if (ms >= earlierMs) return;
    throw new RangeError(
      `chaos: ${name} must not be below ${before}, but ${ms} is below ${earlierMs}`,
    );
  });
}
