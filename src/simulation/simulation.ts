import type { z } from 'zod';
import type { Faults } from '../faults/nemesis.ts';
import type { NetworkOperator } from '../network/bus.ts';
import type { Rewrite } from '../network/corruption.ts';
import type { Collectors } from '../record/collectors.ts';
import type { Swarm } from '../swarm/swarm.ts';
import type { Checking } from './checking.ts';
import type { Limits } from './limits.ts';
import type { Properties } from './properties.ts';

/** What `compose` and its fellows are given. */
export interface Composing<TParams> {
  readonly swarm: Swarm;
  readonly params: TParams;
  /** What runs before have left, by key; empty unless the run was given it. */
  readonly memory: ReadonlyMap<string, unknown>;
}

/** What the functions that look at a running swarm are given. */
export interface Observing<TParams, TActors> extends Composing<TParams> {
  /** What `compose` returned. */
  readonly actors: TActors;
}

/** A simulation as its author writes it: see {@link defineSimulation}. */
export interface SimulationDefinition<
  TSchema extends z.ZodObject,
  TActors,
  TCollectors extends Collectors,
  TReport,
> {
  /** Lower case words with hyphens: what the command line calls it. */
  readonly name: string;
  /** What it shows, in one sentence. */
  readonly summary: string;
  /** The parameters: types, defaults, limits and help texts. */
  readonly params: TSchema;
  /** The network of a run: RxJS operators that every envelope between two actors crosses. */
  network?(params: z.output<TSchema>): readonly NetworkOperator[];
  /** What goes wrong in a run, unless the run is told otherwise. */
  faults?(params: z.output<TSchema>): Faults;
  /** What byzantine actors can say instead of what they mean, by the names that faults call it. */
  readonly rewriters?: Readonly<Record<string, Rewrite>>;
  /** When a run that does not end by itself is stopped. */
  readonly limits?: Partial<Limits>;
  /** Spawns the actors; what it returns is given to all that follows. */
  compose(context: Composing<z.output<TSchema>>): TActors;
  /** Says what is measured, from the swarm's streams; called after `compose`, before anything moves. */
  measure?(context: Observing<z.output<TSchema>, TActors>): TCollectors;
  /** What must be true of the swarm. */
  readonly properties?: Properties<z.output<TSchema>, TActors>;
  /** What of the world `check` is to explore, where its own options do not say. */
  readonly checking?: Checking & {
    /** Parameters at which `check` explores it where none are given: a run's are often too large. */
    readonly params?: z.input<TSchema>;
  };
  /**
   * The states that `check` explores, of a simulation that would have no end of them: those in which it
   * is false are not come to, as by TLC's CONSTRAINT. Place it behind `compose`, which says what `actors` is.
   */
  exploreWhile?(context: Observing<z.output<TSchema>, TActors>): boolean;
  /** True when the run is over; without it a run ends when nothing is left to happen. */
  until?(context: Observing<z.output<TSchema>, TActors>): boolean;
  /** What the run found out, beside its metrics: JSON. Not called when the run failed. */
  report?(context: Observing<z.output<TSchema>, TActors>): TReport;
  /** What the swarm made, as the command line's `--out` writes it: JSON. Not called when the run failed. */
  product?(context: Observing<z.output<TSchema>, TActors>): unknown;
  /** What the run leaves to the runs after it, by key: JSON. Not called when the run failed. */
  remember?(context: Observing<z.output<TSchema>, TActors>): ReadonlyMap<string, unknown>;
  /** The report as a person wants to read it, in lines. */
  explain?(report: NoInfer<TReport>): readonly string[];
}

/** A named, parameterised recipe that composes a swarm; run it with `run`. */
export interface Simulation<
  TSchema extends z.ZodObject = z.ZodObject,
  TActors = unknown,
  TCollectors extends Collectors = Collectors,
  TReport = unknown,
> extends SimulationDefinition<TSchema, TActors, TCollectors, TReport> {
  readonly kind: 'statehive.simulation';
}
