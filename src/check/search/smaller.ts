import { integer, subarray } from 'fast-check';
import type { Fault } from '../../faults/fault.ts';

/** Lists of fewer faults, smallest first. */
export function fewer(faults: readonly Fault[]): Iterable<readonly Fault[]> {
  return subarray([...faults])
    .shrink([...faults], undefined)
    .map(({ value }) => value);
}

/** How far down a number of a fault can go, and still make sense. */
const leastOf: Readonly<Record<string, number>> = {
  atMs: 0,
  forMs: 1,
  serviceMs: 1,
  meanMs: 1,
  withinMs: 1,
};

/** The same faults with one of them simpler: shorter, earlier, rounder, of fewer actors. */
export function* simpler(faults: readonly Fault[]): Iterable<readonly Fault[]> {
  for (const [at, fault] of faults.entries()) {
    for (const one of simplerFaults(fault)) yield faults.toSpliced(at, 1, one);
  }
}

function* simplerFaults(fault: Fault): Iterable<Fault> {
  for (const [field, least] of Object.entries(leastOf)) {
    const value = (fault as unknown as Readonly<Record<string, unknown>>)[field];
    if (typeof value !== 'number') continue;
    for (const number of simplerNumbers(value, least)) yield { ...fault, [field]: number };
  }
  if (fault.kind !== 'partition') return;
  const { from } = fault;
  const groups = subarray([...from], { minLength: 1 });
  for (const { value } of groups.shrink([...from], undefined)) yield { ...fault, from: value };
}

// Whole numbers first; then nearer to the least one, by halves.
function* simplerNumbers(value: number, least: number): Iterable<number> {
  const whole = Math.round(value);
  if (whole !== value) {
    if (whole >= least) yield whole;
    return;
  }
  if (value <= least) return;
  for (const smaller of integer({ min: least, max: value }).shrink(value, undefined)) {
    yield smaller.value;
  }
}
