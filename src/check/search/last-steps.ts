import type { AnyEventObject } from 'xstate';
import type { FaultEvent, Loss, Transition } from '../../swarm/records.ts';
import type { Swarm } from '../../swarm/swarm.ts';

/** Something that happened, in the words of a sequence diagram. */
export type RunHappening =
  | {
      readonly kind: 'delivery' | 'loss';
      readonly atMs: number;
      readonly from: string;
      readonly to: string;
      readonly event: AnyEventObject;
      readonly sentAtMs: number;
      readonly why: string;
    }
  | {
      readonly kind: 'timer';
      readonly atMs: number;
      readonly actor: string;
      readonly event: AnyEventObject;
    }
  | { readonly kind: 'fault'; readonly fault: FaultEvent };

/** Remembers the last so many things that happened in a swarm. */
export class LastSteps {
  readonly #max: number;
  #happenings: RunHappening[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  get happenings(): readonly RunHappening[] {
    return this.#happenings.slice(-this.#max);
  }

  watch(swarm: Swarm): void {
    swarm.transitions$.subscribe((transition) => this.#add(happeningOf(transition)));
    swarm.losses$.subscribe((loss) => this.#add(lossOf(loss)));
    swarm.faults$.subscribe((fault) => this.#add({ kind: 'fault', fault }));
  }

  #add(happening: RunHappening): void {
    this.#happenings.push(happening);
    // Cut now and then: to shift a list each time is slow.
    if (this.#happenings.length >= 2 * this.#max) this.#happenings = [...this.happenings];
  }
}

function happeningOf({ atMs, actor, event, envelope }: Transition): RunHappening {
  if (envelope === undefined) return { kind: 'timer', atMs, actor, event };
  const { from, to, sentAtMs } = envelope;
  return { kind: 'delivery', atMs, from, to, event, sentAtMs, why: '' };
}

function lossOf({ atMs, envelope, why }: Loss): RunHappening {
  const { from, to, event, sentAtMs } = envelope;
  return { kind: 'loss', atMs, from, to, event, sentAtMs, why };
}
