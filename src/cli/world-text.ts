import { isDeepStrictEqual } from 'node:util';
import type { CheckResult } from '../check/check.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { parametersOf } from './parameter.ts';

/** What a check explored, in a line: the parameters that are not a run's defaults, and the world. */
export function worldLine(simulation: Simulation, { params, checking }: CheckResult): string {
  const { network = 'unordered', timers = 'any', prompt = false, fair = false } = checking;
  const world = [
    `${network} network`,
    timers === 'any' ? 'timers in any order' : 'timers by time',
    ...(prompt ? ['messages before timers'] : []),
    ...faultsOf(checking.faults),
    ...(fair ? [`fair to ${fair}`] : []),
  ];
  return `explored: ${[...parametersSet(simulation, params), ...world].join(', ')}`;
}

function parametersSet(simulation: Simulation, params: unknown): string[] {
  const given = new Map(Object.entries(params as object));
  return parametersOf(simulation)
    .filter(({ name, default: usual }) => !isDeepStrictEqual(given.get(name), usual))
    .map(({ name }) => `--${name} ${textOf(given.get(name))}`);
}

function faultsOf(faults: CheckResult['checking']['faults'] = {}): string[] {
  return Object.entries(faults)
    .filter(([, bound]) => bound > 0)
    .map(([fault, bound]) => (bound === Infinity ? `any ${fault}` : `${fault} ${bound}`));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
