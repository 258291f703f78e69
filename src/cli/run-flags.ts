import { parseFaultsFile } from '../check/search/script-file.ts';
import type { SearchedRuns } from '../check/search/search.ts';
import type { Faults } from '../faults/nemesis.ts';
import { script } from '../faults/script.ts';
import type { Limits } from '../simulation/limits.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';
import type { EngineChoice } from '../swarm/engines.ts';
import { readChaos } from './chaos-text.ts';
import { parametersFrom } from './flags.ts';
import { readText } from './read-text.ts';

/** The flags of `statehive run` that are not the simulation's own. */
export interface RunFlags {
  readonly seed?: number;
  readonly seeds?: { readonly first: number; readonly last: number };
  readonly engine: EngineChoice;
  readonly chaos?: string | true;
  readonly faults?: string;
  readonly twice?: boolean;
  readonly json?: boolean;
  readonly out?: string;
  readonly memory?: string | true;
  readonly save?: string;
  readonly maxEvents?: number;
  readonly maxSimulatedMs?: number;
  readonly maxWallMs?: number;
}

/** Flags that say two things at once. */
const rivals: readonly (readonly [keyof RunFlags, keyof RunFlags])[] = [
  ['chaos', 'faults'],
  ['seeds', 'seed'],
  ['seeds', 'out'],
  ['seeds', 'twice'],
  ['twice', 'out'],
  ['twice', 'save'],
  ['memory', 'seeds'],
  ['memory', 'twice'],
  ['memory', 'save'],
];

/**
 * What the flags say of a run, whichever its seed.
 *
 * @throws UsageError when two flags exclude each other, or one says what cannot be
 */
export function runsOf(
  simulation: Simulation,
  flags: RunFlags,
): SearchedRuns & { readonly limits: Partial<Limits> } {
  for (const [one, other] of rivals) {
    if (flags[one] === undefined || flags[other] === undefined) continue;
    throw new UsageError(`--${one} and --${other} do not go together: give one of them.`);
  }
  const { engine } = flags;
  const faults = faultsOf(flags);
  const params = parametersFrom({ ...flags }, simulation);
  return { params, engine, limits: limitsOf(flags), ...(faults === undefined ? {} : { faults }) };
}

function faultsOf({ chaos, faults }: RunFlags): Faults | undefined {
  if (chaos !== undefined) return readChaos(chaos);
  return faults === undefined ? undefined : script(parseFaultsFile(readText(faults), faults));
}

function limitsOf({ maxEvents, maxSimulatedMs, maxWallMs }: RunFlags): Partial<Limits> {
  const limits = { events: maxEvents, simulatedMs: maxSimulatedMs, wallMs: maxWallMs };
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
