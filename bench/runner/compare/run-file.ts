import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CommandLineError } from '../command-line.ts';
import type { BenchResult } from '../result.ts';

/** What a saved run is in its folder. */
export const RUN_FILE = 'run.json';

/** As much of a run as tells it from something else; the rest is what a build wrote. */
const shape = z.looseObject({
  effort: z.enum(['full', 'quick']),
  isComplete: z.boolean(),
  suites: z.array(z.looseObject({ suite: z.string(), scenarios: z.array(z.looseObject({})) })),
});

/**
 * The run that was saved in a folder.
 *
 * @param name - what it was saved as
 * @throws CommandLineError if its file is damaged
 */
export function runIn(folder: string, name: string): BenchResult {
  try {
    const run: unknown = JSON.parse(readFileSync(join(folder, RUN_FILE), 'utf8'));
    shape.parse(run);
    return run as BenchResult;
  } catch (error) {
    throw damaged(folder, name, reasonOf(error));
  }
}

/** That a save cannot be used, and what to do. */
export function damaged(folder: string, name: string, reason: string): CommandLineError {
  return new CommandLineError(
    `The saved run '${name}' is damaged (${reason}): save it anew by --save ${name}, ` +
      `or delete ${folder}`,
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) {
    const [{ path, message } = { path: [], message: '' }] = error.issues;
    return `${RUN_FILE}: ${path.join('.')}: ${message}`;
  }
  return `${RUN_FILE}: ${error instanceof Error ? error.message : String(error)}`;
}
