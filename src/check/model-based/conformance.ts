import type { AnyStateMachine, EventFrom } from 'xstate';
import type { z } from 'zod';
import type { Collectors } from '../../record/collectors.ts';
import type { RunResult } from '../../simulation/result.ts';
import { type RunOptions, run } from '../../simulation/run.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Transition } from '../../swarm/records.ts';
import { watched } from '../search/watched.ts';
import { eventText, initialStateOf, isTaken, stateAfter, stateText } from './model-states.ts';

/** A step of a run that its model does not allow. */
export interface ForbiddenStep {
  /** Which step of the run it was, from 1. */
  readonly step: number;
  /** Simulated ms. */
  readonly atMs: number;
  /** The actor's address. */
  readonly actor: string;
  /** What it is in the words of the model. */
  readonly event: string;
  /** The state of the model before it. */
  readonly state: string;
}

/** How a run went, held against a model. */
export interface Conformance {
  /** How many events of the model the run had, up to the first that is not allowed. */
  readonly events: number;
  /** The first step that the model does not allow; undefined when it allows all. */
  readonly forbidden: ForbiddenStep | undefined;
  readonly result: RunResult;
}

/** How a run is read by a model. */
export interface ConformanceOptions<TSchema extends z.ZodObject, TActors, TEvent>
  extends RunOptions<TSchema> {
  readonly simulation: Simulation<TSchema, TActors, Collectors, unknown>;
  /** What a step of the run is in the words of the model; undefined when the model knows no such thing. */
  readonly eventOf: (transition: Transition) => TEvent | undefined;
}

/**
 * Runs a simulation, and replays what happens against a model of it: the first step that the model
 * does not allow is named.
 *
 * @example
 * ```ts
 * const { forbidden } = await conformance(model, {
 *   simulation: door,
 *   seed: 7,
 *   eventOf: ({ event }) => (event.type === 'PUSH' ? { type: 'PUSH' } : undefined),
 * });
 * ```
 */
export async function conformance<
  TModel extends AnyStateMachine,
  TSchema extends z.ZodObject,
  TActors,
  const TEvent extends EventFrom<TModel>,
>(
  model: TModel,
  { simulation, eventOf, ...options }: ConformanceOptions<TSchema, TActors, TEvent>,
): Promise<Conformance> {
  let state = initialStateOf(model);
  let events = 0;
  let forbidden: ForbiddenStep | undefined;
  const follow = (transition: Transition) => {
    const event = forbidden === undefined ? eventOf(transition) : undefined;
    if (event === undefined) return;
    if (isTaken(model, state, event)) {
      state = stateAfter(model, state, event);
      events += 1;
    } else forbidden = forbiddenStep(transition, event as { type: string }, state);
  };
  const seen = watched(simulation as unknown as Simulation, ({ transitions$ }) =>
    transitions$.subscribe(follow),
  );
  const result = await run(seen, options as RunOptions<z.ZodObject>);
  return { events, forbidden, result };
}

function forbiddenStep(
  { step, atMs, actor }: Transition,
  event: { readonly type: string },
  state: { readonly value: unknown; readonly context: unknown },
): ForbiddenStep {
  return { step, atMs, actor, event: eventText(event), state: stateText(state) };
}
