import {
  type Actor,
  type AnyActorLogic,
  type AnyActorRef,
  type AnyMachineSnapshot,
  createActor,
  type InspectionEvent,
  type Snapshot,
} from 'xstate';
import { JumpingClock } from './jumping-clock.ts';
import type { Observer } from './observer.ts';
import { EVENTS } from './random-action.ts';

/** One of the two actors that are compared: a random machine under one engine. */
export class Side {
  readonly clock = new JumpingClock();
  readonly observer: Observer;
  readonly actor: Actor<AnyActorLogic>;

  constructor(logic: AnyActorLogic, observer: Observer, snapshot?: Snapshot<unknown>) {
    this.observer = observer;
    this.actor = createActor(logic, {
      id: 'root',
      input: { n: 2 },
      snapshot,
      clock: this.clock as never,
      logger: (...values: unknown[]) => observer.note('log', ...values),
      inspect: (inspection) => observer.note(...inspected(inspection)),
    });
    this.actor.subscribe({
      next: () => observer.note('next'),
      error: (error) => observer.note('error', error),
      complete: () => observer.note('complete'),
    });
    this.actor.on('*', (event) => observer.note('emitted', event));
  }

  /** All that can be seen of the actor from outside. */
  describe(): string[] {
    const { observer } = this;
    const timers = this.clock.pending();
    return [
      ...observer.take(),
      ...describe(this.actor.getSnapshot(), observer),
      observer.text({ timers }),
    ];
  }
}

function inspected(inspection: InspectionEvent): [string, ...unknown[]] {
  const { type, actorRef } = inspection;
  const about: [string, unknown] = [type, (actorRef as AnyActorRef).id];
  if (type === '@xstate.event') {
    return [...about, (inspection.sourceRef as AnyActorRef | undefined)?.id, inspection.event];
  }
  if (type === '@xstate.action') return [...about, inspection.action];
  if (type === '@xstate.microstep') {
    const { value, context } = inspection.snapshot as AnyMachineSnapshot;
    const transitions = inspection._transitions.map((each) => [each.source.id, each.eventType]);
    return [...about, inspection.event, value, context, transitions];
  }
  if (type === '@xstate.snapshot') return [...about, inspection.event, inspection.snapshot.status];
  return about;
}

function describe(snapshot: AnyMachineSnapshot, observer: Observer): string[] {
  const { status, output, error, value, context, children, historyValue } = snapshot;
  const lines = [observer.text({ status, output, error, value, context })];
  if (!('machine' in snapshot)) return lines;
  const history = Object.entries(historyValue ?? {}).map(([id, nodes]) => [
    id,
    nodes.map((each) => each.id).sort(),
  ]);
  lines.push(observer.text({ history: history.sort(), tags: [...snapshot.tags].sort() }));
  lines.push(
    observer.text({ meta: Object.entries(snapshot.getMeta()).sort(), keys: Object.keys(snapshot) }),
  );
  lines.push(observer.text({ can: EVENTS.map((type) => answer(() => snapshot.can({ type }))) }));
  for (const [id, child] of Object.entries<AnyActorRef | undefined>(children)) {
    lines.push(
      observer.text(
        `child ${id}: ${child?.id} ${(child as { systemId?: string } | undefined)?.systemId}`,
      ),
    );
    if (child) lines.push(observer.text(plainSnapshot(child as AnyActorRef)));
  }
  return lines;
}

function plainSnapshot(child: AnyActorRef): unknown {
  const { status, value, context, output, error } = child.getSnapshot();
  return { status, value, context, output, error };
}

function answer(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return error;
  }
}
