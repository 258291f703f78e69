import type { Scenario } from '../suite.ts';
import { forkProgram } from './own-process.ts';
import type { ScenarioResult } from './result.ts';
import type { Running } from './run-scenario.ts';

/** What the process that measures a scenario says. */
export type Told =
  | { readonly step: readonly [next: string, isPlanned: boolean] }
  /** Null when it was ended early. */
  | { readonly result: ScenarioResult | null }
  | { readonly error: string };

/**
 * Measures a scenario of `suites.ts` in a process of its own: in one that has run others, code is compiled
 * for what those did as well, and collecting garbage goes through what they have left.
 *
 * @throws Error what is thrown there, or if the process ends before it has a result
 */
export async function forkedScenario(
  suite: string,
  { name }: Scenario,
  { effort, progress, signal }: Running,
): Promise<ScenarioResult | undefined> {
  if (signal?.aborted) return undefined;
  const child = forkProgram('runner/serve-scenario', [suite, name, effort]);
  const end = () => child.send('end');
  signal?.addEventListener('abort', end);
  try {
    return await new Promise((resolve, reject) => {
      child.on('message', (told: Told) => {
        if ('step' in told) progress?.(...told.step);
        else if ('error' in told) reject(new Error(told.error));
        else resolve(told.result ?? undefined);
      });
      child.once('exit', () => reject(new Error(`The process that measured ${name} has ended.`)));
    });
  } finally {
    signal?.removeEventListener('abort', end);
    child.kill();
  }
}
