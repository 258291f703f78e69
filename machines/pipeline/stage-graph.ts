/** Something with a name that comes after others. */
export interface Dependent {
  readonly name: string;
  readonly after: readonly string[];
}

/** Stages and what depends on what: made by {@link stageGraph}. */
export interface StageGraph<T extends Dependent = Dependent> {
  /** Each stage after all that it depends on, and otherwise in the order in which they were given. */
  readonly order: readonly T[];
  /** Of each stage, its place in `order`. */
  readonly places: ReadonlyMap<string, number>;
  /** Of each stage, those that come right after it. */
  readonly dependants: ReadonlyMap<string, readonly string[]>;
}

/** Stages that make no pipeline: the message names them. */
export class PipelineError extends Error {
  override readonly name = 'PipelineError';
}

/**
 * The graph of some stages, which has no cycle.
 *
 * @throws PipelineError when there are no stages, two have one name, one comes after a stage that
 * there is not, or some wait for each other in a circle
 * @see A. B. Kahn, Topological sorting of large networks, CACM 5, 1962
 * @example
 * ```ts
 * stageGraph([
 *   { name: 'build', after: ['parse'] },
 *   { name: 'parse', after: [] },
 * ]).order.map(({ name }) => name); // ['parse', 'build']
 * ```
 */
export function stageGraph<T extends Dependent>(stages: readonly T[]): StageGraph<T> {
  const byName = namedOnce(stages);
  const dependants = dependantsOf(byName);
  const awaited = new Map(stages.map(({ name, after }) => [name, new Set(after).size]));
  const order = stages.filter(({ name }) => awaited.get(name) === 0);
  for (const { name } of order) {
    for (const dependant of dependants.get(name) ?? []) {
      const left = awaited.get(dependant)! - 1;
      awaited.set(dependant, left);
      if (left === 0) order.push(byName.get(dependant)!);
    }
  }
  if (order.length < stages.length) throw circle(stages, awaited);
  const places = new Map(order.map(({ name }, place) => [name, place]));
  return { order, places, dependants };
}

/**
 * All stages that depend on a stage, directly or by way of others, without itself.
 *
 * @param counts - whether a stage counts; one that does not is not gone on from
 */
export function allDependants(
  { dependants }: StageGraph,
  name: string,
  counts: (name: string) => boolean = () => true,
): ReadonlySet<string> {
  const after = (before: string) => (dependants.get(before) ?? []).filter(counts);
  const found = new Set(after(name));
  // A set gives what is added to it while it is gone through as well.
  for (const each of found) for (const next of after(each)) found.add(next);
  return found;
}

/**
 * How long a graph takes at least when stages run side by side: its longest way.
 *
 * @param timeOf - how long a stage takes
 */
export function criticalPath<T extends Dependent>(
  { order }: StageGraph<T>,
  timeOf: (stage: T) => number,
): number {
  const endsAt = new Map<string, number>();
  for (const stage of order) {
    const begins = Math.max(0, ...stage.after.map((before) => endsAt.get(before) ?? 0));
    endsAt.set(stage.name, begins + timeOf(stage));
  }
  return Math.max(0, ...endsAt.values());
}

function dependantsOf(byName: ReadonlyMap<string, Dependent>): Map<string, string[]> {
  const dependants = new Map([...byName.keys()].map((name): [string, string[]] => [name, []]));
  for (const { name, after } of byName.values()) {
    for (const before of new Set(after)) {
      const known = dependants.get(before);
      if (known === undefined) throw unknownStage(name, before, byName);
      known.push(name);
    }
  }
  return dependants;
}

function namedOnce<T extends Dependent>(stages: readonly T[]): Map<string, T> {
  if (stages.length === 0) throw new PipelineError('A pipeline has at least one stage.');
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  if (byName.size === stages.length) return byName;
  const names = stages.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, nth) => names.indexOf(name) !== nth))];
  throw new PipelineError(`There is more than one stage named ${quoted(twice)}.`);
}

function unknownStage(name: string, before: string, known: ReadonlyMap<string, unknown>) {
  return new PipelineError(
    `Stage '${name}' comes after '${before}', which there is not; there are: ${[...known.keys()].join(', ')}.`,
  );
}

/** From a stage that waits back along those that it waits for, until one comes again. */
function circle(stages: readonly Dependent[], awaited: ReadonlyMap<string, number>): PipelineError {
  const stuck = new Map(
    stages.filter(({ name }) => awaited.get(name)! > 0).map((stage) => [stage.name, stage]),
  );
  const way: string[] = [];
  let [name] = stuck.keys();
  while (name !== undefined && !way.includes(name)) {
    way.push(name);
    name = stuck.get(name)?.after.find((before) => stuck.has(before));
  }
  const around = way.slice(way.indexOf(name!)).reverse();
  return new PipelineError(
    `These stages wait for each other: ${[...around, around[0]].join(' -> ')}.`,
  );
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
