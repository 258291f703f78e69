import type { ActorNumber } from '../../../actors/engine.ts';
import { UsageError } from '../../../simulation/usage-error.ts';
import type { Cause, Outcome, Outcomes } from '../local-steps.ts';
import type { Model } from '../model.ts';
import type { Images } from './images.ts';
import type { Members, Permutation } from './members.ts';

/** A step that an actor has taken in a state. */
export interface TakenStep {
  readonly actor: ActorNumber;
  readonly cause: Cause;
  readonly values: ArrayLike<number>;
  readonly outcomes: Outcomes;
}

/** Sees whether actors that count as alike act alike: a step, renamed, must come to the same, renamed. */
export class AlikeSteps {
  readonly #model: Model;
  readonly #members: Members;
  readonly #images: Images;

  constructor(model: Model, members: Members, images: Images) {
    this.#model = model;
    this.#members = members;
    this.#images = images;
  }

  /** @throws UsageError when an actor would not do what another does in its place */
  require(step: TakenStep): void {
    for (const exchange of this.#members.exchanges()) {
      if (!this.#concerns(step, exchange) || this.#isSame(step, exchange)) continue;
      const [one, other] = [step.actor, this.#members.imageOf(step.actor, exchange)].map((actor) =>
        this.#model.kernel.addressOf(actor),
      );
      const who =
        one === other
          ? `'${one}' treats actors of one population differently`
          : `'${one}' and '${other}' do not act alike`;
      const what = step.cause.kind === 'event' ? `'${step.cause.event.type}'` : step.cause.kind;
      throw new UsageError(
        `${who} (${what}), so that they cannot count as alike: check it without symmetry.`,
      );
    }
  }

  #concerns({ actor, values, outcomes }: TakenStep, exchange: Permutation): boolean {
    if (outcomes.reads.length > 0) return true;
    const component = this.#model.components.of(actor);
    const value = values[component] ?? 0;
    const isMoved = this.#images.componentOf(component, exchange) !== component;
    return isMoved || this.#images.valueOf(component, value, exchange) !== value;
  }

  #isSame({ actor, cause, values, outcomes }: TakenStep, exchange: Permutation): boolean {
    const image = this.#members.imageOf(actor, exchange);
    const view = this.#model.viewOf(this.#images.stateOf(values, exchange));
    const renamed: Cause =
      cause.kind === 'event'
        ? { kind: 'event', event: this.#images.renaming.value(cause.event, exchange) }
        : cause;
    const { all } = this.#model.steps.take(image, view, renamed);
    const expected = outcomes.all.map((outcome) => this.#textOf(outcome, exchange));
    const found = all.map((outcome) => this.#textOf(outcome, this.#members.identity()));
    return expected.sort().join('\n') === found.sort().join('\n');
  }

  #textOf({ isTaken, locals, sent, emitted, error }: Outcome, permutation: Permutation): string {
    const { renaming } = this.#images;
    const become = locals.map(([actor, local]) => [
      this.#members.imageOf(actor, permutation),
      this.#images.localOf(actor, local, permutation),
    ]);
    const messages = sent.map((message) => this.#images.messageOf(message, permutation));
    const said = emitted.map((one) => this.#model.texts.of(renaming.value(one, permutation)));
    const parts = [isTaken, become.sort(), messages.sort((a, b) => a - b), said, error];
    return parts.map(String).join('|');
  }
}
