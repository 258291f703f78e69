/** Whether a benchmark is to be relied on, or only to be seen to work: small sizes, few samples. */
export type Effort = 'full' | 'quick';

/** What tells one case of a scenario from another: `{ packs: 10, detection: 'hashed' }`. */
export type CaseParams = Readonly<Record<string, string | number>>;

/** Named durations, ms. */
export type Durations = Readonly<Record<string, number>>;

/** Named amounts of memory, bytes. */
export type Amounts = Readonly<Record<string, number>>;

/** What one call of a case's work came to. */
export interface Outcome {
  /** A trace hash or checksum over the result: the same whenever the seed is the same. */
  readonly hash: string;
  /** Parts of the call that were timed on their own, by the host's clock. */
  readonly wallMs?: Durations;
  /** Parts of the call by the CPU time that they took, in this process or in one of their own. */
  readonly cpuMs?: Durations;
  /** What the modelled swarm took, by its own clock. */
  readonly simulatedMs?: Durations;
  /** What the call took up, where it can tell. */
  readonly bytes?: Amounts;
}

/** What a way came to: the same for all ways of a contest. */
export interface Reached {
  readonly checksum: string;
  /** The trace hash, of ways that have one. */
  readonly trace?: string;
  /** What the way itself says that it took: CPU time, and memory for as much as was asked. */
  readonly cpuMs?: number;
  readonly bytes?: number;
  /** The latter, where it takes a while to tell; not timed. */
  readonly weigh?: () => number;
  /** Gives back what was taken up; not timed. */
  readonly tidy?: () => void;
}

/** One of several ways to do the same work. */
export interface Way {
  readonly name: string;
  /**
   * How often it does the work in its turn, so that turns are about equally long: otherwise a host
   * that is busy with something else too would disturb only those whose turns are long.
   * @defaultValue 1
   */
  readonly times?: number;
  /** V8's flags that its process is started with, where it has one of its own. */
  readonly flags?: readonly string[];
  /** Before each time; not timed. */
  ready?(): void | Promise<void>;
  run(): Reached | Promise<Reached>;
}

/** Something that takes up memory for as long as it is held. */
export interface Held {
  readonly hash: string;
  release(): void;
}

/** One size, or one variant, of a scenario. */
export interface Case {
  readonly params: CaseParams;
  /** What is timed. Each call does all its work anew, or checks by itself what it goes on from. */
  work(seed: number): Outcome | Promise<Outcome>;
  /** What the timed call does, as a figure is called. @defaultValue 'call' */
  readonly does?: string;
  /** Operations in one call, for operations a second. @defaultValue 1 */
  readonly operations?: number;
  /** What the same work took another implementation, on a machine of this size. */
  readonly reference?: Reference;
  /** Whether a call does the operations in several ways, so that they count for each of its parts. */
  readonly isContest?: boolean;
  /** Those ways, where they have nothing in common: in a full run, each has a process of its own. */
  readonly ways?: readonly Way[];
  /** How often work is done and timed that takes too long to be sampled, and needs no warming up. */
  readonly calls?: number;
  /** Where the simulated figures come from, if not from the timed work. */
  simulate?(seed: number): Promise<Outcome>;
  /** Builds what is to be weighed. Without it, no memory is measured. */
  hold?(seed: number): Promise<Held>;
  /** How many of those are weighed together, where one is so small that other things count. @defaultValue 1 */
  readonly copies?: number;
}

/** How long another implementation took for one of a case's operations. */
export interface Reference {
  /** Whose figure it is. */
  readonly name: string;
  /** The wall figure of the case that it is to be set beside. */
  readonly figure: string;
  /** Of one operation, so that it stands beside the figure's p50 divided by `operations`. */
  readonly ns: number;
}

/** A figure that others asked to stay below; for orientation, nothing fails by it. */
export interface Floor {
  readonly params: CaseParams;
  readonly figure: string;
  /** @defaultValue all that it has, but for CPU time */
  readonly kind?: 'wall' | 'simulated' | 'memory';
  readonly percentile: 'p50' | 'p99';
  /** In the figure's unit. */
  readonly below: number;
}

/** Two ways to the same result, each a part of every timed call. */
export interface Comparison {
  /** Only in the cases with these; in all of them when left out. */
  readonly params?: CaseParams;
  readonly figure: string;
  readonly beside: string;
  /** Whose time, or memory. @defaultValue 'wall' */
  readonly kind?: 'wall' | 'cpu' | 'simulated' | 'memory';
  /** How many times as fast as the other it is to be, or as small; nothing fails by it. */
  readonly goal?: number;
  /** Why it falls short of the goal where it does, in one sentence. @defaultValue whether noise leaves it open */
  readonly otherwise?: string;
}

/** One question, asked at several sizes. */
export interface Scenario {
  /** Lower case words with underscores. */
  readonly name: string;
  /** What the figures show, in one sentence. */
  readonly shows: string;
  /** How many seeds the simulated figures are taken over in a full run. @defaultValue 50 */
  readonly seeds?: number;
  readonly floors?: readonly Floor[];
  readonly comparisons?: readonly Comparison[];
  cases(effort: Effort): readonly Case[];
}

/** The scenarios of one file in `bench/`. */
export interface Suite {
  readonly name: string;
  readonly scenarios: readonly Scenario[];
}
