import type { Case, Comparison, Scenario } from '../../suite.ts';
import { contestOf } from '../contest/contest.ts';
import { fits } from '../fits.ts';

/** The ways that are the project's own: those that others are set beside. */
export function ownParts({ comparisons = [] }: Scenario, { params }: Case): string[] {
  const own = comparisons
    .filter((comparison: Comparison) => fits(params, comparison.params ?? {}))
    .map(({ figure }) => figure);
  return [...new Set(own)];
}

/** A case without those of others, for what is compared is two builds of the project. */
export function ownOnly(scenario: Scenario, subject: Case): Case {
  if (subject.ways === undefined) return subject;
  const own = ownParts(scenario, subject);
  return { ...subject, ...contestOf(subject.ways.filter(({ name }) => own.includes(name))) };
}
