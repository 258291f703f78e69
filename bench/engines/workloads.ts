import type { AnyEventObject, AnyStateMachine } from 'xstate';
import { orderMachine, switchMachine } from './machines.ts';

/** A machine, and the events that it is sent again and again. */
export interface Workload {
  readonly name: string;
  readonly machine: AnyStateMachine;
  readonly input: unknown;
  readonly events: readonly AnyEventObject[];
  /** How many times as fast as XState its tables are to be. */
  readonly goal: number;
}

/** The machines that single events are timed on. */
export const workloads: readonly Workload[] = [
  {
    name: 'two states',
    machine: switchMachine,
    input: { count: 0 },
    events: [{ type: 'TOGGLE' }],
    goal: 60,
  },
  {
    name: 'three levels',
    machine: orderMachine,
    input: undefined,
    events: [{ type: 'ADD' }, { type: 'ADD' }, { type: 'AUDIT' }],
    goal: 40,
  },
];
