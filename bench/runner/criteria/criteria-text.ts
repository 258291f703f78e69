import { standingText } from '../standing.ts';
import { aligned, digits, quantity } from '../text.ts';
import type { CriterionResult } from './criterion.ts';

const HEADER = ['criterion', 'from', 'kind', 'target', 'measured', ''];

/** Criteria as a person reads them. */
export function criteriaText(criteria: readonly CriterionResult[]): string {
  const count = (is: (each: CriterionResult) => boolean) => criteria.filter(is).length;
  const missing = count(({ measured }) => measured === null);
  const conclusion =
    `${count(({ met }) => met)} of ${criteria.length} criteria are met` +
    (missing === 0 ? '.' : `; ${missing} were not measured.`);
  const legend =
    'asked: the floor; goal: our own, on this machine; Rust: other code, measured elsewhere\n' +
    'simulated: what the modelled swarm takes; wall: what computing it took here';
  return `${[...aligned([HEADER, ...criteriaRows(criteria)]), '', legend, '', conclusion].join('\n')}\n`;
}

/** A row for each criterion: claim, who asks, kind, target, measured, and whether it is met, or why not. */
export function criteriaRows(criteria: readonly CriterionResult[]): string[][] {
  return criteria.map(({ claim, from, kind, target, unit, measured, ...stands }) => [
    claim,
    from,
    kind,
    'below' in target ? `< ${inUnit(target.below, unit)}` : `> ${inUnit(target.above, unit)}`,
    measured === null ? 'not measured' : inUnit(measured, unit),
    standingText(stands),
  ]);
}

function inUnit(value: number, unit: CriterionResult['unit']): string {
  if (unit === 'ms' || unit === 'bytes') return quantity(value, unit);
  if (unit === 'exponent') return value.toFixed(2);
  return `${digits(value)}${unit === 'times' ? ' times' : unit}`;
}
