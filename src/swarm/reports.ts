import type { AnyEventObject, StateValue } from 'xstate';
import { type ActorNumber, type Ending, type Engine, NOBODY } from '../actors/engine.ts';
import type { Envelope } from '../network/envelope.ts';
import type { ActorTable } from './actor-table.ts';
import type { Engines } from './engines.ts';
import type { Streams } from './streams.ts';
import type { Trace } from './trace.ts';

/** What reports are about. */
export interface Reported {
  readonly directory: ActorTable;
  readonly engines: Engines;
  readonly trace: Trace;
  readonly streams: Streams;
  readonly steps: number;
  readonly nowMs: number;
  readonly lastEnvelope: Envelope | undefined;
}

/** What an actor takes when it starts. */
export const initEvent = { type: 'xstate.init' } as const;

/** Tells the trace, and those who observe the swarm, what actors have come to. */
export class Reports {
  readonly #swarm: Reported;

  constructor(swarm: Reported) {
    this.#swarm = swarm;
  }

  /** Reports where a step has brought the actor that took it, to those who observe that. */
  step(engine: Engine, actor: ActorNumber, event: AnyEventObject): void {
    const { streams } = this.#swarm;
    streams.changed(actor);
    if (!streams.transitions.isObserved) return;
    this.#tell(engine, actor, event, this.#swarm.lastEnvelope);
  }

  /** Reports where the children are that the step has started. */
  births(): void {
    const { directory, engines, trace, streams } = this.#swarm;
    for (const child of directory.takeBorn()) {
      const engine = engines.of(child);
      trace.reached(NOBODY, child, engine.stateNumber(child));
      streams.changed(child);
      if (streams.transitions.isObserved) this.#tell(engine, child, initEvent, undefined);
    }
  }

  end(of: ActorNumber, ending: Ending): void {
    const { trace, streams } = this.#swarm;
    trace.ended(of, ending);
    streams.changed(of);
  }

  emission(of: ActorNumber, event: AnyEventObject): void {
    const { directory, trace, streams, nowMs: atMs } = this.#swarm;
    trace.emitted(of, event);
    if (!streams.emissions.isObserved) return;
    streams.publish(streams.emissions, { atMs, actor: directory.addressOf(of), event });
  }

  log(by: ActorNumber, values: readonly unknown[]): void {
    const { directory, streams, nowMs: atMs } = this.#swarm;
    streams.publish(streams.logs, { atMs, actor: directory.addressOf(by), values });
  }

  loss(envelope: Envelope, why: string): void {
    const { trace, streams, nowMs: atMs } = this.#swarm;
    trace.lost(envelope);
    streams.publish(streams.losses, { atMs, envelope, why });
  }

  #tell(
    engine: Engine,
    actor: ActorNumber,
    event: AnyEventObject,
    envelope: Envelope | undefined,
  ): void {
    const { directory, streams, steps: step, nowMs: atMs } = this.#swarm;
    const snapshot = engine.snapshot(actor);
    const value = 'value' in snapshot ? (snapshot.value as StateValue) : snapshot.status;
    const where = { step, atMs, actor: directory.addressOf(actor) };
    streams.publish(streams.transitions, { ...where, event, envelope, snapshot, value });
  }
}
