import type { ActorNumber } from '../../actors/engine.ts';
import type { FaultBounds, NetworkKind, TimerOrder } from '../../simulation/checking.ts';
import { Components } from './components.ts';
import { Decisions } from './decisions.ts';
import { FaultCounter } from './faults.ts';
import { HistoryValues } from './histories.ts';
import { type GlobalView, LocalSteps, type ReadPart } from './local-steps.ts';
import { Mailboxes } from './mailboxes.ts';
import { Messages } from './messages.ts';
import type { ModelKernel } from './model-kernel.ts';
import { Operations } from './operations.ts';
import type { Symmetry } from './symmetry/symmetry.ts';
import { ValueTexts } from './value-text.ts';

export interface ModelOptions {
  readonly network: NetworkKind;
  readonly faults: FaultBounds;
  /** Whether a message that a machine takes no notice of is gone. */
  readonly discard: boolean;
  readonly timers: TimerOrder;
  /** Whether timers wait until nothing is on its way. */
  readonly prompt: boolean;
  /** Whether the state remembers which message arrived last, so that to get one again is a change. */
  readonly remembersLast: boolean;
}

/** All tables that a swarm's behaviours are explored by: what there is, in numbers. */
export class Model {
  readonly kernel: ModelKernel;
  readonly options: ModelOptions;
  readonly texts: ValueTexts;
  readonly messages: Messages;
  readonly mailboxes: Mailboxes;
  readonly steps: LocalSteps;
  readonly components: Components;
  readonly operations = new Operations();
  readonly decisions: Decisions;
  /** The components that some predicate has looked at in some state. */
  readonly readComponents = new Set<number>();
  readonly counter: FaultCounter;
  /** The component of the fault counter, if there is anything to count. */
  readonly counterComponent: number | undefined;
  readonly lastComponent: number | undefined;
  /** Which actors may be exchanged for each other, if that is asked for. */
  symmetry: Symmetry | undefined;
  readonly #histories: HistoryValues[];
  readonly #historyComponents: number[];
  /** What actors threw; there is a component for it once one has. */
  readonly errors: { readonly actor: ActorNumber; readonly thrown: unknown }[] = [];
  errorComponent: number | undefined;

  constructor(kernel: ModelKernel, options: ModelOptions) {
    this.kernel = kernel;
    this.options = options;
    kernel.timers.isByTime = options.timers === 'by-time';
    this.texts = new ValueTexts((value) => kernel.engines.findNumber(value as never));
    this.messages = new Messages(this.texts);
    this.mailboxes = new Mailboxes(this.messages, options.network);
    this.steps = new LocalSteps(kernel, this.texts, this.messages);
    this.components = new Components(this.steps, this.mailboxes);
    this.decisions = new Decisions(this.components);
    for (const actor of kernel.origins.all.keys()) this.components.of(actor);
    this.#histories = kernel.histories.map((kept) => new HistoryValues(kept, this.texts));
    this.#historyComponents = this.#histories.map((values) =>
      this.components.add(() => values.size),
    );
    this.counter = new FaultCounter(options.faults);
    this.counterComponent = this.counter.isNeeded
      ? this.components.add(() => this.counter.size)
      : undefined;
    this.lastComponent = options.remembersLast
      ? this.components.add(() => this.messages.size + 1)
      : undefined;
  }

  /** The number of an actor's local state in a global state. */
  localOf(actor: ActorNumber, values: ArrayLike<number>): number {
    const component = this.components.find(actor);
    if (component === undefined) return 0;
    return this.components.cellsOf(component)!.localOf(values[component] ?? 0);
  }

  /** A global state as steps and predicates see it; it may be overwritten after. */
  viewOf(values: ArrayLike<number>): GlobalView {
    return {
      localOf: (actor) => this.localOf(actor, values),
      historyOf: (history) =>
        this.#histories[history]!.get(values[this.#historyComponents[history]!] ?? 0),
    };
  }

  historyComponentOf(history: number): number {
    return this.#historyComponents[history]!;
  }

  /** The history that a component is; -1 for one that is none. */
  historyOf(component: number): number {
    return this.#historyComponents.indexOf(component);
  }

  /** Runs code that looks at a global state; tells the components that it looked at, in order. */
  look<T>(values: ArrayLike<number>, work: () => T): { value: T; reads: readonly number[] } {
    const { value, reads } = this.steps.look(this.viewOf(values), work);
    return { value, reads: reads.map((part) => this.componentOf(part)) };
  }

  componentOf({ kind, number }: ReadPart): number {
    return kind === 'actor' ? this.components.of(number) : this.historyComponentOf(number);
  }

  /** Whether nobody is left who would wait for something, by whom a deadlock would be none. */
  isEnd(values: ArrayLike<number>): boolean {
    for (let component = 0; component < this.components.count; component++) {
      const actor = this.components.actorOf(component);
      if (actor === undefined) continue;
      const locals = this.steps.localsOf(actor);
      const local = this.localOf(actor, values);
      if (locals.get(local)?.isRunning && !locals.snapshotOf(local).hasTag('end')) return false;
    }
    return true;
  }

  historyValuesOf(history: number): HistoryValues {
    return this.#histories[history]!;
  }

  /** How many histories there are. */
  get histories(): number {
    return this.#histories.length;
  }

  /** The value of the error component for what an actor threw, which is added if need be. */
  errorOf(actor: ActorNumber, thrown: unknown): number {
    this.errorComponent ??= this.components.add(() => this.errors.length + 1);
    const text = String(thrown);
    const known = this.errors.findIndex(
      (error) => error.actor === actor && String(error.thrown) === text,
    );
    return known >= 0 ? known + 1 : this.errors.push({ actor, thrown });
  }
}
