import type { AnyStateMachine } from 'xstate';
import { ActionTable } from './action-table.ts';
import { type Configuration, Configurations } from './configuration.ts';
import { EventClasses } from './event-classes.ts';
import { GuardTable } from './guard-table.ts';
import { link, type Program } from './program.ts';
import {
  type AlwaysTable,
  type Candidate,
  type Combination,
  type EventTable,
  linkAlways,
  linkEvents,
} from './selection.ts';
import { initialNodes } from './tree.ts';
import { type Node, rootOf } from './xstate-internals.ts';

/** The tables of a machine, filled in as its actors come to need them. */
export class Linker {
  readonly root: Node;
  readonly classes: EventClasses;
  readonly configurations: Configurations;
  /** The configuration before the first step, in which only the root is active. */
  readonly dormant: Configuration;
  readonly #actions: ActionTable;
  readonly #guards: GuardTable;
  #initial: Program | undefined;

  constructor(machine: AnyStateMachine) {
    this.root = rootOf(machine);
    this.#guards = new GuardTable(this.root);
    this.#actions = new ActionTable(this.root);
    this.classes = new EventClasses(machine);
    this.configurations = new Configurations(this.root);
    this.dormant = this.configurations.intern([this.root], {});
  }

  /** What the first microstep does. */
  get initial(): Program {
    this.#initial ??= this.#linkInitial();
    return this.#initial;
  }

  #linkInitial(): Program {
    const { root, configurations } = this;
    const target = [...initialNodes(root)];
    const transition = { target, source: root, reenter: true, actions: [] };
    return link({
      from: this.dormant,
      transitions: [transition],
      configurations,
      actions: this.#actions,
      isInitial: true,
    });
  }

  eventsIn(configuration: Configuration, eventClass: number): EventTable {
    let table = configuration.events[eventClass];
    if (table === undefined) {
      table = linkEvents(configuration, this.classes.exampleOf(eventClass), this.#guards);
      configuration.events[eventClass] = table;
    }
    return table;
  }

  alwaysIn(configuration: Configuration): AlwaysTable | undefined {
    if (configuration.always === null) {
      configuration.always = linkAlways(configuration, this.#guards);
    }
    return configuration.always;
  }

  /** What taking the chosen transitions together does. */
  programFor(
    from: Configuration,
    chosen: readonly Candidate[],
    combinations: Combination,
  ): Program {
    if (chosen.length === 1) {
      const [only] = chosen;
      only!.program ??= this.#link(from, chosen);
      return only!.program;
    }
    let combination = combinations;
    for (const { index } of chosen) {
      let next = combination.next.get(index);
      if (!next) {
        next = { program: undefined, next: new Map() };
        combination.next.set(index, next);
      }
      combination = next;
    }
    combination.program ??= this.#link(from, chosen);
    return combination.program;
  }

  #link(from: Configuration, chosen: readonly Candidate[]): Program {
    const transitions = chosen.map(({ transition }) => transition);
    const { configurations } = this;
    return link({ from, transitions, configurations, actions: this.#actions });
  }
}
