import {
  type Eventuality,
  isYes,
  type Judgement,
  type Predicate,
  type Properties,
  type PropertyKind,
  type PropertyResult,
  type Verdict,
} from './properties.ts';
import type { Observing } from './simulation.ts';
import { UsageError } from './usage-error.ts';

/** A property that was just found violated. */
export interface Finding {
  readonly property: string;
  readonly kind: PropertyKind;
  /** When it was, simulated ms; the present when left out. */
  readonly atMs?: number;
  /** Why it does not hold, in lines; none when it does not tell. */
  readonly explanation: readonly string[];
}

/** How a run ended. */
interface End {
  /** Whether nothing would have followed, had the run not been stopped. */
  readonly byItself: boolean;
  /** Since when there are no faults, simulated ms; Infinity while there are. */
  readonly healedAtMs: number;
}

/** A property in the course of a run. */
interface Case<TParams, TActors> {
  readonly name: string;
  readonly kind: PropertyKind;
  readonly holds: Predicate<TParams, TActors>;
  /** Of what must come to hold in time, else Infinity. */
  readonly withinMs: number;
  verdict: Verdict;
  /** When it held last, for faults may turn out to have been healed by then. */
  heldAtMs: number;
}

/** How a property stands before anything has happened. */
const atFirst = {
  always: 'held',
  never: 'held',
  sometimes: 'not reached',
  eventually: 'pending',
} as const satisfies Record<PropertyKind, Verdict>;

const nothing: readonly Finding[] = [];

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
  afterStep(observing: Observing<TParams, TActors>, healedAtMs: number): readonly Finding[] {
    let findings: Finding[] | undefined;
    let isDecided = false;
    for (const each of this.#open) {
      const before = each.verdict;
      each.verdict = verdictOn(each, observing, healedAtMs);
      if (each.verdict === before) continue;
      isDecided = true;
      if (each.verdict === 'violated') {
        const atMs = timeOfViolation(each, observing, healedAtMs);
        findings = [...(findings ?? []), { ...found(each, observing), atMs }];
      }
    }
    if (isDecided) this.#open = this.#open.filter(isOpen);
    return findings ?? nothing;
  }

  /**
   * What the end of a run has violated: what should have come to hold by now. A run that ends by
   * itself stays as it is, so what holds at its end holds after its faults.
   */
  atEnd(observing: Observing<TParams, TActors>, { byItself, healedAtMs }: End): readonly Finding[] {
    const { nowMs } = observing.swarm;
    const late: Case<TParams, TActors>[] = [];
    for (const each of this.#open.filter(({ kind }) => kind === 'eventually')) {
      if (byItself && isYes(each.holds(observing))) each.verdict = 'held';
      else if (byItself || nowMs >= healedAtMs + each.withinMs) late.push(each);
    }
    for (const each of late) each.verdict = 'violated';
    this.#open = this.#open.filter(isOpen);
    return late.map((each) => found(each, observing));
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
  const withinMs = Number.POSITIVE_INFINITY;
  return { name, kind, holds, withinMs, verdict: atFirst[kind], heldAtMs: -1 };
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
  each: Case<TParams, TActors>,
  observing: Observing<TParams, TActors>,
  healedAtMs: number,
): Verdict {
  const { kind, holds, withinMs, verdict } = each;
  switch (kind) {
    case 'always':
      return isYes(holds(observing)) ? 'held' : 'violated';
    case 'never':
      return isYes(holds(observing)) ? 'violated' : 'held';
    case 'sometimes':
      return isYes(holds(observing)) ? 'reached' : verdict;
    case 'eventually': {
      const { nowMs } = observing.swarm;
      if (nowMs <= healedAtMs + withinMs && isYes(holds(observing))) each.heldAtMs = nowMs;
      if (each.heldAtMs >= healedAtMs) return 'held';
      return nowMs > healedAtMs + withinMs ? 'violated' : verdict;
    }
  }
}

/** Whether another step may change a verdict. */
function isOpen({ kind, verdict }: { kind: PropertyKind; verdict: Verdict }): boolean {
  return verdict === atFirst[kind];
}

/** What should have come to hold is violated when its time is over. */
function timeOfViolation<TParams, TActors>(
  { kind, withinMs }: Case<TParams, TActors>,
  { swarm }: Observing<TParams, TActors>,
  healedAtMs: number,
): number {
  return kind === 'eventually' ? healedAtMs + withinMs : swarm.nowMs;
}

function found<TParams, TActors>(
  { name: property, kind, holds }: Case<TParams, TActors>,
  observing: Observing<TParams, TActors>,
): Finding {
  return { property, kind, explanation: explanationOf(holds(observing)) };
}

function explanationOf(answer: boolean | Judgement): readonly string[] {
  return typeof answer === 'boolean' ? [] : answer.explanation;
}
