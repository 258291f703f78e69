import { phase } from '../../actors/compiled-columns.ts';
import type { SavedActor } from '../../actors/compiled-roster.ts';
import type { ActorNumber } from '../../actors/engine.ts';
import type { LocalState } from './local-states.ts';
import type { Model } from './model.ts';
import type { Move } from './move.ts';
import type { Moves } from './moves.ts';

/** A move that is possible from a cell, and the cell that it leads to. */
export interface Lead {
  readonly move: Move;
  readonly to: number;
}

/** The faults that may befall an actor in a cell: losses, crashes and restarts. */
export class FaultMoves {
  readonly #model: Model;
  readonly #moves: Moves;

  constructor(model: Model, moves: Moves) {
    this.#model = model;
    this.#moves = moves;
  }

  from(actor: ActorNumber, cell: number, state: LocalState): Lead[] {
    const { counter } = this.#model;
    const losses = counter.isPossible('losses') || this.#losesWhileDown(state);
    const leads = losses ? this.#losses(actor, cell, state) : [];
    const isOwn = this.#model.kernel.origins.all.has(actor);
    if (isOwn && state.isRunning && counter.isPossible('crashes')) {
      leads.push(this.#crash(actor, cell, state));
    }
    if (state.isDown && counter.isPossible('restarts')) leads.push(...this.#restarts(actor, cell));
    return leads;
  }

  #crash(actor: ActorNumber, cell: number, state: LocalState): Lead {
    const { components, counter, steps } = this.#model;
    // For good, it takes nothing any more, as one that has ended.
    const mayRestart = counter.isPossible('restarts');
    const down = steps.localsOf(actor).intern(stopped(state.saved), [], mayRestart);
    const others = this.#moves.vanishing(state);
    const move = this.#moves.ofFault(actor, { kind: 'crash' }, 'crashes', others);
    return { move, to: components.cellsOf(components.of(actor))!.become(cell, down) };
  }

  /** What arrives at an actor that is down is lost, which only matters if it may come back. */
  #losesWhileDown({ isDown }: LocalState): boolean {
    return isDown && this.#model.counter.isPossible('restarts');
  }

  #losses(actor: ActorNumber, cell: number, state: LocalState): Lead[] {
    const { components, mailboxes, messages } = this.#model;
    const cells = components.cellsOf(components.of(actor))!;
    const isFree = this.#losesWhileDown(state);
    const inFlight = [...new Set(mailboxes.get(cells.mailboxOf(cell)))];
    return inFlight
      .filter((message) => !messages.get(message).isLocal)
      .map((message) => {
        const left = mailboxes.remove(cells.mailboxOf(cell), message);
        const to = cells.intern(cells.localOf(cell), left);
        const label = { kind: 'lose', message } as const;
        return { move: this.#moves.ofFault(actor, label, isFree ? undefined : 'losses'), to };
      });
  }

  #restarts(actor: ActorNumber, cell: number): Lead[] {
    const { components, steps } = this.#model;
    const cells = components.cellsOf(components.of(actor))!;
    const local = cells.localOf(cell);
    const absent = { ...this.#model.viewOf([]), localOf: () => 0 };
    const { all } = steps.take(actor, absent, { kind: 'restart', local });
    const label = { kind: 'restart' } as const;
    return all.map((outcome) => {
      const step = this.#moves.ofOutcome(actor, local, outcome, label, { fault: 'restarts' });
      return { move: step.move, to: this.#moves.cellAfter(step, cells.mailboxOf(cell)) };
    });
  }
}

/** What a crash leaves of an actor: its context and configuration, as its snapshot tells in a run. */
function stopped(saved: SavedActor): SavedActor {
  const nothing = { output: undefined, error: undefined, children: undefined };
  const extra = { status: 'stopped', ...nothing } as const;
  return { ...saved, phase: phase.over, state: { ...saved.state, extra } };
}
