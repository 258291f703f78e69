import { compile } from 'statehive';
import type { AnyActorRef, AnyEventObject, AnyStateMachine, SnapshotFrom } from 'xstate';
import { Journal } from '../../src/actors/compiled/journal.ts';
import type { World } from '../../src/actors/compiled/world.ts';

const nobody = undefined as unknown as AnyActorRef;

/** A world in which nothing happens: what these machines do concerns nobody but themselves. */
const silence: World<number> = {
  address: 0,
  system: undefined as never,
  refOf: () => nobody,
  addressOf: () => 0,
  isLatest: () => false,
  latest: 0,
  parentOf: () => undefined,
  send: () => {},
  schedule: () => {},
  cancel: () => {},
  emit: () => {},
  log: () => {},
  createChild: () => nobody,
  startChild: () => {},
  isRunning: () => false,
  release: () => {},
  stopChild: () => {},
};

/**
 * Lets a machine take events straight from its tables, as the swarm's engine does, with no queue,
 * no envelope and no actor object around it.
 *
 * @returns the snapshot that it ends with
 */
export function stepThrough<TMachine extends AnyStateMachine>(
  machine: TMachine,
  input: unknown,
  events: readonly AnyEventObject[],
  count: number,
): SnapshotFrom<TMachine> {
  const { compiled } = compile(machine);
  const state = { configuration: 0, context: undefined, extra: undefined };
  const start = new Journal(silence, 'start');
  compiled.initialize(state, input, start);
  start.flush();
  const journal = new Journal(silence, 'step');
  for (let at = 0; at < count; at++) {
    compiled.step(state, events[at % events.length]!, journal);
    journal.flush();
  }
  return compiled.snapshotOf(state) as SnapshotFrom<TMachine>;
}
