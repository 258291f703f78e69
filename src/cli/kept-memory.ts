import { type Memory, MemoryError } from '../record/memory.ts';
import { MEMORY_FILE, openMemory } from '../record/open-memory.ts';
import type { RunResult } from '../simulation/result.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { UsageError } from '../simulation/usage-error.ts';
import { number } from './number-text.ts';

/** The memory that a run is given and adds to. Until it is closed, nobody else can open its file. */
export interface KeptMemory {
  readonly contents: ReadonlyMap<string, unknown>;
  /** Writes what a run leaves, and tells so; nothing of a run that broke off or broke something. */
  keep(result: RunResult): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the file that `--memory` names.
 *
 * @param flag - `true` for the file that is taken when none is named
 * @throws UsageError when the simulation remembers nothing, or the file cannot be used
 */
export async function openKeptMemory(
  simulation: Simulation,
  flag: string | true,
): Promise<KeptMemory> {
  if (simulation.remember === undefined) {
    throw new UsageError(
      `Simulation '${simulation.name}' remembers nothing that --memory could keep.`,
    );
  }
  const memory = await asUsage(() =>
    openMemory(flag === true ? MEMORY_FILE : flag, {
      onWait: (reason) => tell(`${reason}: waiting for it to end.`),
    }),
  );
  return {
    contents: await asUsage(() => memory.contents()),
    keep: (result) => asUsage(() => keep(memory, result)),
    close: () => memory.close(),
  };
}

async function keep(memory: Memory, { outcome, remembered }: RunResult): Promise<void> {
  const isWhole = outcome === 'completed' || outcome === 'limit';
  if (remembered === undefined || !isWhole) {
    tell(`${memory.file} was left as it was: the run ${outcome}.`);
    return;
  }
  await memory.write(remembered);
  tell(`Remembered ${number(remembered.size)} keys in ${memory.file}: a run begins with them now.`);
}

async function asUsage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MemoryError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
