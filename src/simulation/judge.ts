import type {
  Eventuality,
  Predicate,
  Properties,
  PropertyKind,
  PropertyResult,
  Verdict,
} from './properties.ts';
import type { Observing } from './simulation.ts';
import { UsageError } from './usage-error.ts';

/** A property that was just found violated. */
export interface Finding {
  readonly property: string;
  readonly kind: PropertyKind;
  /** When it was, simulated ms; the present when left out. */
  readonly atMs?: number;
}

/** A property in the course of a run. */
interface Case<TParams, TActors> {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly holds: Predicate<TParams, TActors>;
  /** Of what must come to hold in time, else Infinity. */
  readonly withinMs: number;
  verdict: Verdict;
}

/** How a property stands before anything has happened. */
const atFirst = {
  always: 'held',
  never: 'held',
  sometimes: 'not reached',
  eventually: 'pending',
} as const satisfies Record<PropertyKind, Verdict>;

/** Holds the properties of a simulation against one run of it. */
export class Judge<TParams, TActors> {
  readonly #cases: readonly Case<TParams, TActors>[];
  /** Those that the next step may still decide. */
  #open: readonly Case<TParams, TActors>[];

  /** @throws UsageError when a time that something must hold within is not a number > 0 */
  constructor(properties: Properties<TParams, TActors> = {}) {
    const { always = {}, never = {}, sometimes = {}, eventually = {} } = properties;
    const asked = { always, never, sometimes };
    this.#cases = [
      ...Object.entries(asked).flatMap(([kind, claims]) =>
        Object.entries(claims).map(([name, holds]) => caseOf(kind as PropertyKind, name, holds)),
      ),
      ...Object.entries(eventually).map(([name, claim]) => eventual(name, claim)),
    ];
    this.#open = this.#cases;
  }

  /** Whether any property is still to be asked of. */
  get isAsking(): boolean {
    return this.#open.length > 0;
  }

  /**
   * What the last step has violated.
   *
   * @param healedAtMs - since when there are no faults; Infinity while there are
   */
  afterStep(observing: Observing<TParams, TActors>, healedAtMs = 0): readonly Finding[] {
    let findings: Finding[] | undefined;
    let isDecided = false;
    for (const each of this.#open) {
      const before = each.verdict;
      each.verdict = verdictOn(each, observing, healedAtMs);
      if (each.verdict === before) continue;
      isDecided = true;
      if (each.verdict === 'violated') findings = [...(findings ?? []), found(each, healedAtMs)];
    }
    if (isDecided) this.#open = this.#open.filter(isOpen);
    return findings ?? [];
  }

  /**
   * What the end of a run has violated: what should have come to hold by now.
   *
   * @param end.byItself - whether nothing would have followed, had the run not been stopped
   */
  atEnd(end: { nowMs: number; byItself: boolean; healedAtMs?: number }): readonly Finding[] {
    const { nowMs, byItself, healedAtMs = 0 } = end;
    const late = this.#open.filter(
      ({ kind, withinMs }) => kind === 'eventually' && (byItself || nowMs >= healedAtMs + withinMs),
    );
    for (const each of late) each.verdict = 'violated';
    this.#open = this.#open.filter(isOpen);
    return late.map(({ name: property, kind }) => ({ property, kind }));
  }

  results(): readonly PropertyResult[] {
    return this.#cases.map(({ name, kind, verdict }) => ({ name, kind, verdict }));
  }
}

function caseOf<TParams, TActors>(
  kind: PropertyKind,
  name: string,
  holds: Predicate<TParams, TActors>,
): Case<TParams, TActors> {
  return { name, kind, holds, withinMs: Number.POSITIVE_INFINITY, verdict: atFirst[kind] };
}

function eventual<TParams, TActors>(
  name: string,
  claim: Eventuality<TParams, TActors>,
): Case<TParams, TActors> {
  const { withinMs } = claim;
  if (!(withinMs > 0)) {
    throw new UsageError(`Property '${name}' must hold within a time > 0 ms, not ${withinMs}.`);
  }
  const holds = (observing: Observing<TParams, TActors>) => claim.holds(observing);
  return { ...caseOf('eventually', name, holds), withinMs };
}

function verdictOn<TParams, TActors>(
  { kind, holds, withinMs, verdict }: Case<TParams, TActors>,
  observing: Observing<TParams, TActors>,
  healedAtMs: number,
): Verdict {
  switch (kind) {
    case 'always':
      return holds(observing) ? 'held' : 'violated';
    case 'never':
      return holds(observing) ? 'violated' : 'held';
    case 'sometimes':
      return holds(observing) ? 'reached' : verdict;
    case 'eventually': {
      const { nowMs } = observing.swarm;
      if (nowMs < healedAtMs) return verdict;
      if (nowMs > healedAtMs + withinMs) return 'violated';
      return holds(observing) ? 'held' : verdict;
    }
  }
}

/** Whether another step may change a verdict. */
function isOpen({ kind, verdict }: { kind: PropertyKind; verdict: Verdict }): boolean {
  return verdict === atFirst[kind];
}

function found<TParams, TActors>(
  { name: property, kind, withinMs }: Case<TParams, TActors>,
  healedAtMs: number,
): Finding {
  return kind === 'eventually'
    ? { property, kind, atMs: healedAtMs + withinMs }
    : { property, kind };
}
