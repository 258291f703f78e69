import { stopChildren } from './actions/stop-child.ts';
import { ANY, STOP } from './event-classes.ts';
import type { Linker } from './linker.ts';
import type { Program } from './program.ts';
import type { Run } from './run.ts';
import {
  type AlwaysTable,
  chooseAlways,
  chooseForEvent,
  type EventTable,
  firstEnabled,
} from './selection.ts';
import { isErrorEventType } from './xstate-internals.ts';

/** Takes the event of the run, and then all that follows from it without another event. */
export function macrostep(
  linker: Linker,
  run: Run,
  table: EventTable,
  microstepsMax: number,
): void {
  const program = select(linker, run, table);
  if (program === undefined && isErrorEventType(run.event.type)) {
    fail(run);
    return;
  }
  take(program, run);
  if (!isSettled(run)) settle(linker, run, microstepsMax);
}

function isSettled({ configuration, queue, status }: Run): boolean {
  return configuration.always === undefined && queue.length === 0 && status === 'active';
}

/** Takes an event whose type XState reserves. */
export function takeReserved(
  linker: Linker,
  run: Run,
  eventClass: number,
  microstepsMax: number,
): void {
  if (eventClass === ANY) throw new Error(`An event cannot have the wildcard type ('*')`);
  if (eventClass === STOP) stop(run);
  else settle(linker, run, microstepsMax);
}

function take(program: Program | undefined, run: Run): void {
  if (program !== undefined) perform(program, run);
  if (run.effects.inspects) run.effects.microstep(run, program?.enabled ?? []);
}

function takeEventless(program: Program, run: Run): void {
  perform(program, run);
  if (run.effects.inspects) run.effects.microstep(run, program.taken);
}

function stop(run: Run): void {
  stopChildren(run);
  run.status = 'stopped';
  reportStandstill(run);
}

/** An error of a child that nobody handles is the actor's own. */
function fail(run: Run): void {
  stopChildren(run);
  run.status = 'error';
  run.error = run.event.error;
  reportStandstill(run);
}

function reportStandstill(run: Run): void {
  run.version++;
  if (run.effects.inspects) run.effects.microstep(run, []);
}

/** Takes eventless transitions and raised events until there are none. */
export function settle(linker: Linker, run: Run, microstepsMax: number): void {
  let mayBeEventless = true;
  let count = 0;
  while (run.status === 'active') {
    if (++count > microstepsMax) throw endlessLoop(microstepsMax);
    const eventless: Program | undefined = mayBeEventless
      ? selectEventless(linker, run)
      : undefined;
    const before = run.version;
    if (!eventless && run.queue.length === 0) break;
    if (eventless) takeEventless(eventless, run);
    else take(selectForRaised(linker, run), run);
    // An eventless transition that changes nothing would be enabled for ever.
    mayBeEventless = !eventless || run.version !== before;
  }
  if (run.status !== 'active') stopAndRememberChildren(run);
}

/** XState's last snapshot of an actor still lists the children that ended with it. */
function stopAndRememberChildren(run: Run): void {
  const { children, version } = run;
  stopChildren(run);
  run.children = children;
  run.version = version;
}

function endlessLoop(max: number): Error {
  return new Error(
    `Infinite loop detected: the machine has processed more than ${max} microsteps without reaching a stable state. This usually happens when there's a cycle of transitions (e.g., eventless transitions or raised events causing state A -> B -> C -> A).`,
  );
}

function select(linker: Linker, run: Run, table: EventTable): Program | undefined {
  if (table.isEmpty) return undefined;
  if (table.regions.length > 0) return selectInRegions(linker, run, table);
  const only = firstEnabled(table.candidates, run);
  return only && (only.program ?? linker.programFor(run.configuration, [only], table.combinations));
}

function selectInRegions(linker: Linker, run: Run, table: EventTable): Program | undefined {
  chooseForEvent(table, run);
  return programOfChosen(linker, run, table);
}

function selectForRaised(linker: Linker, run: Run): Program | undefined {
  run.event = run.queue.shift()!;
  const eventClass = linker.classes.of(run.event.type);
  return select(linker, run, linker.eventsIn(run.configuration, eventClass));
}

function selectEventless(linker: Linker, run: Run): Program | undefined {
  const { configuration } = run;
  const table =
    configuration.always === null ? linker.alwaysIn(configuration) : configuration.always;
  if (table === undefined) return undefined;
  chooseAlways(table, run);
  return programOfChosen(linker, run, table);
}

function programOfChosen(
  linker: Linker,
  { configuration, chosen }: Run,
  { combinations }: EventTable | AlwaysTable,
): Program | undefined {
  if (chosen.length === 0) return undefined;
  const program =
    (chosen.length === 1 ? chosen[0]!.program : undefined) ??
    linker.programFor(configuration, chosen, combinations);
  // Emptied from the end: setting an array's length is slow.
  while (chosen.length > 0) chosen.pop();
  return program;
}

export function perform({ ops, moves, next }: Program, run: Run): void {
  run.microsteps++;
  for (let at = 0; at < ops.length; at++) ops[at]!(run);
  // Only now: until the end of a microstep, XState's guards and `stateIn` see where it began.
  if (!moves) return;
  run.configuration = next;
  run.version++;
}
