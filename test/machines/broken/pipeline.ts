import { chaos } from 'statehive';
import { pipelineMachine, progressByName, progressOf } from 'statehive/machines';
import { pipeline, pipelineWith } from 'statehive/simulations';
import type { Twin } from './twin.ts';

/** A report of an attempt that was given up counts as one of the attempt that is under way. */
const believingLateReports = pipelineMachine.provide({
  guards: {
    isUnderWay: ({ context }, { stage }) => progressOf(context, stage)?.status === 'running',
  },
});

const property = 'a stage is over, and an attempt still at work on it';

const watched = (world: typeof pipeline): typeof pipeline => ({
  ...world,
  properties: {
    never: {
      [property]: ({ actors }) => {
        const { context, children } = actors.pipeline.getSnapshot();
        return Object.entries(progressByName(context)).some(
          ([stage, { status, ticket }]) =>
            status === 'succeeded' &&
            children[`${stage}-${ticket}`]?.getSnapshot().status === 'active',
        );
      },
    },
  },
});

export const pipelineThatBelievesLateReports: Twin = {
  mistake: 'a pipeline takes a late report of an attempt for one of the next',
  broken: watched(pipelineWith(believingLateReports)),
  sound: watched(pipeline),
  property,
  checking: {},
  steps: 4,
  states: 920,
  chaos: chaos({ delaySpikes: 0.3, spikeMeanMs: 20, untilMs: 500 }),
  params: { timeoutMs: 30 },
};
