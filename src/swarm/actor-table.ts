import { type ActorNumber, type Ending, OUTSIDE } from '../actors/engine.ts';

/** What has become of an actor; a child is unborn until its parent starts it. */
export type ActorStatus = 'unborn' | 'active' | Ending;

const whyDeaf = {
  unborn: 'it was never started',
  active: undefined,
  stopped: 'it was stopped',
  done: 'it has ended (done)',
  error: 'it has ended (error)',
} as const;

interface Row {
  readonly address: string;
  readonly parent: ActorNumber;
  /** How many actors had this address before it, so that each has chances of its own. */
  readonly incarnation: number;
  status: ActorStatus;
}

/** Who is in the swarm, by number and by address. */
export class ActorTable {
  readonly #rows: Row[] = [];
  readonly #latest = new Map<string, ActorNumber>();
  #active = 0;

  /** How many actors there have been. */
  get size(): number {
    return this.#rows.length;
  }

  /** How many actors are running. */
  get active(): number {
    return this.#active;
  }

  /**
   * Gives a new actor its number.
   *
   * @throws Error when an actor of a swarm, not a child, has the address of one that is running
   */
  add(address: string, parent: ActorNumber = OUTSIDE): ActorNumber {
    const before = this.#latest.get(address);
    if (before !== undefined && parent === OUTSIDE && this.#rows[before]!.status === 'active') {
      throw new Error(`There is an actor '${address}' already: give each its own id.`);
    }
    const incarnation = before === undefined ? 0 : this.#rows[before]!.incarnation + 1;
    const actor = this.#rows.length;
    this.#rows.push({ address, parent, incarnation, status: 'unborn' });
    this.#latest.set(address, actor);
    if (parent === OUTSIDE) this.begin(actor);
    return actor;
  }

  begin(actor: ActorNumber): void {
    const row = this.#rows[actor];
    if (row === undefined || row.status !== 'unborn') return;
    row.status = 'active';
    this.#active += 1;
  }

  addressOf(actor: ActorNumber): string {
    return this.#rows[actor]?.address ?? 'outside';
  }

  /** A name that no other actor of the run has, not even an earlier one at the same address. */
  identityOf(actor: ActorNumber): string {
    const row = this.#rows[actor];
    if (row === undefined) return 'outside';
    return row.incarnation === 0 ? row.address : `${row.address}#${row.incarnation}`;
  }

  parentOf(actor: ActorNumber): ActorNumber {
    return this.#rows[actor]?.parent ?? OUTSIDE;
  }

  statusOf(actor: ActorNumber): ActorStatus {
    return this.#rows[actor]?.status ?? 'active';
  }

  /** Why an actor takes no events; undefined when it does. */
  whyDeaf(actor: ActorNumber): string | undefined {
    return whyDeaf[this.statusOf(actor)];
  }

  /** The number of the actor that was last given an address. */
  find(address: string): ActorNumber | undefined {
    return this.#latest.get(address);
  }

  end(actor: ActorNumber, ending: Ending): void {
    const row = this.#rows[actor];
    if (row === undefined || row.status !== 'active') return;
    row.status = ending;
    this.#active -= 1;
  }

  /** The numbers of the actors that are running, in the order of spawning. */
  *running(): Generator<ActorNumber> {
    for (const [actor, row] of this.#rows.entries()) {
      if (row.status === 'active') yield actor;
    }
  }
}
