/**
 * How much faster is a compiled machine than XState's interpreter, for one actor and one event?
 *
 * Compiled: the tables alone, driven as a kernel drives them. XState:
 * `createActor(machine).send(event)`. What this does not show: a kernel's event
 * queue and network, which cost the same for either engine.
 */
import { type AnyActorRef, type AnyStateMachine, createActor } from 'xstate';
import type { ActorState } from '../src/actors/compiled/actor-state.ts';
import { compile, compileMachine } from '../src/actors/compiled/compile.ts';
import { Journal } from '../src/actors/compiled/journal.ts';
import type { World } from '../src/actors/compiled/world.ts';
import { orderMachine, switchMachine } from './compiler-machines.ts';

const nobody = undefined as unknown as AnyActorRef;

/** A world in which nothing happens: neither of the machines asks anything of it. */
const silence: World<number> = {
  address: 0,
  system: undefined as never,
  refOf: () => nobody,
  parentOf: () => undefined,
  send: () => {},
  schedule: () => {},
  scheduleSelf: () => {},
  cancel: () => {},
  emit: () => {},
  log: () => {},
  createChild: () => nobody,
  startChild: () => {},
  isRunning: () => false,
  release: () => {},
  stopChild: () => {},
};

interface Workload {
  readonly machine: AnyStateMachine;
  readonly events: readonly { readonly type: string }[];
}

function nsPerEvent(count: number, run: (count: number) => void): number {
  run(Math.min(count, 20_000));
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const start = process.hrtime.bigint();
    run(count);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / count);
  }
  return best;
}

function xstateNs({ machine, events }: Workload, count: number, isCompiled: boolean): number {
  const actor = createActor((isCompiled ? compile(machine) : machine) as AnyStateMachine).start();
  return nsPerEvent(count, (n) => {
    for (let at = 0; at < n; at++) actor.send(events[at % events.length]!);
  });
}

function compiledNs({ machine, events }: Workload, count: number): number {
  const compiled = compileMachine(machine);
  const journal = new Journal(silence, 'step');
  const state: ActorState = { configuration: 0, context: undefined, extra: undefined };
  compiled.initialize(state, undefined, new Journal(silence, 'start'));
  return nsPerEvent(count, (n) => {
    for (let at = 0; at < n; at++) {
      compiled.step(state, events[at % events.length]!, journal);
      journal.flush();
    }
  });
}

function spawnNs(machine: AnyStateMachine, count: number): number {
  const compiled = compileMachine(machine);
  return nsPerEvent(count, (n) => {
    const configurations = new Int32Array(n);
    const contexts: unknown[] = new Array(n);
    const journal = new Journal(silence, 'start');
    const state: ActorState = { configuration: 0, context: undefined, extra: undefined };
    for (let at = 0; at < n; at++) {
      compiled.initialize(state, undefined, journal);
      journal.flush();
      configurations[at] = state.configuration;
      contexts[at] = state.context;
    }
  });
}

function xstateSpawnNs(machine: AnyStateMachine, count: number): number {
  return nsPerEvent(count, (n) => {
    for (let at = 0; at < n; at++) createActor(machine).start();
  });
}

function bytesPerActor(machine: AnyStateMachine, count: number): number {
  const compiled = compileMachine(machine);
  const journal = new Journal(silence, 'step');
  globalThis.gc?.();
  const before = process.memoryUsage();
  const configurations = new Int32Array(count);
  const contexts: unknown[] = new Array(count);
  const state: ActorState = { configuration: 0, context: undefined, extra: undefined };
  for (let at = 0; at < count; at++) {
    compiled.initialize(state, undefined, new Journal(silence, 'start'));
    compiled.step(state, { type: 'TOGGLE' }, journal);
    configurations[at] = state.configuration;
    contexts[at] = state.context;
  }
  globalThis.gc?.();
  const after = process.memoryUsage();
  if (contexts.length + configurations.length !== 2 * count) throw new Error('lost actors');
  return (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / count;
}

const toggle: Workload = { machine: switchMachine, events: [{ type: 'TOGGLE' }] };
const order: Workload = {
  machine: orderMachine,
  events: [{ type: 'ADD' }, { type: 'ADD' }, { type: 'AUDIT' }],
};

const workloads = { 'two states': toggle, 'three levels': order };
for (const [name, workload] of Object.entries(workloads)) {
  const xstate = xstateNs(workload, 20_000, false);
  const compiled = compiledNs(workload, 2_000_000);
  console.log(
    `${name}: xstate ${xstate.toFixed(0)} ns, compiled ${compiled.toFixed(1)} ns: ${(xstate / compiled).toFixed(0)} times`,
  );
}
const spawned = spawnNs(switchMachine, 200_000);
const xstateSpawned = xstateSpawnNs(switchMachine, 5_000);
console.log(
  `spawn: xstate ${xstateSpawned.toFixed(0)} ns, compiled ${spawned.toFixed(1)} ns: ${(xstateSpawned / spawned).toFixed(0)} times`,
);
if (globalThis.gc) {
  console.log(`bytes an actor: ${bytesPerActor(switchMachine, 200_000).toFixed(0)}`);
}
// Last: once two kinds of effects have run, the engine's code is shared between them and slower.
for (const [name, workload] of Object.entries(workloads)) {
  console.log(`${name}: createActor(compile()) ${xstateNs(workload, 50_000, true).toFixed(0)} ns`);
}
