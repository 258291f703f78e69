import type { Address, Distribution } from 'statehive';
import { assign, emit, enqueueActions, setup } from 'xstate';
import type { QueenContext } from '../hive/queen-context.ts';
import type { ArtifactFormat } from '../pipeline/artifact.ts';
import { pipelineMachine } from '../pipeline/pipeline.ts';
import type { PipelineOutput } from '../pipeline/pipeline-context.ts';
import type { RunMode } from '../pipeline/progress.ts';
import { changesOf } from '../registry/changes.ts';
import type { CarryOut } from '../registry/registrar.ts';
import { type Composition, readPackage, releaseStages } from './release-stages.ts';

/** What a release is given. */
export interface ReleaseInput {
  /** Told of the changes when all stages have succeeded. */
  readonly registrar: Address<CarryOut>;
  readonly mode: RunMode;
  readonly artifacts: ArtifactFormat;
  /** How long each stage works, simulated ms. */
  readonly service: Distribution;
  /** How long an attempt of a stage may take, simulated ms. */
  readonly timeoutMs: number;
}

/** Asks for what a hive has composed to be released; once for a release. */
export interface ReleaseRequest extends Composition {
  readonly type: 'RELEASE';
}

export interface ReleaseContext extends ReleaseInput, Composition {}

/** What a release tells of itself. */
export type ReleaseEmission =
  | { readonly type: 'releasing' }
  /** Bytes of the package, as it was written down. */
  | { readonly type: 'released'; readonly bytes: number; readonly terms: number }
  | { readonly type: 'releaseFailed'; readonly reasons: readonly string[] };

/**
 * Takes what a hive has composed through a pipeline, and hands the changes that it asks for, as they
 * are in the package, to a registrar. When a stage has failed for good, nothing is carried out.
 */
export const releaseMachine = setup({
  types: {
    input: {} as ReleaseInput,
    context: {} as ReleaseContext,
    events: {} as ReleaseRequest,
    emitted: {} as ReleaseEmission,
  },
  actors: { pipeline: pipelineMachine },
  guards: {
    hasSucceeded: (_, { outcome }: PipelineOutput) => outcome === 'succeeded',
  },
  actions: {
    take: assign((_, { packs, changes }: ReleaseRequest) => ({ packs, changes })),
    tellBegin: emit({ type: 'releasing' }),
    release: enqueueActions(({ context, enqueue }, { progress }: PipelineOutput) => {
      const artifact = progress.package!.artifact!;
      const { changes, terms } = readPackage(artifact);
      enqueue.sendTo(context.registrar, { type: 'CARRY_OUT', changes });
      enqueue.emit({ type: 'released', bytes: artifact.bytes.length, terms });
    }),
    tellFailure: emit((_, { progress }: PipelineOutput) => ({
      type: 'releaseFailed' as const,
      reasons: Object.entries(progress)
        .filter(([, { status }]) => status === 'failed')
        .map(([stage, { reason }]) => `${stage}: ${reason}`),
    })),
  },
}).createMachine({
  id: 'release',
  context: ({ input }) => ({ ...input, packs: [], changes: [] }),
  initial: 'waiting',
  states: {
    waiting: {
      on: {
        RELEASE: { target: 'running', actions: { type: 'take', params: ({ event }) => event } },
      },
    },
    running: {
      entry: 'tellBegin',
      invoke: {
        src: 'pipeline',
        id: 'pipeline',
        input: ({ context: { packs, changes, service, mode, artifacts, timeoutMs } }) => ({
          stages: releaseStages({ packs, changes }, service),
          mode,
          artifacts,
          timeouts: { kind: 'fixed', timeoutMs },
        }),
        onDone: [
          {
            guard: { type: 'hasSucceeded', params: ({ event }) => event.output },
            target: 'released',
            actions: { type: 'release', params: ({ event }) => event.output },
          },
          {
            target: 'failed',
            actions: { type: 'tellFailure', params: ({ event }) => event.output },
          },
        ],
      },
    },
    released: { type: 'final' },
    failed: { type: 'final' },
  },
});

/** The request to release what a queen has composed, with the changes that her decisions call for. */
export function releaseRequest(queen: QueenContext): ReleaseRequest {
  const { detection, decisions, configuration } = queen;
  const changes = changesOf(detection.conflicts, decisions);
  return { type: 'RELEASE', packs: configuration?.packs ?? [], changes };
}
