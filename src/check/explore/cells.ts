import { grown } from './grown.ts';
import { ABSENT, type LocalStates } from './local-states.ts';
import { EMPTY, type Mailboxes } from './mailboxes.ts';
import { PairTable } from './pair-table.ts';

/**
 * The cells of one actor: its local state together with what is on its way to it, as one number.
 * Cell 0 is that of an actor that does not exist.
 */
export class Cells {
  readonly #locals: LocalStates;
  readonly #mailboxes: Mailboxes;
  readonly #numbers = new PairTable();
  /** By cell. */
  #localOf: Int32Array = new Int32Array(16);
  #mailboxOf: Int32Array = new Int32Array(16);
  #size = 0;

  constructor(locals: LocalStates, mailboxes: Mailboxes) {
    this.#locals = locals;
    this.#mailboxes = mailboxes;
    this.intern(ABSENT, EMPTY);
  }

  get size(): number {
    return this.#size;
  }

  /** The local state of each cell: what anybody can see of it. */
  get of(): Int32Array {
    return this.#localOf;
  }

  /** How many local states there are. */
  get count(): number {
    return this.#locals.size;
  }

  localOf(cell: number): number {
    return this.#localOf[cell]!;
  }

  mailboxOf(cell: number): number {
    return this.#mailboxOf[cell]!;
  }

  intern(local: number, mailbox: number): number {
    const state = this.#locals.get(local);
    // Who has ended takes nothing any more: what is on its way to it makes no difference.
    const isDeaf = state === undefined || !(state.isRunning || state.isDown);
    const kept = isDeaf ? EMPTY : mailbox;
    let cell = this.#numbers.get(local, kept);
    if (cell < 0) {
      cell = this.#size++;
      this.#localOf = grown(this.#localOf, roomFor(cell, this.#localOf));
      this.#mailboxOf = grown(this.#mailboxOf, roomFor(cell, this.#mailboxOf));
      this.#localOf[cell] = local;
      this.#mailboxOf[cell] = kept;
      this.#numbers.set(local, kept, cell);
    }
    return cell;
  }

  /** The cell after a message has been sent to the actor. */
  put(cell: number, message: number): number {
    return this.intern(this.localOf(cell), this.#mailboxes.put(this.mailboxOf(cell), message));
  }

  /** The cell after another actor's step has put this one into a local state. */
  become(cell: number, local: number): number {
    return this.intern(local, this.mailboxOf(cell));
  }
}

function roomFor(index: number, { length }: Int32Array): number {
  return index < length ? length : 2 * length;
}
