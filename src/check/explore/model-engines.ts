import type { AnyActorLogic, AnyActorRef } from 'xstate';
import type { CompiledEngine } from '../../actors/compiled-engine.ts';
import type { ActorNumber, ChildOptions, EngineHost } from '../../actors/engine.ts';
import { Engines } from '../../swarm/engines.ts';
import { UncheckableError } from './uncheckable-error.ts';

/** The engine of what is checked: compiled machines, and nothing else. */
export class ModelEngines extends Engines {
  readonly #claimed = new Map<string, AnyActorRef>();
  /** Told of every actor that another one's step acts on. */
  readonly #reached: (actor: ActorNumber) => void;

  constructor(host: EngineHost, reached: (actor: ActorNumber) => void) {
    super(host, 'compiled');
    this.#reached = reached;
  }

  get machines(): CompiledEngine {
    return this.compiled;
  }

  override for(logic: AnyActorLogic): CompiledEngine {
    if (this.compiles(logic)) return this.compiled;
    throw new UncheckableError('an actor is spawned whose logic is no state machine.');
  }

  override of(actor: ActorNumber): CompiledEngine {
    this.#reached(actor);
    return this.compiled;
  }

  override refOf(actor: ActorNumber): AnyActorRef {
    return actor < 0 ? super.refOf(actor) : this.compiled.ref(actor);
  }

  override createForeign(_logic: AnyActorLogic, { id, parent }: ChildOptions): never {
    throw new UncheckableError(
      `'${parent.id}' invokes or spawns '${id}', which is no state machine but a promise, a callback or a stream: put a machine in its place that waits for an event, or for a timer.`,
    );
  }

  // A child is made anew in each behaviour that has it, and is the same actor in all of them.

  override claimSystemId(systemId: string, ref: AnyActorRef): void {
    if (this.#claimed.get(systemId) === ref) return;
    super.claimSystemId(systemId, ref);
    this.#claimed.set(systemId, ref);
  }

  override releaseSystemId(): void {}
}
