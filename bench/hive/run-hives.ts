import { defineSimulation, type EngineChoice, run } from 'statehive';
import type { Knowledge, Phase } from 'statehive/machines';
import { z } from 'zod';
import { wallNowMs } from '../runner/wall-clock.ts';
import { type HiveOptions, hiveNetwork, spawnQueens } from './queens.ts';

/** Made once, as a user's is, for Zod compiles a schema when it first parses. */
const noParams = z.object({});

/** What some hives came to. */
export interface HivesRun {
  readonly hash: string;
  /** Until the last hive was done. */
  readonly simulatedMs: number;
  /** What each phase took; with several hives, what it took the one that ended it last. */
  readonly phases: Readonly<Partial<Record<Phase, { simulatedMs: number; wallMs: number }>>>;
}

export interface RunHivesOptions extends HiveOptions {
  /** The last phase that is run. @defaultValue 'generate' */
  readonly until?: Phase;
  /** @defaultValue 'auto' */
  readonly engine?: EngineChoice;
}

/**
 * Runs hives in one swarm, as the hive simulation does, but over packs that are in memory, and no
 * further than asked.
 *
 * @throws Error if the hives do not get there
 */
export async function runHives(
  knowledge: Knowledge,
  { until = 'generate', engine = 'auto', ...options }: RunHivesOptions,
  seed: number,
): Promise<HivesRun> {
  const { hives = 1 } = options;
  const phases: Record<string, { simulatedMs: number; wallMs: number }> = {};
  let done = 0;
  const simulation = defineSimulation({
    name: 'hives',
    summary: 'Hives side by side, run as far as one phase.',
    params: noParams,
    network: hiveNetwork,
    compose({ swarm }) {
      // A list of its own, for detection keeps what it has prepared of one.
      spawnQueens(swarm, { ...knowledge, packs: [...knowledge.packs] }, options);
      let phaseBeganAtMs = wallNowMs();
      const beganAtMs = new Map<string, number>();
      swarm.emissions$.subscribe(({ actor, atMs, event: { type, phase } }) => {
        if (type === 'phaseBegan') beganAtMs.set(actor, atMs);
        if (type !== 'phaseEnded') return;
        const endedAtMs = wallNowMs();
        const simulatedMs = atMs - beganAtMs.get(actor)!;
        phases[phase] = { simulatedMs, wallMs: endedAtMs - phaseBeganAtMs };
        phaseBeganAtMs = endedAtMs;
        if (phase === until) done += 1;
      });
    },
    until: () => done === hives,
  });
  const result = await run(simulation, { seed, engine });
  if (result.outcome !== 'completed' || done < hives) throw new Error(result.reason);
  return { hash: result.traceHash, simulatedMs: result.simulatedMs, phases };
}
