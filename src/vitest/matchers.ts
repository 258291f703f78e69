import { expect } from 'vitest';
import { linearizable } from '../check/linearizability/linearizable.ts';
import type { OperationHistory } from '../check/linearizability/operation-history.ts';
import type { Operations } from '../check/linearizability/operations.ts';
import type { SequentialModel } from '../check/linearizability/sequential-model.ts';
import type { ScriptFile } from '../check/search/script-file.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Swarm } from '../swarm/swarm.ts';
import { happensAgain, type TwiceOptions } from './again.ts';
import { comesToHold } from './in-time.ts';
import { hasComeToHold, holds, type Judged, type Matched } from './judged.ts';

/** What `expect` of vitest can say of swarms, once `statehive/vitest` is imported. */
export interface StatehiveMatchers {
  /**
   * Of the result of a run or of a check: that no property is violated and nothing failed; with a
   * name, that this property is held, or was reached.
   */
  toHold(property?: string): void;
  /** Of the result of a run or of a check: that this property has come to hold. */
  toEventually(property: string): void;
  /**
   * Of a swarm that is driven by hand: that something comes to hold within simulated ms. Time passes
   * to where it does, or a hundredth of `withinMs` beyond.
   */
  toEventually(holds: () => boolean, within: { readonly withinMs: number }): Promise<void>;
  /** Of what `operations` keeps; of a history by itself, as one of this model. */
  toBeLinearizable<TState, TCall, TResult>(model?: SequentialModel<TState, TCall, TResult>): void;
  /**
   * Of a simulation: that what a script holds, or the file of that name, happens again, to the same
   * trace hash; that a run with these options is the same twice.
   */
  toReplay(what: ScriptFile | string | TwiceOptions): Promise<void>;
}

type Log = Operations<unknown, unknown, unknown>;

expect.extend({
  toHold: (received: Judged, property?: string) => holds(received, property),
  toEventually: (
    received: Swarm | Judged,
    what: string | (() => boolean),
    within?: { readonly withinMs: number },
  ) =>
    typeof what === 'string'
      ? hasComeToHold(received as Judged, what)
      : comesToHold(received as Swarm, what, within),
  toBeLinearizable: (
    received: Log | OperationHistory<unknown, unknown>,
    model?: SequentialModel<unknown, unknown, unknown>,
  ) => isLinearizable((model === undefined ? received : { value: received, model }) as Log),
  toReplay: (received: Simulation, what: ScriptFile | string | TwiceOptions) =>
    happensAgain(received, what),
});

function isLinearizable(log: Log): Matched {
  const verdict = linearizable(log);
  const message = () =>
    verdict.holds
      ? `the operations are linearizable as a ${log.model.name}`
      : verdict.explanation.join('\n');
  return { pass: verdict.holds, message };
}

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: declarations merge only with the same parameters
  interface Matchers<T = any> extends StatehiveMatchers {}
}
