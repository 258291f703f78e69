import { type Address, chance, sample } from 'statehive';
import { assign, sendTo, setup } from 'xstate';
import {
  type Artifact,
  type ArtifactBuffers,
  type ArtifactFormat,
  readArtifact,
  writeArtifact,
} from './artifact.ts';
import type { StageDefinition } from './stage-definition.ts';

/** What the actor of a stage is given, for one attempt. */
export interface StageInput {
  readonly stage: StageDefinition;
  /** Which attempt of its pipeline it is, of all stages: its report carries it. */
  readonly ticket: number;
  /** By the name of the stage that has made them. */
  readonly artifacts: Readonly<Record<string, Artifact>>;
  readonly format: ArtifactFormat;
  readonly buffers: ArtifactBuffers;
  readonly pipeline: Address<StageReport>;
}

export interface StageContext extends StageInput {
  readonly artifact: Artifact | undefined;
  /** Why it has failed. */
  readonly reason: string;
}

/** A stage has made its artifact. */
export interface StageSucceeded {
  readonly type: 'STAGE_SUCCEEDED';
  readonly stage: string;
  readonly ticket: number;
  readonly artifact: Artifact;
}

/** An attempt of a stage has failed. */
export interface StageFailed {
  readonly type: 'STAGE_FAILED';
  readonly stage: string;
  readonly ticket: number;
  readonly reason: string;
}

/** What the actor of a stage tells its pipeline. */
export type StageReport = StageSucceeded | StageFailed;

/**
 * One attempt of a stage: reads the artifacts that it needs, works for its service time, writes
 * down what it has made, and reports. It fails by chance, or when `make` throws.
 */
export const stageMachine = setup({
  types: { input: {} as StageInput, context: {} as StageContext },
  guards: { hasArtifact: ({ context }) => context.artifact !== undefined },
  delays: { service: ({ context }) => sample(context.stage.service) },
  actions: {
    attempt: assign(({ context }) => attempted(context)),
    reportSuccess: sendTo(
      ({ context }) => context.pipeline,
      ({ context }) => ({
        type: 'STAGE_SUCCEEDED',
        stage: context.stage.name,
        ticket: context.ticket,
        artifact: context.artifact!,
      }),
    ),
    reportFailure: sendTo(
      ({ context }) => context.pipeline,
      ({ context: { stage, ticket, reason } }) => ({
        type: 'STAGE_FAILED',
        stage: stage.name,
        ticket,
        reason,
      }),
    ),
  },
}).createMachine({
  id: 'stage',
  context: ({ input: { stage, ticket, artifacts, format, buffers, pipeline } }) => ({
    stage,
    ticket,
    artifacts,
    format,
    buffers,
    pipeline,
    artifact: undefined,
    reason: '',
  }),
  initial: 'working',
  states: {
    working: { after: { service: { target: 'deciding', actions: 'attempt' } } },
    deciding: { always: [{ guard: 'hasArtifact', target: 'succeeded' }, { target: 'failed' }] },
    succeeded: { type: 'final', entry: 'reportSuccess' },
    failed: { type: 'final', entry: 'reportFailure' },
  },
});

function attempted({ stage, artifacts, format, buffers }: StageContext): Partial<StageContext> {
  const { failureProbability = 0 } = stage;
  if (failureProbability > 0 && chance(failureProbability)) {
    return { reason: 'it failed by chance' };
  }
  try {
    const read = Object.entries(artifacts).map(([name, each]) => [name, readArtifact(each)]);
    return { artifact: writeArtifact(stage.make(Object.fromEntries(read)), format, buffers) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
