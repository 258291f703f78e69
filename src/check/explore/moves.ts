import type { ActorNumber } from '../../actors/engine.ts';
import type { Cells } from './cells.ts';
import type { Fault } from './faults.ts';
import type { LocalState } from './local-states.ts';
import type { Outcome } from './local-steps.ts';
import { EMPTY } from './mailboxes.ts';
import type { Model } from './model.ts';
import { EVERYTHING, type Label, type Move, SLOTS_MAX } from './move.ts';
import { BLOCKED } from './operations.ts';

/** What happens with a step besides what the actor does. */
export interface Besides {
  readonly fault?: Fault;
  /** Simulated ms that go by before it. */
  readonly elapsesMs?: number;
  /** Whether it waits until nothing is on its way to anybody. */
  readonly waits?: boolean;
}

/** What follows from an outcome besides the mailbox of the actor that acts. */
interface Consequences {
  /** The actor's new local state, if it has another one. */
  readonly local: number | undefined;
  /** The messages that it sends to itself. */
  readonly own: readonly number[];
  readonly operations: number;
  readonly targets: number;
  readonly changes: readonly number[];
}

/** A step of an actor in one local state, whatever is on its way to the actor. */
export interface Step {
  readonly move: Move;
  /** The actor's local state after it. */
  readonly local: number;
  /** The messages that the actor sends to itself. */
  readonly own: readonly number[];
}

/** Makes moves of what steps come to. */
export class Moves {
  readonly #model: Model;

  constructor(model: Model) {
    this.#model = model;
  }

  /** The step that an outcome is, from a local state. */
  ofOutcome(
    actor: ActorNumber,
    from: number,
    outcome: Outcome,
    label: Omit<Label, 'actor' | 'sent' | 'error'>,
    besides: Besides = {},
  ): Step {
    const component = this.#model.components.of(actor);
    const consequences = this.#consequencesOf(actor, outcome, label.message, besides);
    const { local = from, own, operations, targets } = consequences;
    const changes = local === from ? consequences.changes : [component, ...consequences.changes];
    const told = {
      ...label,
      actor,
      sent: outcome.sent,
      armed: outcome.armed,
      error: outcome.error,
    };
    return { move: { component, operations, targets, changes, label: told }, local, own };
  }

  /** The actor's cell after a step, which leaves a mailbox as given. */
  cellAfter({ move: { component }, local, own }: Step, mailbox: number): number {
    let filled = mailbox;
    for (const message of own) filled = this.#model.mailboxes.put(filled, message);
    return this.#model.components.cellsOf(component)!.intern(local, filled);
  }

  /** What an outcome has for consequences whatever is on its way to the actor. */
  #consequencesOf(
    actor: ActorNumber,
    outcome: Outcome,
    message: number | undefined,
    { fault, elapsesMs = 0, waits = false }: Besides,
  ): Consequences {
    const { messages, operations } = this.#model;
    const others = [
      ...(waits ? this.#calm(actor) : []),
      ...(elapsesMs > 0 ? this.#elapse(actor, elapsesMs) : []),
      ...this.#changes(actor, outcome),
      ...this.#sends(actor, outcome),
      ...this.#emissions(outcome),
      ...this.#error(actor, outcome),
      ...this.#counted(fault),
      ...this.#last(message),
    ];
    return {
      local: outcome.locals.find(([each]) => each === actor)?.[1],
      own: outcome.sent.filter((each) => messages.get(each).to === actor),
      operations: operations.list(others),
      targets: this.#targets(others),
      changes: this.#seen(others),
    };
  }

  /** Nothing is on its way to any other actor, or it does not happen. */
  #calm(actor: ActorNumber): number[] {
    const { components, operations } = this.#model;
    return this.#others(actor).map((other) => {
      const component = components.of(other);
      const cells = components.cellsOf(component)!;
      const wait = (cell: number) => (cells.mailboxOf(cell) === EMPTY ? cell : BLOCKED);
      return operations.intern(component, 'be waited for', wait);
    });
  }

  #others(actor: ActorNumber): ActorNumber[] {
    const { components } = this.#model;
    const all = Array.from({ length: components.count }, (_, each) => components.actorOf(each));
    return all.filter((other) => other !== undefined && other !== actor) as ActorNumber[];
  }

  /** All others grow older by so much; who has a timer that is due before does not let them. */
  #elapse(actor: ActorNumber, byMs: number): number[] {
    const { components, operations, steps } = this.#model;
    return this.#others(actor).map((other) => {
      const component = components.of(other);
      const cells = components.cellsOf(component)!;
      const grow = (cell: number) => {
        const local = steps.localsOf(other).older(cells.localOf(cell), byMs);
        return local === undefined ? BLOCKED : cells.become(cell, local);
      };
      return operations.intern(component, `grow older by ${byMs}`, grow);
    });
  }

  #targets(numbers: readonly number[]): number {
    const { operations, components } = this.#model;
    const bits = numbers.map((number) => {
      const slot = components.slotOf(operations.componentOf(number));
      return operations.isPut(number) && slot < SLOTS_MAX ? 1 << slot : EVERYTHING;
    });
    return bits.reduce((all, bit) => all | bit, 0);
  }

  /** The move of a fault that is nobody's step. */
  ofFault(
    actor: ActorNumber,
    label: Omit<Label, 'actor' | 'sent'>,
    fault: Fault | undefined,
    others: readonly number[] = [],
  ): Move {
    const all = [...this.#counted(fault), ...others];
    const component = this.#model.components.of(actor);
    return {
      component,
      operations: this.#model.operations.list(all),
      targets: this.#targets(all),
      changes: [...(label.kind === 'lose' ? [] : [component]), ...this.#seen(all)],
      label: { ...label, actor, sent: [] },
    };
  }

  /** The components of which operations change more than what is on its way. */
  #seen(numbers: readonly number[]): number[] {
    const { operations } = this.#model;
    const others = numbers.filter((number) => !operations.isPut(number));
    return others.map((number) => operations.componentOf(number));
  }

  /** The operations by which the children of an actor that crashes go with it. */
  vanishing({ saved }: LocalState): number[] {
    const children = [...(saved.state.extra?.children ?? [])];
    return children.map((child) => {
      const component = this.#model.components.of(this.#model.kernel.engines.numberOf(child));
      return this.#model.operations.intern(component, 'vanish', () => 0);
    });
  }

  #changes(actor: ActorNumber, { locals }: Outcome): number[] {
    const { components, operations } = this.#model;
    return locals
      .filter(([other]) => other !== actor)
      .map(([other, local]) => {
        const component = components.of(other);
        const cells = components.cellsOf(component)!;
        return operations.intern(component, `become ${local}`, (cell) => cells.become(cell, local));
      });
  }

  #sends(actor: ActorNumber, { sent }: Outcome): number[] {
    const { components, operations, messages } = this.#model;
    return sent
      .filter((message) => messages.get(message).to !== actor)
      .map((message) => {
        const component = components.of(messages.get(message).to);
        const cells: Cells = components.cellsOf(component)!;
        return operations.intern(component, `put ${message}`, (cell) => cells.put(cell, message));
      });
  }

  #emissions({ emitted }: Outcome): number[] {
    const { operations, histories, texts } = this.#model;
    return emitted.flatMap((happening) =>
      Array.from({ length: histories }, (_, history) => {
        const values = this.#model.historyValuesOf(history);
        const component = this.#model.historyComponentOf(history);
        const key = `after ${texts.of(happening)}`;
        return operations.intern(component, key, (value) => values.after(value, happening));
      }),
    );
  }

  #error(actor: ActorNumber, { error }: Outcome): number[] {
    if (error === undefined) return [];
    const value = this.#model.errorOf(actor, error);
    const component = this.#model.errorComponent!;
    return [this.#model.operations.intern(component, `error ${value}`, () => value)];
  }

  #counted(fault: Fault | undefined): number[] {
    const { counter, counterComponent, operations } = this.#model;
    if (fault === undefined || counterComponent === undefined || !counter.isCounted(fault)) {
      return [];
    }
    return [operations.intern(counterComponent, fault, (count) => counter.after(count, fault))];
  }

  #last(message: number | undefined): number[] {
    const { lastComponent, operations } = this.#model;
    if (lastComponent === undefined || message === undefined) return [];
    return [operations.intern(lastComponent, `last ${message}`, () => message + 1)];
  }
}
