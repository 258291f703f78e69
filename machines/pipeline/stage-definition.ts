import type { Distribution } from 'statehive';

/** What a stage has made, by the name of the stage. */
export type Artifacts = Readonly<Record<string, unknown>>;

/** One step of a pipeline. */
export interface StageDefinition {
  readonly name: string;
  /** The stages whose artifacts it needs; none when it can begin at once. */
  readonly after: readonly string[];
  /** How long it works, simulated ms. */
  readonly service: Distribution;
  /** The chance that an attempt fails, 0 to 1. @defaultValue 0 */
  readonly failureProbability?: number;
  /**
   * Makes its artifact, as data that can be written down, of those of the stages that it comes
   * after. An attempt in which it throws has failed.
   */
  readonly make: (artifacts: Artifacts) => unknown;
}
