import { createStream } from '../../random/random-stream.ts';
import type { Checking } from '../../simulation/checking.ts';
import { UsageError } from '../../simulation/usage-error.ts';
import type { CheckOptions } from '../check.ts';
import { type BitStates, bitStatesOf, PathFirst } from './bit-states.ts';
import type { Expansion } from './expansion.ts';
import { BreadthFirst, DepthFirst, type Frontier } from './frontiers.ts';
import type { ModelOptions } from './model.ts';
import { RandomWalks } from './random-walks.ts';
import type { Question } from './search.ts';

/** How many behaviours are followed at random where nobody says. */
export const WALKS = 1_000;

/** How far each is followed. */
export const WALK_STEPS = 1_000;

interface Order extends Pick<CheckOptions, 'strategy' | 'seed' | 'limits'> {
  readonly sleepSets: boolean;
  /** Whether it matters that a state is found again nearer to the beginning. */
  readonly isBounded: boolean;
}

/**
 * In what order the states of an expansion are looked at.
 *
 * @param initial - how many initial states there are
 */
export function frontierOf(expansion: Expansion, initial: number, order: Order): Frontier {
  const { strategy = 'bfs', seed = 1, limits = {}, sleepSets, isBounded } = order;
  const bitStates = bitStatesOf(expansion);
  if (bitStates !== undefined) return new PathFirst(bitStates);
  if (strategy === 'bfs') return new BreadthFirst(expansion.store, sleepSets);
  if (strategy === 'dfs') return new DepthFirst(expansion.store, isBounded);
  return new RandomWalks(createStream(seed, 'check'), initial, limits.walks ?? WALKS);
}

/** What does not go together with leaving moves out; undefined if they may be. */
export function wholeBecause(
  { properties }: Question,
  { faults, timers, prompt }: ModelOptions,
  { fair, strategy, bitState }: CheckOptions,
): string | undefined {
  const hasLiveness = properties.some(({ kind }) => kind === 'eventually');
  if (fair && hasLiveness) return 'what is due to an actor may be left out';
  if (strategy === 'random' || bitState !== undefined) return 'not all states are kept';
  if (faults.crashes > 0 || faults.restarts > 0) return 'an actor may crash at any time';
  if (prompt) return 'messages arrive before timers fire';
  return timers === 'any' ? undefined : 'timers fire by time';
}

/** What a search has covered that does not look at all states. */
export function notAllOf(bitStates: BitStates | undefined, { limits }: CheckOptions): string {
  if (bitStates === undefined) return `${limits?.walks ?? WALKS} random behaviours were followed`;
  const chance = bitStates.omission.probability.toPrecision(2);
  return `every state was explored that was not taken for another, which happens with a chance of up to ${chance}`;
}

/** What the world may do: as a check says, or else as its simulation does. */
export function modelOptionsOf(own: Checking = {}, given: Checking): ModelOptions {
  const { network = 'unordered', lossy = false, prompt = false } = { ...own, ...given };
  const { remembersLast = false, timers = 'any', discard = prompt } = { ...own, ...given };
  if (prompt && !discard) {
    throw new UsageError(
      "'prompt' needs 'discard': what nobody takes would be on its way for ever.",
    );
  }
  if (prompt && network === 'duplicating') {
    throw new UsageError(
      "'prompt' and the network 'duplicating' do not go together: something would be on its way for ever.",
    );
  }
  const faults = { ...own.faults, ...given.faults };
  const { losses = lossy ? Number.POSITIVE_INFINITY : 0 } = faults;
  const bounds = { duplications: 0, crashes: 0, restarts: 0, ...faults, losses };
  return { network, faults: bounds, discard, remembersLast, timers, prompt };
}
